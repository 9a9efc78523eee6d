//! What becomes of a plan: kept, proposed, decided, and sent.

use lamplight_protocol::alert::{AlertState, Level};
use lamplight_protocol::api::AlertStepKind;
use lamplight_protocol::error::Violation;
use lamplight_protocol::limits::{ALERT_AHEAD_MS_MAX, ALERT_APPROVAL_MS_MAX};
use lamplight_protocol::time::TimestampMillis;

use super::{Refused, Step, Taken, message, second_person, step};
use crate::alerts::file::{File, Plan};
use crate::alerts::message::{Message, publish};
use crate::model::{AlertChange, AlertRefusal, PlanDraft};

/// Keeps a plan. Whatever was proposed before, or approved, was another one.
pub(super) fn write(file: &mut File, draft: &PlanDraft, change: &AlertChange) -> Result<(), Refused> {
    if draft
        .send_at
        .is_some_and(|at| at.millis_since(change.at) > ALERT_AHEAD_MS_MAX)
    {
        return Err(Violation::invalid("send_at", "lies more than 30 days ahead").into());
    }
    file.plan = Some(Plan {
        state: AlertState::Draft,
        content: draft.content.clone(),
        outgoing: draft.outgoing.clone(),
        send_at: draft.send_at,
        digest: draft.digest.clone(),
        written_by: change.by.clone(),
        proposed_by: None,
        approve_by: None,
        identifier: None,
    });
    Ok(())
}

pub(super) fn submit(mut file: File, alone: Option<&str>, change: &AlertChange) -> Result<Step, Refused> {
    let needs_approval = file.needs_approval();
    let plan = file.plan.as_mut().ok_or(AlertRefusal::NothingPlanned)?;
    plan.check(change)?;
    plan.proposed_by = Some(change.by.clone());
    let later = plan.send_at.is_some_and(|at| at > change.at);
    match alone {
        Some(_) if !change.by_person() => Err(AlertRefusal::NeedsPerson.into()),
        Some(_) if !needs_approval || later || plan.outgoing.level() != Level::Extreme => {
            Err(AlertRefusal::NotUrgentEnough.into())
        }
        Some(reason) => {
            file.alone_by = Some(change.by.id);
            send(file, AlertStepKind::SentAlone, Some(reason), change)
        }
        None if needs_approval => {
            let waits_until = change.at.plus_millis(ALERT_APPROVAL_MS_MAX);
            plan.approve_by = Some(plan.send_at.map_or(waits_until, |at| at.max(waits_until)));
            plan.state = AlertState::AwaitingApproval;
            Ok(step(file, AlertStepKind::Proposed, None, change))
        }
        None => send(file, AlertStepKind::Sent, None, change),
    }
}

pub(super) fn decide(
    mut file: File,
    (digest, approve, words): (&str, bool, Option<&str>),
    change: &AlertChange,
) -> Result<Step, Refused> {
    let plan = file.plan.as_mut().ok_or(AlertRefusal::NothingPlanned)?;
    if plan.state != AlertState::AwaitingApproval {
        return Err(AlertRefusal::NotProposed.into());
    }
    if plan.approve_by.is_none_or(|until| until <= change.at) {
        return Err(AlertRefusal::Lapsed.into());
    }
    let proposed_by = plan.proposed_by.as_ref().map(|author| author.id);
    second_person(change, &[proposed_by, Some(plan.written_by.id)])?;
    if plan.digest != digest {
        return Err(AlertRefusal::OtherPlan.into());
    }
    if approve {
        plan.check(change)?;
        return send(file, AlertStepKind::Approved, words, change);
    }
    plan.state = AlertState::Draft;
    plan.proposed_by = None;
    plan.approve_by = None;
    Ok(step(file, AlertStepKind::Declined, words, change))
}

/// Sends what is due; none when nothing is. What could have been sent only before it expired goes back to those
/// who wrote it.
pub(in crate::alerts) fn send_scheduled(mut file: File, sender: &str, now: TimestampMillis) -> Option<Step> {
    let plan = file.plan.as_ref()?;
    let by = plan.proposed_by.clone()?;
    let identifier = plan.identifier?;
    if plan.state != AlertState::Scheduled || plan.send_at? > now {
        return None;
    }
    file.revision += 1;
    file.changed_at = now;
    if plan.outgoing.check(now).is_err() {
        if let Some(plan) = &mut file.plan {
            plan.state = AlertState::Draft;
        }
        return Some(Step {
            file,
            taken: Taken::Kept,
            kind: AlertStepKind::Missed,
            by,
            words: None,
            at: now,
        });
    }
    let message = Message {
        identifier,
        sender,
        at: now,
    };
    let alert = publish(&mut file, &message)?;
    Some(Step {
        file,
        taken: Taken::Sent(Box::new(alert)),
        kind: AlertStepKind::Sent,
        by,
        words: None,
        at: now,
    })
}

/// Sends the plan, or has it sent when its time comes.
fn send(
    mut file: File,
    kind: AlertStepKind,
    words: Option<&str>,
    change: &AlertChange,
) -> Result<Step, Refused> {
    let plan = file.plan.as_mut().ok_or(AlertRefusal::NothingPlanned)?;
    if plan.send_at.is_some_and(|at| at > change.at) {
        plan.state = AlertState::Scheduled;
        plan.approve_by = None;
        plan.identifier = Some(change.operation);
        let kind = match kind {
            AlertStepKind::Sent => AlertStepKind::Scheduled,
            other => other,
        };
        return Ok(step(file, kind, words, change));
    }
    let alert = publish(&mut file, &message(change)).ok_or(AlertRefusal::NothingPlanned)?;
    Ok(Step {
        taken: Taken::Sent(Box::new(alert)),
        ..step(file, kind, words, change)
    })
}

impl Plan {
    /// Checks that it can be sent: at its time, in each language.
    fn check(&self, change: &AlertChange) -> Result<(), Violation> {
        let sent_at = self.send_at.map_or(change.at, |at| at.max(change.at));
        self.outgoing.check(sent_at)?;
        self.outgoing.check_languages(&change.languages)
    }
}

impl File {
    /// Whether a second person has to approve the plan: where it is loud, and where what residents heard was, for an
    /// update may take a warning away as well as raise one.
    pub(in crate::alerts) fn needs_approval(&self) -> bool {
        let is_loud = |level: Level| level >= Level::Severe;
        self.plan.as_ref().is_some_and(|plan| {
            is_loud(plan.outgoing.level())
                || self.published.as_ref().is_some_and(|heard| is_loud(heard.level))
        })
    }
}
