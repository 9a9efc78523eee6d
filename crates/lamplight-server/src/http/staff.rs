//! What the patrol calls: the console with a session, scripts and city systems with a service token. Every
//! handler but those at the [`door`] takes an [`Allowed`](crate::auth::Allowed); without one there is no call.

mod alerts;
mod analysis;
mod audit;
mod bulk;
mod colleagues;
mod disclosures;
mod door;
mod entered;
mod events;
mod figures;
mod hold;
mod live;
mod months;
mod news;
mod passkeys;
mod patrols;
mod people;
mod person;
mod photos;
mod pictures;
mod reports;
mod templates;
mod triage;
mod trials;

use std::sync::Arc;

use axum::Json;
use lamplight_protocol::api::Changed;
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::OperationId;
use lamplight_store::model::StaffWrite;
use utoipa_axum::router::OpenApiRouter;

use crate::Deps;
use crate::error::ApiError;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .merge(door::routes())
        .merge(passkeys::routes())
        .merge(person::routes())
        .merge(people::routes())
        .merge(audit::routes())
        .merge(figures::routes())
        .merge(reports::routes())
        .merge(triage::routes())
        .merge(hold::routes())
        .merge(bulk::routes())
        .merge(entered::routes())
        .merge(colleagues::routes())
        .merge(templates::routes())
        .merge(disclosures::routes())
        .merge(photos::routes())
        .merge(alerts::routes())
        .merge(analysis::routes())
        .merge(events::routes())
        .merge(months::routes())
        .merge(news::routes())
        .merge(pictures::routes())
        .merge(patrols::routes())
        .merge(trials::routes())
        .merge(live::routes())
}

/// The answer to a write of staff.
fn answer(write: &StaffWrite, id: OperationId) -> Result<Json<Changed>, ApiError> {
    match write {
        StaffWrite::Done {
            revision,
            repeated: _,
        } => Ok(Json(Changed {
            id,
            revision: *revision,
        })),
        StaffWrite::Conflict => Err(ApiError::conflict()),
        StaffWrite::NotFound => Err(ApiError::not_found()),
        StaffWrite::ChangedMeanwhile(revision) => Err(ApiError::of_field(
            ErrorCode::ChangedMeanwhile,
            "revision",
            format!("somebody changed it meanwhile; read revision {revision} and decide anew"),
        )),
        StaffWrite::Refused(refusal) => Err((*refusal).into()),
        StaffWrite::NoSuchOriginal => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "ending.duplicate_of",
            "ending.duplicate_of must be another report that is still there and follows none itself",
        )),
        StaffWrite::AnotherInCharge => Err(ApiError::of_field(
            ErrorCode::ChangedMeanwhile,
            "from",
            "somebody else is in charge by now; read the report and decide anew",
        )),
        StaffWrite::OnHold => Err(ApiError::on_hold()),
        StaffWrite::SecondPersonNeeded => Err(ApiError::new(
            ErrorCode::Forbidden,
            "somebody else must agree than whoever asked; ask a colleague to open the report",
        )),
        StaffWrite::NoSuchPart => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "part",
            "part must be one that the report has, and spans within it",
        )),
        StaffWrite::NoSuchPicture => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "picture",
            "picture must be one that was sent before and is still there; send it again",
        )),
        StaffWrite::NoSuchInitiative => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "change.news",
            "change.news must be news that are told as an initiative and were not withdrawn",
        )),
        StaffWrite::NoRoom => Err(ApiError::new(
            ErrorCode::TooLarge,
            "there are as many as there may be; end one of them first",
        )),
        StaffWrite::ThreadFull => Err(ApiError::thread_full()),
        StaffWrite::Alert(refusal) => Err(alerts::refusal(refusal)),
        StaffWrite::TrialMeanwhile => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "meanwhile",
            "another trial is planned or under way at that time; choose another, or call that one off",
        )),
        StaffWrite::Over => Err(ApiError::new(
            ErrorCode::ChangedMeanwhile,
            "it has ended, and nothing more can be changed; publish a new one",
        )),
    }
}

/// The operation of a first publication, whose path names only the thing itself: so the same PUT again is
/// the same operation.
fn first_operation(id: [u8; 16]) -> OperationId {
    OperationId::from_random(id)
}

/// A rule that a part of a body breaks, with the field as a path from the body.
fn within(part: &'static str) -> impl Fn(Violation) -> Violation {
    move |violation| violation.within(part)
}
