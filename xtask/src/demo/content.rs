//! What the demo's town has to say. The texts lie in `xtask/demo/*.json`, one object for each id, with
//! times told from now: `now+5h`, `now+3d`, or `day+1 18:30` for tomorrow at half past six (UTC).

use std::time::SystemTime;

use anyhow::Context as _;
use chrono::{DateTime, Days, NaiveTime, SecondsFormat, TimeDelta, Utc};
use serde_json::Value;

use crate::paths;
use crate::patrol::Patrol;

/// Publishes everything, as a city's own systems would: through the staff API.
pub(super) fn publish(patrol: &Patrol) -> anyhow::Result<()> {
    let now = now();
    for kind in ["alerts", "events"] {
        for (id, content) in read(kind, now)? {
            patrol.put(&format!("{kind}/{id}"), &content)?;
        }
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is where the demo reads the clock; all else takes it from here"
)]
pub(super) fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

fn read(kind: &str, now: DateTime<Utc>) -> anyhow::Result<serde_json::Map<String, Value>> {
    let mut things = object(kind)?;
    things.values_mut().for_each(|thing| fill_in_times(thing, now));
    Ok(things)
}

/// What stands in `xtask/demo/{name}.json`, times as they are told there.
pub(super) fn object(name: &str) -> anyhow::Result<serde_json::Map<String, Value>> {
    let path = paths::root().join(format!("xtask/demo/{name}.json"));
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    match serde_json::from_str(&text)? {
        Value::Object(object) => Ok(object),
        _ => anyhow::bail!("{} must hold an object", path.display()),
    }
}

/// Puts times in the place of what is told from now.
pub(super) fn fill_in_times(value: &mut Value, now: DateTime<Utc>) {
    match value {
        Value::String(text) => {
            if let Some(time) = time(text, now) {
                *text = time.to_rfc3339_opts(SecondsFormat::Millis, true);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill_in_times(item, now)),
        Value::Object(fields) => fields.values_mut().for_each(|field| fill_in_times(field, now)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The time that the text tells; none when it is a text like others.
fn time(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if let Some(ahead) = text.strip_prefix("now+") {
        let (number, unit) = ahead.split_at_checked(ahead.len().checked_sub(1)?)?;
        let number: i64 = number.parse().ok()?;
        return match unit {
            "h" => Some(now + TimeDelta::try_hours(number)?),
            "d" => Some(now + TimeDelta::try_days(number)?),
            _ => None,
        };
    }
    let (days, clock) = text.strip_prefix("day+")?.split_once(' ')?;
    let date = now.date_naive().checked_add_days(Days::new(days.parse().ok()?))?;
    let time = NaiveTime::parse_from_str(clock, "%H:%M").ok()?;
    Some(date.and_time(time).and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn times_are_told_from_now() {
        let told = |text| time(text, noon()).map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true));
        assert_eq!(told("now+5h").unwrap(), "2026-11-20T17:00:00Z");
        assert_eq!(told("now+3d").unwrap(), "2026-11-23T12:00:00Z");
        assert_eq!(told("day+1 18:30").unwrap(), "2026-11-21T18:30:00Z");
        for text in [
            "now",
            "now+",
            "now+5w",
            "day+1",
            "day+x 18:30",
            "Nothing is wrong",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn every_time_of_the_demo_is_filled_in() {
        for kind in ["alerts", "events"] {
            let content = Value::Object(read(kind, noon()).unwrap()).to_string();
            assert!(content.contains("2026-11-2") || content.contains("2026-12"));
            assert!(
                !content.contains("now+") && !content.contains("day+"),
                "{content}"
            );
        }
    }
}
