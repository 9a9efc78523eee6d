//! Pages of lists that go from the newest to the oldest, by a time and, among equal times, by a number.

use lamplight_protocol::api::Cursor;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;

/// Before which entry the next page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) at: TimestampMillis,
    pub(crate) number: i64,
}

impl Before {
    /// The newest page, or the one after a cursor of an earlier page. A cursor that was never given out is
    /// answered like one that has ended: begin anew.
    pub(crate) fn of(cursor: Option<&Cursor>) -> Result<Self, StoreError> {
        let Some(cursor) = cursor else {
            return Ok(Self {
                at: TimestampMillis::from_millis(i64::MAX),
                number: i64::MAX,
            });
        };
        cursor
            .as_str()
            .split_once('.')
            .and_then(|(at, number)| {
                Some(Self {
                    at: TimestampMillis::from_millis(at.parse().ok()?),
                    number: number.parse().ok()?,
                })
            })
            .ok_or(StoreError::CursorExpired)
    }

    fn cursor(self) -> Result<Cursor, StoreError> {
        format!("{}.{}", self.at.as_millis(), self.number)
            .parse()
            .map_err(|_| StoreError::Damaged("the place of a list's entry"))
    }
}

/// Cuts a list that was read one longer than asked for, and tells where the next page begins.
pub(crate) fn page<T>(
    mut entries: Vec<(Before, T)>,
    limit: u32,
) -> Result<(Vec<T>, Option<Cursor>), StoreError> {
    let limit = limit as usize;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries
        .last()
        .filter(|_| more)
        .map(|(place, _)| place.cursor())
        .transpose()?;
    Ok((entries.into_iter().map(|(_, entry)| entry).collect(), next))
}
