//! Pages of lists that go from the newest to the oldest, by a time and, among equal times, by an id.

use lamplight_protocol::api::Cursor;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;

/// Before which entry the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Before {
    pub(crate) at: TimestampMillis,
    pub(crate) id: String,
}

impl Before {
    /// The newest page, or the one after a cursor of an earlier page. A cursor that was never given out is
    /// answered like one that has ended: begin anew.
    pub(crate) fn of(cursor: Option<&Cursor>) -> Result<Self, StoreError> {
        let Some(cursor) = cursor else {
            return Ok(Self {
                at: TimestampMillis::from_millis(i64::MAX),
                id: String::new(),
            });
        };
        cursor
            .as_str()
            .split_once('.')
            .and_then(|(at, id)| {
                Some(Self {
                    at: TimestampMillis::from_millis(at.parse().ok()?),
                    id: id.to_owned(),
                })
            })
            .ok_or(StoreError::CursorExpired)
    }

    /// The cursor as text.
    pub(crate) fn cursor(&self) -> Result<Cursor, StoreError> {
        format!("{}.{}", self.at.as_millis(), self.id)
            .parse()
            .map_err(|_| StoreError::Damaged("the id of a list's entry"))
    }
}

/// Cuts a list that was read one longer than asked for, and tells where the next page begins.
pub(crate) fn page<T>(
    mut entries: Vec<T>,
    limit: u32,
    place: impl Fn(&T) -> Before,
) -> Result<(Vec<T>, Option<Cursor>), StoreError> {
    let limit = limit as usize;
    if entries.len() <= limit {
        return Ok((entries, None));
    }
    entries.truncate(limit);
    let next = entries.last().map(|last| place(last).cursor()).transpose()?;
    Ok((entries, next))
}
