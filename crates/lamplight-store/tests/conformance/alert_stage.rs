//! What tests of alerts have in common: loud ones, a second person, and steps.

use lamplight_protocol::alert::{AlertContent, Severity};
use lamplight_protocol::api::DeskAlert;
use lamplight_store::Store;
use lamplight_store::model::{Actor, AlertAction, AlertChange, AlertRefusal, PlanDraft, StaffWrite, Who};

use crate::fixtures::{alert_content, alert_id, at, author, on_alert, person, plan, staff_id};

pub(crate) fn loud(headline: &str) -> AlertContent {
    AlertContent {
        severity: Severity::Severe,
        ..alert_content(headline)
    }
}

pub(crate) fn loudest(headline: &str) -> AlertContent {
    AlertContent {
        severity: Severity::Extreme,
        ..alert_content(headline)
    }
}

/// The same step by another person.
pub(crate) fn by(person_number: u32, change: AlertChange) -> AlertChange {
    AlertChange {
        by: author(person_number),
        actor: person(person_number),
        ..change
    }
}

/// A program with a service token.
pub(crate) fn program() -> Actor {
    Actor {
        who: Who::Program(staff_id(9)),
        ..person(9)
    }
}

pub(crate) fn approves(operation: u32, revision: u32, seen: &AlertContent) -> AlertChange {
    let action = AlertAction::Decide {
        digest: plan(seen.clone()).digest,
        approve: true,
        words: None,
    };
    by(2, on_alert(1, operation, revision, action))
}

pub(crate) fn scheduled(content: AlertContent, seconds: i64) -> AlertAction {
    AlertAction::Send(PlanDraft {
        send_at: Some(at(seconds)),
        ..plan(content)
    })
}

pub(crate) async fn take(store: &dyn Store, change: &AlertChange) -> StaffWrite {
    store.change_alert(change).await.unwrap()
}

pub(crate) async fn read(store: &dyn Store) -> DeskAlert {
    store.alert(alert_id(1), at(0)).await.unwrap().unwrap()
}

pub(crate) async fn fed(store: &dyn Store) -> usize {
    store.feed(None, 10).await.unwrap().items.len()
}

pub(crate) fn refused(refusal: AlertRefusal) -> StaffWrite {
    StaffWrite::Alert(refusal)
}
