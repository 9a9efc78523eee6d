//! A desk that answers by itself, so that whoever tries the app alone sees what becomes of a report. It says in every
//! text that it is no person, and leaves alone whatever somebody at the console has taken on.
//!
//! What it does next follows from how a report stands, not from what it remembers: a demo that is started again goes on
//! where it was.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::content;
use crate::patrol::{Patrol, Person};

/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How long it takes over a step, in seconds: long enough to be watched.
const STEP_S: i64 = 6;
/// How long its patrol is on the way, in seconds.
const ON_THE_WAY_S: i64 = 25;
/// Looks between two things that it publishes: five minutes. The first comes after one.
const LOOKS_PER_PUBLICATION: u32 = 150;
const LOOKS_TO_FIRST_PUBLICATION: u32 = 30;
/// Publications in one demo: two hours of them.
const PUBLICATIONS_MAX: u32 = 24;
/// What the console calls it.
const NAME: &str = "Scripted desk (demo)";

/// Ends the desk when it is dropped.
pub(super) struct Running {
    stop: Option<Sender<()>>,
    desk: Option<JoinHandle<()>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(desk) = self.desk.take() {
            // It has told why, if it ended before.
            let _ = desk.join();
        }
    }
}

/// Lets a desk of this patrol work until what is returned is dropped.
///
/// # Errors
/// When it cannot sign in, or its script does not read.
pub(super) fn start(patrol: &Patrol) -> anyhow::Result<Running> {
    let desk = Desk::open(patrol)?;
    let (stop, stopped) = mpsc::channel::<()>();
    let working = std::thread::spawn(move || {
        let mut looks = 0;
        while stopped.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            looks += 1;
            if let Err(error) = desk.look(looks) {
                eprintln!("The scripted desk has stopped: {error:#}. Answer at the console instead.");
                return;
            }
        }
    });
    Ok(Running {
        stop: Some(stop),
        desk: Some(working),
    })
}

struct Desk {
    person: Person,
    id: Value,
    answers: Map<String, Value>,
    alerts: Vec<Value>,
    events: Vec<Value>,
}

impl Desk {
    fn open(patrol: &Patrol) -> anyhow::Result<Self> {
        let person = patrol.person(NAME, "dispatcher,responder,publisher")?;
        let me = person.get("me")?;
        let mut script = content::object("desk")?;
        let mut list = |name: &str| match script.remove(name) {
            Some(Value::Array(list)) => Ok(list),
            _ => Err(anyhow::anyhow!("the desk's script has no {name}")),
        };
        Ok(Self {
            person,
            id: me.get("id").cloned().context("the desk has no id")?,
            alerts: list("alerts")?,
            events: list("events")?,
            answers: match script.remove("answers") {
                Some(Value::Object(answers)) => answers,
                _ => anyhow::bail!("the desk's script has no answers"),
            },
        })
    }

    fn look(&self, looks: u32) -> anyhow::Result<()> {
        let open = self
            .person
            .get("reports?status=received,seen,assigned,on_the_way&order=oldest")?;
        for report in open
            .get("reports")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.attend(report)?;
        }
        match publication(looks) {
            Some(number) => self.publish(number),
            None => Ok(()),
        }
    }

    /// Takes the next step about a report, when it is time for one.
    fn attend(&self, report: &Value) -> anyhow::Result<()> {
        let id = text(report, "/id")?;
        let in_charge = report.pointer("/assignee/id");
        if in_charge.is_some_and(|assignee| *assignee != self.id) {
            return Ok(());
        }
        let changed_at: DateTime<Utc> = text(report, "/changed_at")?.parse()?;
        let waited = content::now() - changed_at;
        match text(report, "/status")? {
            // To open it is to have seen it.
            "received" if waited > seconds(STEP_S) => self.person.get(&format!("reports/{id}")).map(drop),
            "seen" if waited > seconds(STEP_S) => self.put(id, "assignment", 1, &json!({ "to": self.id })),
            "assigned" if waited > seconds(STEP_S) => {
                let change = json!({
                    "revision": report.get("revision"), "to": "on_the_way", "message": self.words(report, "on_the_way")?
                });
                self.put(id, "status", 2, &change)
            }
            "on_the_way" if waited > seconds(ON_THE_WAY_S) => self.end(report, id),
            _ => Ok(()),
        }
    }

    /// Answers what the resident wrote last; where there is nothing to answer, says how it ended.
    fn end(&self, report: &Value, id: &str) -> anyhow::Result<()> {
        let detail = self.person.get(&format!("reports/{id}"))?;
        let entries = detail.pointer("/thread/entries").or_else(|| detail.get("thread"));
        let last = entries
            .and_then(Value::as_array)
            .and_then(|entries| entries.last());
        if let Some(entry) = last.filter(|entry| entry.get("from").is_some_and(|from| from == "resident")) {
            let revision = entry.get("revision").and_then(Value::as_u64).unwrap_or_default();
            let answer = json!({ "text": self.words(report, "noted")? });
            return self.put(id, "messages", 1_000 + revision, &answer);
        }
        let change = json!({
            "revision": report.get("revision"), "to": "resolved",
            "ending": { "outcome": self.words(report, "outcome")? }
        });
        let round = report.get("revision").and_then(Value::as_u64).unwrap_or_default();
        self.put(id, "status", 3_000 + round, &change)
    }

    /// Writes about a report. That somebody at the console was faster is no failure: at the next look it stands
    /// otherwise.
    fn put(&self, id: &str, what: &str, step: u64, body: &Value) -> anyhow::Result<()> {
        let operation = operation(id, step);
        self.person
            .put(&format!("reports/{id}/{what}/{operation}"), body)
            .map(drop)
    }

    /// What is said about a report, in the language of whoever reported it where the script has it.
    fn words(&self, report: &Value, name: &str) -> anyhow::Result<&Value> {
        let language = report.get("language").and_then(Value::as_str).unwrap_or("en");
        let answers = self.answers.get(language).or_else(|| self.answers.get("en"));
        answers
            .and_then(|answers| answers.get(name))
            .with_context(|| format!("the desk's script has no word {name}"))
    }

    /// Publishes an alert and an event by turns.
    fn publish(&self, number: u32) -> anyhow::Result<()> {
        let (kind, list) = match number % 2 {
            0 => ("alerts", &self.alerts),
            _ => ("events", &self.events),
        };
        let turn = usize::try_from(number / 2)?;
        let Some(chosen) = list.get(turn % list.len().max(1)) else {
            return Ok(());
        };
        let (now, mut thing) = (content::now(), chosen.clone());
        content::fill_in_times(&mut thing, now);
        let id = format!("d35c0000-0000-4000-8000-{:012x}", now.timestamp());
        self.person.put(&format!("{kind}/{id}"), &thing).map(drop)
    }
}

/// Which publication is due at a look, counted from 0.
fn publication(looks: u32) -> Option<u32> {
    let since_first = looks.checked_sub(LOOKS_TO_FIRST_PUBLICATION)?;
    let number = since_first / LOOKS_PER_PUBLICATION;
    (since_first % LOOKS_PER_PUBLICATION == 0 && number < PUBLICATIONS_MAX).then_some(number)
}

/// The id of a step about a report: the report's own but for its first digits, so that a step is the same however often
/// it is tried.
fn operation(report: &str, step: u64) -> String {
    format!("d35{step:05}{}", report.get(8..).unwrap_or_default())
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

fn text<'a>(value: &'a Value, pointer: &str) -> anyhow::Result<&'a str> {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .with_context(|| format!("a report without {pointer}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_published_after_a_minute_then_every_five_and_not_for_ever() {
        let due: Vec<u32> = (0..100_000)
            .filter(|looks| publication(*looks).is_some())
            .collect();
        assert_eq!(due.first(), Some(&30));
        assert_eq!(due.get(1), Some(&180));
        assert_eq!(due.len(), 24);
    }

    #[test]
    fn a_step_has_an_id_of_its_own_that_is_the_same_at_every_try() {
        let report = "9494c001-0000-4000-8000-00000000002a";
        assert_eq!(operation(report, 2), "d3500002-0000-4000-8000-00000000002a");
        assert_eq!(operation(report, 2), operation(report, 2));
        assert_ne!(operation(report, 2), operation(report, 3));
    }

    #[test]
    fn every_text_of_the_script_says_that_no_person_wrote_it() {
        let script = Value::Object(content::object("desk").unwrap());
        let answers = script.get("answers").and_then(Value::as_object).unwrap();
        for language in answers.values() {
            let names: Vec<&String> = language.as_object().unwrap().keys().collect();
            assert_eq!(names, ["noted", "on_the_way", "outcome"]);
        }
        let marked = ["demo", "demostración", "демонстрації", "العرض"];
        for kind in ["alerts", "events"] {
            for text in script[kind]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|thing| thing["texts"].as_array().unwrap())
            {
                let text = text.to_string().to_lowercase();
                assert!(marked.iter().any(|word| text.contains(word)), "{text}");
            }
        }
        for text in answers
            .values()
            .flat_map(|language| language.as_object().unwrap().values())
        {
            let text = text.to_string().to_lowercase();
            assert!(marked.iter().any(|word| text.contains(word)), "{text}");
        }
    }
}
