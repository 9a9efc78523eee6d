//! The people of the patrol: how they are invited, sign in, and stay signed in.

use std::fmt;

use lamplight_protocol::ids::{InviteId, SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::model::{Actor, Hash, Rights};

/// What an invitation opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opens {
    /// The choice of a password and a second factor, and then a session.
    Enrolment,
    /// A session, and nothing else.
    Session,
}

/// An invitation to keep. Its person is made with it, unless somebody has that name: then it is for them.
#[derive(Debug, Clone)]
pub struct NewInvite {
    /// The invitation.
    pub id: InviteId,
    /// The person, if they are new.
    pub person: StaffId,
    /// By which they are known to others, and sign in.
    pub name: String,
    /// What they may do from now on.
    pub rights: Rights,
    /// What it opens.
    pub opens: Opens,
    /// Keyed hash of the one-time code.
    pub hash: Hash,
    /// Who invites.
    pub by: Actor,
    /// When it was made.
    pub created_at: TimestampMillis,
    /// When it ends unused.
    pub expires_at: TimestampMillis,
}

/// An invitation that waits for its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// The invitation.
    pub id: InviteId,
    /// For whom it is.
    pub person: StaffId,
    /// What they are called.
    pub name: String,
    /// What it opens.
    pub opens: Opens,
    /// When it was made.
    pub created_at: TimestampMillis,
    /// When it ends unused.
    pub expires_at: TimestampMillis,
}

/// Somebody of the patrol. They are never deleted: what they did stays theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person, as an author of changes.
    pub id: StaffId,
    /// By which they are known to others, and sign in.
    pub name: String,
    /// What they may do.
    pub rights: Rights,
    /// When they were first invited.
    pub created_at: TimestampMillis,
    /// Since when they may not come in.
    pub disabled_at: Option<TimestampMillis>,
    /// Whether they have chosen a password or made a passkey.
    pub enrolled: bool,
    /// Until when their invitation waits, if they have one.
    pub invited_until: Option<TimestampMillis>,
    /// In how many places they are signed in.
    pub sessions: u32,
}

/// The secret that a person's authenticator shares with the server. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(pub Zeroizing<Vec<u8>>);

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(hidden)")
    }
}

/// By what a person is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The person.
    pub person: StaffId,
    /// The hash of their password, in the PHC string format.
    pub password: String,
    /// What their authenticator reckons with.
    pub totp: TotpSecret,
}

/// What somebody chose who takes an invitation up.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// Keyed hash of the invitation's code.
    pub invite: Hash,
    /// The hash of the password, in the PHC string format.
    pub password: String,
    /// What the authenticator reckons with from now on.
    pub totp: TotpSecret,
    /// The step of the code that showed that it does. No code up to it is good again.
    pub totp_step: i64,
    /// Keyed hashes of the recovery codes, each good once.
    pub recovery: Vec<Hash>,
}

/// The second factor, checked as far as it can be without the store.
#[derive(Debug, Clone, Copy)]
pub enum Factor {
    /// A code of the authenticator, by its step. Good when no code of this step or a later one was used.
    Code(i64),
    /// A recovery code, by its keyed hash. Good when it is there; it is not, after.
    Recovery(Hash),
}

/// A session to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewSession {
    /// By which it is listed and ended.
    pub id: SessionId,
    /// Keyed hash of its cookie.
    pub hash: Hash,
    /// Keyed hash of the cookie that came with the sign-in, whose session ends with it.
    pub replaces: Option<Hash>,
    /// When it begins.
    pub at: TimestampMillis,
    /// When it ends by itself.
    pub expires_at: TimestampMillis,
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// By which it is listed and ended.
    pub id: SessionId,
    /// The person.
    pub person: StaffId,
    /// What people call them.
    pub name: String,
    /// What they may do at this moment.
    pub rights: Rights,
    /// When it began.
    pub created_at: TimestampMillis,
    /// When it ends by itself.
    pub expires_at: TimestampMillis,
}

/// Whether a sign-in may be tried now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It may. It counts as failed until it is forgotten.
    Go,
    /// Not before this time.
    Wait(TimestampMillis),
}

/// By what a name is found, however it is typed.
pub fn name_key(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        for typed in ["Ana  Pérez", " ana pérez ", "ANA PÉREZ"] {
            assert_eq!(name_key(typed), "ana pérez");
        }
    }

    #[test]
    fn debug_hides_the_secret() {
        let secret = TotpSecret(Zeroizing::new(vec![7; 20]));
        assert_eq!(format!("{secret:?}"), "TotpSecret(hidden)");
    }
}
