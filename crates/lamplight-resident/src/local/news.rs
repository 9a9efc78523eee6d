//! Alerts, events and news as they stand.

use lamplight_protocol::alert::{Alert, AlertState};
use lamplight_protocol::event::{Event, EventState};
use lamplight_protocol::ids::EventId;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::news::News;
use lamplight_protocol::picture::Picture;
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::CoreError;

/// Alerts, events, and news, that the device keeps. Those that ended longest ago go first. A town has a few dozen.
const NEWS_KEPT: u32 = 1_000;
/// News that are shown, the newest.
const NEWS_SHOWN_MAX: usize = 50;
/// How long an alert is still shown after it is over, in milliseconds: 7 days. Whoever was away must be able
/// to learn what it was about.
const ALERT_SHOWN_AFTER_MS: i64 = 7 * DAY_MS;

/// Keeps an alert as it stands now.
pub(crate) fn put_alert(tx: &Connection, alert: &Alert, generation: i64) -> Result<(), CoreError> {
    put(
        tx,
        "alert",
        &alert.id.to_string(),
        generation,
        alert.content.expires,
        alert,
    )
}

/// Keeps an event as it stands now.
pub(crate) fn put_event(tx: &Connection, event: &Event, generation: i64) -> Result<(), CoreError> {
    put(
        tx,
        "event",
        &event.id.to_string(),
        generation,
        event.content.ends_at,
        event,
    )
}

/// Keeps an item of news as it stands now. It never ends; the oldest ones make room.
pub(crate) fn put_item(tx: &Connection, item: &News, generation: i64) -> Result<(), CoreError> {
    put(
        tx,
        "news",
        &item.id.to_string(),
        generation,
        item.published_at,
        item,
    )
}

fn put(
    tx: &Connection,
    kind: &str,
    id: &str,
    generation: i64,
    ends_at: TimestampMillis,
    item: &impl Serialize,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO news (kind, id, generation, ends_at, item) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (kind, id) DO UPDATE
         SET generation = excluded.generation, ends_at = excluded.ends_at, item = excluded.item",
    )?
    .execute(params![
        kind,
        id,
        generation,
        ends_at.as_millis(),
        serde_json::to_string(item)?
    ])?;
    Ok(())
}

/// Drops what is no longer shown.
pub(crate) fn remove(tx: &Connection, kind: &str, id: &str) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM news WHERE kind = ?1 AND id = ?2")?
        .execute([kind, id])?;
    Ok(())
}

/// Drops what a complete snapshot did not hold.
pub(crate) fn remove_older_than(tx: &Connection, generation: i64) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM news WHERE generation < ?1")?
        .execute([generation])?;
    Ok(())
}

/// Keeps the number of alerts, of events and of news within bounds. It counts instead of asking the clock: a clock
/// that is wrong by years must not empty the list.
pub(crate) fn trim(tx: &Connection) -> Result<(), CoreError> {
    for kind in ["alert", "event", "news"] {
        tx.prepare_cached(
            "DELETE FROM news WHERE kind = ?1 AND id IN
                (SELECT id FROM news WHERE kind = ?1 ORDER BY ends_at DESC, id LIMIT -1 OFFSET ?2)",
        )?
        .execute(params![kind, NEWS_KEPT])?;
    }
    Ok(())
}

/// Alerts in force, the loudest first and the newest of equal ones first.
pub(crate) fn alerts_in_force(
    connection: &Connection,
    now: TimestampMillis,
) -> Result<Vec<Alert>, CoreError> {
    let mut alerts: Vec<Alert> = read(connection, "alert")?;
    alerts.retain(|alert| alert.is_in_force(now));
    alerts.sort_by(|a, b| b.level.cmp(&a.level).then(b.sent.cmp(&a.sent)));
    Ok(alerts)
}

/// Alerts to show: those in force, then the others that began and are not long over, the newest first.
/// Recalled ones are shown too: people who acted on one must learn of it.
pub(crate) fn alerts(connection: &Connection, now: TimestampMillis) -> Result<Vec<Alert>, CoreError> {
    let mut shown = alerts_in_force(connection, now)?;
    let mut others: Vec<Alert> = read(connection, "alert")?;
    others.retain(|alert| {
        let over_since = match alert.state {
            AlertState::Ended | AlertState::Recalled => alert.sent,
            _ => alert.content.expires,
        };
        !alert.is_in_force(now) && now.millis_since(over_since) <= ALERT_SHOWN_AFTER_MS
    });
    others.sort_by_key(|alert| std::cmp::Reverse(alert.sent));
    shown.append(&mut others);
    Ok(shown)
}

/// Every alert that is kept.
pub(crate) fn all_alerts(connection: &Connection) -> Result<Vec<Alert>, CoreError> {
    read(connection, "alert")
}

/// Events that are not over, cancelled ones too, the next first.
pub(crate) fn events(connection: &Connection, now: TimestampMillis) -> Result<Vec<Event>, CoreError> {
    let mut events: Vec<Event> = read(connection, "event")?;
    events.retain(|event| event.state != EventState::Draft && event.content.ends_at > now);
    events.sort_by_key(|event| (event.content.starts_at, event.id));
    Ok(events)
}

/// An event as it stands. None when it is not shown any more.
pub(crate) fn event(connection: &Connection, id: EventId) -> Result<Option<Event>, CoreError> {
    let mut statement =
        connection.prepare_cached("SELECT item FROM news WHERE kind = 'event' AND id = ?1")?;
    let json: Option<String> = statement
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// News, the newest first: as many as anybody reads.
pub(crate) fn items(connection: &Connection) -> Result<Vec<News>, CoreError> {
    let mut items: Vec<News> = read(connection, "news")?;
    items.sort_by_key(|item| std::cmp::Reverse((item.published_at, item.id)));
    items.truncate(NEWS_SHOWN_MAX);
    Ok(items)
}

/// The pictures that are shown: those of the next events first, then those of news, the newest first.
pub(crate) fn pictures(connection: &Connection, now: TimestampMillis) -> Result<Vec<Picture>, CoreError> {
    let of_events = events(connection, now)?
        .into_iter()
        .filter_map(|event| event.content.picture);
    let of_news = items(connection)?
        .into_iter()
        .filter_map(|item| item.content.picture);
    Ok(of_events.chain(of_news).collect())
}

fn read<T: DeserializeOwned>(connection: &Connection, kind: &str) -> Result<Vec<T>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT item FROM news WHERE kind = ?1")?;
    let items = statement.query_map([kind], |row| row.get::<_, String>(0))?;
    items.map(|json| Ok(serde_json::from_str(&json?)?)).collect()
}
