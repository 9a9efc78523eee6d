//! What this device has told its resident, as it is stored. A message is known by its sender, its identifier and its
//! time, and an update by those to which it refers.

use std::collections::BTreeSet;

use lamplight_protocol::alert::{Alert, Level};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rule::Told;
use crate::error::CoreError;

/// Alerts that are remembered beside those that may be in sight, the latest. The device keeps a thousand alerts at
/// most, so what is forgotten is not there to be told of again.
const TOLD_KEPT: u32 = 2_000;

/// What was told of an alert, and under which handle. None when nothing was.
pub(super) fn find(connection: &Connection, alert: &Alert) -> Result<Option<(u32, Told)>, CoreError> {
    let same = handle_of(
        connection,
        alert,
        &alert.identifier.to_string(),
        alert.sent.as_millis(),
    )?;
    let known = match same {
        Some(handle) => Some(handle),
        None => handle_of_earlier(connection, alert)?,
    };
    let Some(handle) = known else {
        return Ok(None);
    };
    let (level, standing) = connection
        .prepare_cached("SELECT level, standing FROM told WHERE handle = ?1")?
        .query_row([handle], |row| Ok((level(row.get(0)?), row.get(1)?)))?;
    let told = Told {
        level,
        standing,
        same_message: same.is_some(),
    };
    Ok(Some((handle, told)))
}

fn handle_of_earlier(connection: &Connection, alert: &Alert) -> Result<Option<u32>, CoreError> {
    // The latest first: it is the likeliest to be known.
    for earlier in alert.references.iter().rev() {
        let named = (earlier.identifier.to_string(), earlier.sent.as_millis());
        if let Some(handle) = handle_of(connection, alert, &named.0, named.1)? {
            return Ok(Some(handle));
        }
    }
    Ok(None)
}

fn handle_of(
    connection: &Connection,
    alert: &Alert,
    identifier: &str,
    sent: i64,
) -> Result<Option<u32>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT handle FROM told_messages WHERE sender = ?1 AND identifier = ?2 AND sent = ?3",
    )?;
    let handle = statement.query_row(params![alert.sender, identifier, sent], |row| row.get(0));
    Ok(handle.optional()?)
}

/// Notes that this message is told, under a handle of its own or one that is known already.
pub(super) fn note(
    tx: &Connection,
    alert: &Alert,
    known: Option<u32>,
    standing: bool,
) -> Result<u32, CoreError> {
    let mut put = tx.prepare_cached(
        "INSERT INTO told (handle, level, standing) VALUES (?1, ?2, ?3)
         ON CONFLICT (handle) DO UPDATE SET level = excluded.level, standing = excluded.standing
         RETURNING handle",
    )?;
    let handle = put.query_row(params![known, number(alert.level), standing], |row| row.get(0))?;
    let mut name = tx.prepare_cached(
        "INSERT OR IGNORE INTO told_messages (sender, identifier, sent, handle) VALUES (?1, ?2, ?3, ?4)",
    )?;
    name.execute(params![
        alert.sender,
        alert.identifier.to_string(),
        alert.sent.as_millis(),
        handle
    ])?;
    // An earlier message may come later, from a server that was restored.
    for earlier in &alert.references {
        name.execute(params![
            alert.sender,
            earlier.identifier.to_string(),
            earlier.sent.as_millis(),
            handle
        ])?;
    }
    Ok(handle)
}

/// Takes a note back: it is certain that nobody was told. What was known before stands again.
pub(super) fn take_back(
    tx: &Connection,
    alert: &Alert,
    handle: u32,
    before: Option<Told>,
) -> Result<(), CoreError> {
    let Some(before) = before else {
        tx.prepare_cached("DELETE FROM told WHERE handle = ?1")?
            .execute([handle])?;
        return Ok(());
    };
    tx.prepare_cached("UPDATE told SET level = ?2, standing = ?3 WHERE handle = ?1")?
        .execute(params![handle, number(before.level), before.standing])?;
    tx.prepare_cached("DELETE FROM told_messages WHERE sender = ?1 AND identifier = ?2 AND sent = ?3")?
        .execute(params![
            alert.sender,
            alert.identifier.to_string(),
            alert.sent.as_millis()
        ])?;
    Ok(())
}

/// Notes that it is out of sight.
pub(super) fn withdraw(tx: &Connection, handle: u32) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE told SET standing = 0 WHERE handle = ?1")?
        .execute([handle])?;
    Ok(())
}

/// The handles of what may be in sight.
pub(super) fn standing(connection: &Connection) -> Result<BTreeSet<u32>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT handle FROM told WHERE standing")?;
    let handles = statement.query_map([], |row| row.get(0))?;
    Ok(handles.collect::<Result<_, _>>()?)
}

/// Forgets what cannot matter any more. It counts instead of asking the clock: under a clock that is wrong by years,
/// what was told yesterday would be told again.
pub(super) fn forget_old(tx: &Connection) -> Result<(), CoreError> {
    tx.prepare_cached(
        "DELETE FROM told WHERE NOT standing AND handle <=
            (SELECT handle FROM told ORDER BY handle DESC LIMIT 1 OFFSET ?1)",
    )?
    .execute([TOLD_KEPT])?;
    Ok(())
}

fn number(level: Level) -> i64 {
    match level {
        Level::Minor => 1,
        Level::Moderate => 2,
        Level::Severe => 3,
        Level::Extreme => 4,
    }
}

/// A level that does not read is the highest, to which nothing rises.
fn level(number: i64) -> Level {
    match number {
        1 => Level::Minor,
        2 => Level::Moderate,
        3 => Level::Severe,
        _ => Level::Extreme,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::testing::alert;
    use crate::testing::Device;

    #[test]
    fn what_stays_behind_is_bounded_and_what_is_in_sight_stays() {
        let device = Device::new();
        let all = |device: &Device| {
            device
                .core
                .db()
                .read(|db| {
                    let count = |table| {
                        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                            row.get::<_, u32>(0)
                        })
                    };
                    Ok((count("told")?, count("told_messages")?))
                })
                .unwrap()
        };
        device
            .core
            .write(|tx| {
                note(tx, &alert(1), None, true)?;
                for _ in 0..TOLD_KEPT {
                    tx.execute("INSERT INTO told (level, standing) VALUES (2, 0)", [])?;
                }
                let handle = note(tx, &alert(2), None, false)?;
                assert_eq!(handle, TOLD_KEPT + 2);
                forget_old(tx)
            })
            .unwrap();
        // The first is older than all that are kept, and may be in sight.
        assert_eq!(all(&device), (TOLD_KEPT + 1, 2));
        device
            .core
            .write(|tx| {
                withdraw(tx, 1)?;
                forget_old(tx)
            })
            .unwrap();
        assert_eq!(all(&device), (TOLD_KEPT, 1));
    }
}
