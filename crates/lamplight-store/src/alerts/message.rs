//! What is sent of an alert: the message that residents get, and what it says of those before it.

use lamplight_protocol::alert::{Alert, AlertContent, AlertReference, AlertState};
use lamplight_protocol::ids::OperationId;
use lamplight_protocol::time::TimestampMillis;

use super::file::File;

/// Earlier messages that an alert refers to: the newest ones. Within the seven days that an alert may
/// stand, nobody sends as many.
const REFERENCES_MAX: usize = 100;

/// A message that is sent: who, when, under which name.
pub(super) struct Message<'a> {
    pub(super) identifier: OperationId,
    pub(super) sender: &'a str,
    pub(super) at: TimestampMillis,
}

/// Makes the plan what residents see; none when there is no plan.
pub(super) fn publish(file: &mut File, message: &Message<'_>) -> Option<Alert> {
    let content = file.plan.take()?.outgoing;
    let alert = match file.published.take() {
        None => first_message(file, content, message),
        Some(earlier) => Alert {
            state: state_of(&content, message.at, AlertState::Updated),
            level: content.level(),
            content,
            ..next_message(earlier, message)
        },
    };
    file.published = Some(alert.clone());
    Some(alert)
}

fn first_message(file: &File, content: AlertContent, message: &Message<'_>) -> Alert {
    Alert {
        id: file.id,
        revision: 1,
        state: state_of(&content, message.at, AlertState::Active),
        identifier: message.identifier,
        sender: message.sender.to_owned(),
        sent: message.at,
        references: Vec::new(),
        level: content.level(),
        content,
        closing: Vec::new(),
    }
}

/// The alert with the next message's heading.
pub(super) fn next_message(mut alert: Alert, message: &Message<'_>) -> Alert {
    alert.references.push(AlertReference {
        identifier: alert.identifier,
        sent: alert.sent,
    });
    let too_many = alert.references.len().saturating_sub(REFERENCES_MAX);
    alert.references.drain(..too_many);
    alert.revision += 1;
    alert.identifier = message.identifier;
    message.sender.clone_into(&mut alert.sender);
    alert.sent = message.at;
    alert
}

fn state_of(content: &AlertContent, now: TimestampMillis, once_begun: AlertState) -> AlertState {
    if content.effective.is_some_and(|begins| begins > now) {
        AlertState::Scheduled
    } else {
        once_begun
    }
}
