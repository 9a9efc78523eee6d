//! Taking an invitation up: a password is chosen and an authenticator set up, and then the person is in.
//!
//! What the authenticator reckons with is made of the invitation's code, with our key. So nothing is kept
//! between the look at an invitation and its use, and to look at it changes nothing.

use lamplight_protocol::error::Violation;
use lamplight_protocol::text::check_text;
use lamplight_store::model::{Enrolment, Invite, Opens, Session};
use zeroize::Zeroizing;

use super::password::Passwords;
use super::second_factor::{Authenticator, SECRET_BYTES, recovery_codes};
use super::{AccessError, Desk};
use crate::platform::random;
use crate::secrets::Access;

/// The shortest password, in characters: with a second factor, NIST SP 800-63B-4 asks for eight; four more
/// cost a person one more word.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// The longest, in characters: room for any sentence, and an end to what is hashed.
pub const PASSWORD_CHARS_MAX: usize = 128;

/// What somebody is shown who looks at their invitation.
#[derive(Debug)]
pub struct Welcome {
    /// The invitation.
    pub invite: Invite,
    /// What their authenticator is to be told.
    pub authenticator: Authenticator,
}

/// What somebody chose.
pub struct Choice<'a> {
    /// The invitation's code.
    pub invite: &'a str,
    /// The password.
    pub password: &'a str,
    /// What the authenticator shows now.
    pub code: &'a str,
}

/// What became of it.
#[derive(Debug)]
pub enum Enrolled {
    /// They are in.
    In {
        /// The session.
        session: Session,
        /// The text of its cookie.
        cookie: String,
        /// The codes for the day on which the authenticator is lost; nobody sees them again.
        recovery_codes: Vec<String>,
    },
    /// The invitation was used, has ended or never was.
    NoInvite,
    /// The authenticator's code is not the one that stands now.
    WrongCode,
}

impl Desk<'_> {
    /// Looks at an invitation to enrol. None when it was used, has ended or never was.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn welcome(&self, code: &str) -> Result<Option<Welcome>, AccessError> {
        let hash = self.secrets.hash_access(Access::Invite, code);
        let invite = self.store.invite_by_hash(&hash, self.clock.now()).await?;
        let authenticator = self.authenticator_of(code);
        Ok(invite
            .filter(|invite| invite.opens == Opens::Enrolment)
            .zip(authenticator)
            .map(|(invite, authenticator)| Welcome {
                invite,
                authenticator,
            }))
    }

    /// Takes an invitation up. Of many at once, one succeeds.
    ///
    /// # Errors
    /// An [`AccessError`]; the invitation is as it was then.
    pub async fn enrol(&self, passwords: &Passwords, choice: &Choice<'_>) -> Result<Enrolled, AccessError> {
        let Some(welcome) = self.welcome(choice.invite).await? else {
            return Ok(Enrolled::NoInvite);
        };
        check_password(choice.password, &welcome.invite.name)?;
        let Some(totp_step) = welcome
            .authenticator
            .step_of(choice.code.trim(), self.clock.now())
        else {
            return Ok(Enrolled::WrongCode);
        };
        let salt = random(self.entropy)?;
        let recovery_codes = recovery_codes(self.entropy)?;
        let enrolment = Enrolment {
            invite: self.secrets.hash_access(Access::Invite, choice.invite),
            password: passwords.hash(choice.password.to_owned(), salt).await?,
            totp: welcome.authenticator.to_store(),
            totp_step,
            recovery: recovery_codes
                .iter()
                .map(|code| self.secrets.hash_access(Access::Recovery, code))
                .collect(),
        };
        let (new, cookie) = self.new_session(None)?;
        Ok(match self.store.enrol(&enrolment, &new).await? {
            Some(session) => Enrolled::In {
                session,
                cookie,
                recovery_codes,
            },
            None => Enrolled::NoInvite,
        })
    }

    fn authenticator_of(&self, code: &str) -> Option<Authenticator> {
        let derived = Zeroizing::new(self.secrets.hash_access(Access::Authenticator, code));
        Authenticator::of(derived.get(..SECRET_BYTES)?)
    }
}

/// Refuses a password that is short, or hardly more than the person's own name.
fn check_password(password: &str, name: &str) -> Result<(), Violation> {
    check_text("password", password, PASSWORD_CHARS_MAX)?;
    let folded = password.to_lowercase().replace(&name.to_lowercase(), "");
    if folded.chars().count() < PASSWORD_CHARS_MIN {
        return Err(Violation::invalid(
            "password",
            format!("must have {PASSWORD_CHARS_MIN} characters or more, not counting your name"),
        ));
    }
    Ok(())
}
