//! Saying that one comes to an event: counted, and by nobody's name.

use serde::{Deserialize, Serialize};

use crate::digest::ContentDigest;
use crate::error::Violation;
use crate::limits;
use crate::time::TimestampMillis;

/// Says how many come: the body of `PUT /v1/events/{id}/rsvps/{op}`. The newest one under a receipt counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rsvp {
    /// How many people, from 0 for nobody to [`limits::RSVP_PEOPLE_MAX`].
    pub people: u32,
}

impl Rsvp {
    /// Refuses more people than one may bring.
    ///
    /// # Errors
    /// A [`Violation`] of `people`.
    pub fn check(&self) -> Result<(), Violation> {
        if self.people > limits::RSVP_PEOPLE_MAX {
            return Err(Violation::invalid(
                "people",
                format!(
                    "must be at most {}; for more, ask the patrol",
                    limits::RSVP_PEOPLE_MAX
                ),
            ));
        }
        Ok(())
    }
}

/// The answer to an [`Rsvp`]. It counts only if `id` and `digest` are those that were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RsvpTaken {
    /// The operation, echoed.
    pub id: String,
    /// The digest of the body, echoed.
    pub digest: ContentDigest,
    /// When the server took it, by its own clock.
    pub received_at: TimestampMillis,
}

/// How many mean to come: the answer to `GET /v1/staff/events/{id}/attendance`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Attendance {
    /// Devices that said so.
    pub answers: u32,
    /// People, all together.
    pub people: u32,
}
