//! Reports, alerts and writes for tests. Everything is made from a number, so that it can be named again.

use lamplight_protocol::alert::{
    AlertCategory, AlertContent, AlertStatus, AlertText, Certainty, ClosingText, Severity, Urgency,
};
use lamplight_protocol::api::{StaffRef, StatusChange};
use lamplight_protocol::event::{EventContent, EventKind, EventText};
use lamplight_protocol::ids::{AlertId, EventId, OperationId, ReportId, StaffId};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::place::{Place, Point};
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::status::{Capacity, ClosingReason, Ending, Status};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::Store;
use lamplight_store::model::{
    Acceptance, Actor, AlertAction, AlertChange, Belonging, EventAction, EventChange, Hash, IncomingReport,
    JournalEntry, PlanDraft, Reach, ResidentAction, ResidentOperation, Role, StaffAction, StaffOperation,
    StaffWrite, ThreadClaim,
};

/// 2026-11-20T10:00:00Z.
pub(crate) const NOW: i64 = 1_795_168_800_000;

/// So many seconds after the beginning of the test's day.
pub(crate) fn at(seconds: i64) -> TimestampMillis {
    TimestampMillis::from_millis(NOW + seconds * 1_000)
}

fn bytes<const N: usize>(number: u32) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub(crate) fn report_id(number: u32) -> ReportId {
    ReportId::from_random(bytes(number))
}

pub(crate) fn operation_id(number: u32) -> OperationId {
    OperationId::from_random(bytes(number))
}

pub(crate) fn staff_id(number: u32) -> StaffId {
    StaffId::from_random(bytes(number))
}

/// Somebody of the patrol, as a dispatcher.
pub(crate) fn person(number: u32) -> Actor {
    Actor::person(staff_id(number), [Role::Dispatcher].into_iter().collect())
}

/// Whoever looks after the patrol's people.
pub(crate) fn admin() -> Actor {
    Actor::person(staff_id(900), [Role::Admin].into_iter().collect())
}

pub(crate) fn hash(number: u32) -> Hash {
    bytes(number)
}

/// A report that came in `number` seconds after the day's beginning. Its receipt and its body hash to its
/// own number.
pub(crate) fn report(number: u32) -> IncomingReport {
    let received_at = at(number.into());
    IncomingReport {
        id: report_id(number),
        receipt_hash: hash(number),
        body_hash: hash(number),
        reference: format!("AQ-{number:05}"),
        report: NewReport {
            category: Category::Vandalism,
            behaviours: Vec::new(),
            place: Place {
                point: Some(Point::new(60.12345, 24.54321).unwrap()),
                words: Some(format!("Mill Street {number}")),
            },
            occurred_at: received_at.plus_millis(-60_000),
            note: Some(format!("note {number}")),
            contact: None,
            language: Language::english(),
            practice: false,
            photos: Vec::new(),
        },
        district: Some("harbour".into()),
        cell: Some("8811f2c0c1fffff".into()),
        occurred_in_future: false,
        received_at,
        due_at: received_at.plus_millis(DAY_MS),
        entered_by: None,
    }
}

/// What the journal says of a report of [`report`] that nobody is in charge of.
pub(crate) fn entry(number: u32, revision: u32) -> JournalEntry {
    JournalEntry::Report {
        id: report_id(number),
        revision,
        belonging: Some(Belonging {
            category: Category::Vandalism,
            district: Some("harbour".into()),
            assignee: None,
            referred_to: Vec::new(),
        }),
    }
}

/// What the receipt of a report opens, from a revision on.
pub(crate) fn claim(number: u32, after_revision: u32) -> ThreadClaim {
    ThreadClaim {
        report_id: report_id(number),
        receipt_hash: hash(number),
        after_revision,
    }
}

/// The answer to a report of [`report`].
pub(crate) fn accepted(number: u32, repeated: bool) -> Acceptance {
    Acceptance::Accepted {
        reference: format!("AQ-{number:05}"),
        revision: 1,
        received_at: at(number.into()),
        repeated,
    }
}

/// Has these reports accepted, each as new.
pub(crate) async fn accept(store: &dyn Store, numbers: impl IntoIterator<Item = u32>) {
    let reports: Vec<IncomingReport> = numbers.into_iter().map(report).collect();
    let answers = store.accept_reports(&reports).await.unwrap();
    let new = |answer: &Acceptance| matches!(answer, Acceptance::Accepted { repeated: false, .. });
    assert!(answers.iter().all(new), "{answers:?}");
}

/// A write on report 1 by the holder of its receipt, in operation `number`.
pub(crate) fn by_resident(number: u32, action: ResidentAction) -> ResidentOperation {
    ResidentOperation {
        id: operation_id(number),
        report_id: report_id(1),
        receipt_hash: hash(1),
        body_hash: hash(number),
        action,
        at: at(1_000 + i64::from(number)),
    }
}

pub(crate) fn resident_says(number: u32, text: &str) -> ResidentOperation {
    by_resident(number, ResidentAction::Message(text.into()))
}

/// A write on report 1 by a dispatcher, in operation `number`.
pub(crate) fn by_dispatcher(number: u32, action: StaffAction) -> StaffOperation {
    StaffOperation {
        id: operation_id(number),
        report_id: report_id(1),
        body_hash: hash(number),
        by: person(1),
        reach: Reach::EVERYTHING,
        acting_as: vec![Capacity::Staff, Capacity::Dispatcher],
        action,
        at: at(1_000 + i64::from(number)),
    }
}

pub(crate) fn staff_says(number: u32, text: &str) -> StaffOperation {
    by_dispatcher(number, StaffAction::Message(text.into()))
}

/// A change of status on the strength of a revision, with the ending that the status needs.
pub(crate) fn goes_to(number: u32, revision: u32, to: Status) -> StaffOperation {
    let ending = match to {
        Status::Resolved => Ending {
            outcome: Some("painted over".into()),
            ..Ending::default()
        },
        Status::Closed => Ending {
            reason: Some(ClosingReason::NotOurs),
            ..Ending::default()
        },
        _ => Ending::default(),
    };
    let change = StatusChange {
        revision,
        to,
        ending,
        message: None,
    };
    by_dispatcher(number, StaffAction::Status(change))
}

/// The answer to a write that was done now.
pub(crate) fn done(revision: u32) -> StaffWrite {
    StaffWrite::Done {
        revision,
        repeated: false,
    }
}

/// The answer to a write that had been done before.
pub(crate) fn done_before(revision: u32) -> StaffWrite {
    StaffWrite::Done {
        revision,
        repeated: true,
    }
}

pub(crate) fn alert_id(number: u32) -> AlertId {
    AlertId::from_random(bytes(number))
}

pub(crate) fn event_id(number: u32) -> EventId {
    EventId::from_random(bytes(number))
}

pub(crate) fn alert_content(headline: &str) -> AlertContent {
    AlertContent {
        status: AlertStatus::Actual,
        category: AlertCategory::Safety,
        urgency: Urgency::Immediate,
        severity: Severity::Moderate,
        certainty: Certainty::Observed,
        effective: None,
        expires: at(0).plus_millis(DAY_MS),
        texts: vec![AlertText {
            language: Language::english(),
            headline: headline.into(),
            source: "Patrol".into(),
            hazard: "Gas smell".into(),
            place: "Mill Street".into(),
            instruction: "Use Quay Road".into(),
            description: String::new(),
        }],
        districts: Vec::new(),
        region: None,
    }
}

/// What is said at an end, in English.
pub(crate) fn says(text: &str) -> Vec<ClosingText> {
    vec![ClosingText {
        language: Language::english(),
        text: text.into(),
    }]
}

/// A plan to say this, as soon as it may.
pub(crate) fn plan(content: AlertContent) -> PlanDraft {
    PlanDraft {
        outgoing: content.clone(),
        digest: format!("{content:?}"),
        send_at: None,
        content,
    }
}

/// Sends this at once, if it may.
pub(crate) fn sends(content: AlertContent) -> AlertAction {
    AlertAction::Send(plan(content))
}

/// Somebody of the patrol, by their number.
pub(crate) fn author(number: u32) -> StaffRef {
    StaffRef {
        id: staff_id(number),
        name: format!("person {number}"),
    }
}

/// A write on alert `alert` by person 1, in operation `operation`.
pub(crate) fn on_alert(alert: u32, operation: u32, revision: u32, action: AlertAction) -> AlertChange {
    AlertChange {
        operation: operation_id(operation),
        id: alert_id(alert),
        body_hash: hash(operation),
        sender: "patrol.example".into(),
        by: author(1),
        actor: person(1),
        languages: vec![Language::english()],
        revision,
        action,
        at: at(operation.into()),
    }
}

/// Publishes alert `number` in an operation of the same number.
pub(crate) fn publish_alert(number: u32) -> AlertChange {
    let content = alert_content(&format!("alert {number}"));
    on_alert(number, number, 0, sends(content))
}

pub(crate) fn event_content(title: &str) -> EventContent {
    EventContent {
        kind: EventKind::SafetyEvent,
        starts_at: at(0).plus_millis(DAY_MS),
        ends_at: at(0).plus_millis(DAY_MS + 3_600_000),
        time_zone: "Europe/Madrid".into(),
        place: "Quay steps".into(),
        point: None,
        capacity: None,
        languages: Vec::new(),
        picture: None,
        texts: vec![EventText {
            language: Language::english(),
            title: title.into(),
            description: "An hour along the water.".into(),
            picture_description: None,
        }],
    }
}

/// A write on event `event`, in operation `operation`.
pub(crate) fn on_event(event: u32, operation: u32, action: EventAction) -> EventChange {
    EventChange {
        operation: operation_id(operation),
        id: event_id(event),
        body_hash: hash(operation),
        by: person(1),
        action,
        at: at(operation.into()),
    }
}

/// Publishes event `number` in an operation of the same number.
pub(crate) fn publish_event(number: u32) -> EventChange {
    let content = event_content(&format!("event {number}"));
    on_event(number, number, EventAction::Publish(content))
}
