//! What a step makes of an alert. Pure: everything it needs is given.

mod plans;

use lamplight_protocol::alert::{Alert, AlertState, Urgency, check_closing};
use lamplight_protocol::api::{AlertStepKind, StaffRef};
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;

use self::plans::{decide, submit, write};
use super::file::File;
use super::message::{Message, next_message};
use crate::model::{AlertAction, AlertChange, AlertRefusal};

pub(super) use self::plans::send_scheduled;

/// An alert one step on.
pub(super) struct Step {
    pub(super) file: File,
    pub(super) taken: Taken,
    pub(super) kind: AlertStepKind,
    pub(super) by: StaffRef,
    pub(super) words: Option<String>,
    pub(super) at: TimestampMillis,
}

/// What is to be done beside keeping it.
pub(super) enum Taken {
    /// Nothing.
    Kept,
    /// Everybody is to be told.
    Sent(Box<Alert>),
    /// The alert was never sent, and goes.
    Deleted,
}

/// Why a step was not taken.
pub(super) enum Refused {
    /// The alert is over.
    Over,
    /// It does not allow it.
    Because(AlertRefusal),
}

impl From<AlertRefusal> for Refused {
    fn from(refusal: AlertRefusal) -> Self {
        Self::Because(refusal)
    }
}

impl From<Violation> for Refused {
    fn from(violation: Violation) -> Self {
        Self::Because(AlertRefusal::Content(violation))
    }
}

/// Takes a step.
pub(super) fn take(mut file: File, change: &AlertChange) -> Result<Step, Refused> {
    let is_over = |alert: &Alert| matches!(alert.state, AlertState::Ended | AlertState::Recalled);
    if file.published.as_ref().is_some_and(is_over) && !matches!(change.action, AlertAction::Review(_)) {
        return Err(Refused::Over);
    }
    file.revision += 1;
    file.changed_at = change.at;
    match &change.action {
        AlertAction::Draft(draft) => {
            write(&mut file, draft, change)?;
            Ok(step(file, AlertStepKind::Wrote, None, change))
        }
        AlertAction::Send(draft) => {
            write(&mut file, draft, change)?;
            submit(file, None, change)
        }
        AlertAction::Submit(alone) => submit(file, alone.as_deref(), change),
        AlertAction::Decide {
            digest,
            approve,
            words,
        } => decide(file, (digest, *approve, words.as_deref()), change),
        AlertAction::End(closing) => {
            let published = published(&file)?;
            check_closing(closing, &published.content.texts)?;
            let mut ended = next_message(published.clone(), &message(change));
            // The danger is past, so the message is as quiet as can be, whatever it ends.
            ended.content.urgency = Urgency::Past;
            ended.level = ended.content.level();
            ended.state = AlertState::Ended;
            ended.closing.clone_from(closing);
            file.plan = None;
            Ok(sent(file, ended, AlertStepKind::Ended, None, change))
        }
        AlertAction::Recall(closing) => {
            let published = published(&file)?;
            if closing.is_empty() {
                return Err(Violation::invalid("closing", "must say why it is taken back").into());
            }
            check_closing(closing, &published.content.texts)?;
            let mut recalled = next_message(published.clone(), &message(change));
            recalled.state = AlertState::Recalled;
            recalled.closing.clone_from(closing);
            file.plan = None;
            Ok(sent(file, recalled, AlertStepKind::Recalled, None, change))
        }
        AlertAction::Discard => {
            if file.plan.take().is_none() {
                return Err(AlertRefusal::NothingPlanned.into());
            }
            let mut step = step(file, AlertStepKind::Discarded, None, change);
            if step.file.published.is_none() {
                step.taken = Taken::Deleted;
            }
            Ok(step)
        }
        AlertAction::Review(words) => {
            let alone_by = file.alone_by.take().ok_or(AlertRefusal::NothingToReview)?;
            second_person(change, &[Some(alone_by)])?;
            Ok(step(file, AlertStepKind::Reviewed, Some(words), change))
        }
    }
}

fn step(file: File, kind: AlertStepKind, words: Option<&str>, change: &AlertChange) -> Step {
    Step {
        file,
        taken: Taken::Kept,
        kind,
        by: change.by.clone(),
        words: words.map(str::to_owned),
        at: change.at,
    }
}

fn sent(
    mut file: File,
    alert: Alert,
    kind: AlertStepKind,
    words: Option<&str>,
    change: &AlertChange,
) -> Step {
    file.published = Some(alert.clone());
    Step {
        taken: Taken::Sent(Box::new(alert)),
        ..step(file, kind, words, change)
    }
}

fn message(change: &AlertChange) -> Message<'_> {
    Message {
        identifier: change.operation,
        sender: &change.sender,
        at: change.at,
    }
}

fn published(file: &File) -> Result<&Alert, Refused> {
    Ok(file.published.as_ref().ok_or(AlertRefusal::NothingPublished)?)
}

/// A person, and none of these.
fn second_person(change: &AlertChange, first: &[Option<StaffId>]) -> Result<(), Refused> {
    if !change.by_person() {
        return Err(AlertRefusal::NeedsPerson.into());
    }
    if first.contains(&Some(change.by.id)) {
        return Err(AlertRefusal::SamePerson.into());
    }
    Ok(())
}
