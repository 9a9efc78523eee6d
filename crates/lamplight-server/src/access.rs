//! Tokens, invitations and sessions: how they are made. Each is a random text that is shown once; the store
//! keeps its keyed hash.

mod enrolment;
mod passkeys;
mod password;
mod second_factor;
mod sign_in;

use std::collections::BTreeSet;

use lamplight_protocol::error::{Violation, check_count};
use lamplight_protocol::ids::{InviteId, StaffId, crockford};
use lamplight_protocol::limits::CONTACT_NAME_CHARS_MAX;
use lamplight_protocol::text::check_required_text;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Actor, NewInvite, NewToken, Opens, Rights, Session};
use lamplight_store::{Store, StoreError};

use crate::config::PublicUrl;
use crate::platform::{Clock, Entropy, NoEntropy, random};
use crate::secrets::{Access, Secrets};

pub use self::enrolment::{Choice, Enrolled, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, Welcome};
pub use self::passkeys::{Begun, CEREMONY_LASTS_MS, Entered, Performed, RelyingParty};
pub use self::password::{NotHashed, Passwords};
pub use self::second_factor::Authenticator;
pub use self::sign_in::{Knock, SignedIn};

/// Random characters in a token, a code or a cookie: 160 bits, beyond guessing.
const SECRET_CHARS: usize = 32;
/// Lets a secret scanner, and whoever finds one in a file, know a service token.
const TOKEN_PREFIX: &str = "lamplight_";
/// How long an invitation waits for its use, in milliseconds: a day, so that a mail is read in time.
pub const INVITE_LASTS_MS: i64 = 24 * 60 * 60 * 1_000;
/// How long a session lasts, in milliseconds: a long shift.
pub const SESSION_LASTS_MS: i64 = 12 * 60 * 60 * 1_000;

/// Districts to which somebody may be limited: more than any area has, and few enough for one statement.
const DISTRICTS_MAX: usize = 200;

/// Why no token, invitation or session was made.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The name is empty or too long, or there is no role.
    #[error(transparent)]
    Invalid(#[from] Violation),
    /// A password could not be worked on.
    #[error(transparent)]
    NotHashed(#[from] NotHashed),
    /// A ceremony with a passkey could not be set up, or what is kept of one does not read.
    #[error("a passkey could not be worked on")]
    NoCeremony,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness to make a secret of.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// Somebody was invited.
#[derive(Debug)]
pub struct Invited {
    /// Who.
    pub person: StaffId,
    opens: Opens,
    code: String,
    /// When the invitation ends unused.
    pub expires_at: TimestampMillis,
}

impl Invited {
    /// The link, on a server that is reached under this address. One to enrol has its code after the `#`, which
    /// browsers send to nobody: no log and no preview of links gets to see it.
    pub fn link(&self, public_url: &PublicUrl) -> String {
        let (url, code) = (public_url.as_str(), &self.code);
        match self.opens {
            Opens::Enrolment => format!("{url}/console/#/invite/{code}"),
            Opens::Session => format!("{url}/console/invite/{code}"),
        }
    }

    /// The one-time code.
    #[cfg(test)]
    pub(crate) fn code(&self) -> &str {
        &self.code
    }
}

/// What it takes to make one.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Keeps the hashes.
    pub store: &'a dyn Store,
    /// Makes the hashes.
    pub secrets: &'a Secrets,
    /// Tells when.
    pub clock: &'a dyn Clock,
    /// Makes the secrets.
    pub entropy: &'a dyn Entropy,
}

impl Desk<'_> {
    /// Makes a service token and returns it, the only time that anybody sees it.
    ///
    /// # Errors
    /// An [`AccessError`]; nothing was made then.
    pub async fn create_token(&self, name: &str, rights: &Rights, by: &Actor) -> Result<String, AccessError> {
        check(name, rights)?;
        let token = format!("{TOKEN_PREFIX}{}", self.secret()?);
        let new = NewToken {
            id: self.new_id()?,
            name: name.to_owned(),
            rights: rights.clone(),
            hash: self.secrets.hash_access(Access::Token, &token),
            by: by.clone(),
            created_at: self.clock.now(),
        };
        self.store.create_token(&new).await?;
        Ok(token)
    }

    /// Invites somebody, and returns the link that they are given, the only time that anybody sees it. Somebody
    /// who has the name already gets these rights, and the invitation in the place of an earlier one.
    ///
    /// # Errors
    /// An [`AccessError`]; nothing was made then.
    pub async fn invite(
        &self,
        id: InviteId,
        name: &str,
        rights: &Rights,
        opens: Opens,
        by: &Actor,
    ) -> Result<Invited, AccessError> {
        check(name, rights)?;
        let code = self.secret()?;
        let now = self.clock.now();
        let invite = NewInvite {
            id,
            person: self.new_id()?,
            name: name.trim().to_owned(),
            rights: rights.clone(),
            opens,
            hash: self.secrets.hash_access(Access::Invite, &code),
            by: by.clone(),
            created_at: now,
            expires_at: now.plus_millis(INVITE_LASTS_MS),
        };
        let person = self.store.invite(&invite).await?;
        Ok(Invited {
            person,
            opens,
            code,
            expires_at: invite.expires_at,
        })
    }

    /// Spends an invitation that opens a session: the session, and the text for its cookie. None when the code
    /// was spent, has expired or never was. Of many at once, one succeeds.
    ///
    /// # Errors
    /// An [`AccessError`]; the invitation is as it was then.
    pub async fn redeem(
        &self,
        code: &str,
        replaced: Option<&str>,
    ) -> Result<Option<(Session, String)>, AccessError> {
        let (new, cookie) = self.new_session(replaced)?;
        let invite = self.secrets.hash_access(Access::Invite, code);
        let session = self.store.redeem_invite(&invite, &new).await?;
        Ok(session.map(|session| (session, cookie)))
    }

    /// A fresh name for an invitation.
    ///
    /// # Errors
    /// [`NoEntropy`].
    pub fn new_invite_id(&self) -> Result<InviteId, NoEntropy> {
        random(self.entropy).map(InviteId::from_random)
    }

    fn secret(&self) -> Result<String, NoEntropy> {
        random::<SECRET_CHARS>(self.entropy).map(|bytes| crockford(&bytes))
    }

    fn new_id(&self) -> Result<StaffId, NoEntropy> {
        random(self.entropy).map(StaffId::from_random)
    }
}

fn check(name: &str, rights: &Rights) -> Result<(), Violation> {
    check_required_text("name", name, CONTACT_NAME_CHARS_MAX)?;
    check_rights(rights)
}

/// Refuses rights that allow nothing, or name more districts than there can be.
///
/// # Errors
/// A [`Violation`] of `roles` or `districts`.
pub fn check_rights(rights: &Rights) -> Result<(), Violation> {
    if rights.roles.is_empty() {
        return Err(Violation::invalid("roles", "must name one at least"));
    }
    check_count(
        "districts",
        rights.districts.ids().map_or(0, BTreeSet::len),
        DISTRICTS_MAX,
    )
}
