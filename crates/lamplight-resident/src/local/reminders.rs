//! Of which events the resident was reminded. It stands with what they answered, and goes with it.

use lamplight_protocol::ids::EventId;
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, params};

use crate::error::CoreError;

/// An event that the resident answered, as reminding goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) event: EventId,
    /// They come, and the server did not refuse them.
    pub(crate) comes: bool,
    /// Since when they mean to come.
    pub(crate) since: TimestampMillis,
    pub(crate) reminded: Reminded,
}

/// What the resident was reminded of so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reminded {
    /// The begin of the event of which they were; none when they were not.
    pub(crate) of: Option<TimestampMillis>,
    /// It may still be in sight.
    pub(crate) stands: bool,
}

/// The answers that may bring a reminder, or had one that is in sight.
pub(crate) fn answered(connection: &Connection) -> Result<Vec<Answered>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT event_id, people > 0 AND (state <> 'refused' OR kept > 0), answered_at, reminded_of, reminder_stands
         FROM rsvps JOIN server USING (url)
         WHERE people > 0 OR reminder_stands
         ORDER BY event_id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    })?;
    rows.map(|row| {
        let (event, comes, since, of, stands): (String, bool, i64, i64, bool) = row?;
        Ok(Answered {
            event: event.parse().map_err(|_| CoreError::damaged("id of an event"))?,
            comes,
            since: TimestampMillis::from_millis(since),
            reminded: Reminded {
                of: (of != 0).then(|| TimestampMillis::from_millis(of)),
                stands,
            },
        })
    })
    .collect()
}

/// Notes what the resident was reminded of.
pub(crate) fn note(tx: &Connection, event: EventId, reminded: Reminded) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE rsvps SET reminded_of = ?2, reminder_stands = ?3
         WHERE event_id = ?1 AND url = (SELECT url FROM server)",
    )?
    .execute(params![
        event.to_string(),
        reminded.of.map_or(0, TimestampMillis::as_millis),
        reminded.stands
    ])?;
    Ok(())
}
