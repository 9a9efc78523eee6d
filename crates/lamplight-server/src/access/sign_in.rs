//! Signing in with a password and a second factor.
//!
//! An unknown name and a wrong password are answered in the same words after the same work. Attempts wait,
//! ever longer, by the name **and** the address from which they come: whoever guesses cannot lock the person
//! out, who comes from elsewhere.

use std::net::IpAddr;

use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Attempt, Credentials, Factor, Hash, NewSession, Session};

use super::password::Passwords;
use super::second_factor::{Authenticator, SECRET_BYTES, Typed};
use super::{AccessError, Desk, SESSION_LASTS_MS};
use crate::peer::household;
use crate::platform::random;
use crate::secrets::Access;

/// How long the next attempt waits after so many that failed, in milliseconds. The first few are for slips of
/// the hand; a quarter of an hour leaves a guesser about a hundred guesses a day from one address.
const WAITS_MS: [i64; 10] = [0, 0, 0, 2_000, 5_000, 15_000, 60_000, 180_000, 420_000, 900_000];

/// What somebody shows at the door.
pub struct Knock<'a> {
    /// Their name.
    pub name: &'a str,
    /// Their password.
    pub password: &'a str,
    /// A code of their authenticator, or a recovery code.
    pub code: &'a str,
    /// Whence it comes.
    pub from: IpAddr,
    /// The cookie of a session that their browser has already; it ends with the sign-in.
    pub cookie: Option<&'a str>,
}

/// What became of it.
#[derive(Debug)]
pub enum SignedIn {
    /// They are in.
    In {
        /// The session.
        session: Session,
        /// The text of its cookie.
        cookie: String,
    },
    /// The name, the password or the code is wrong. The cases are not told apart.
    Wrong,
    /// Too many attempts failed; the next one may be made then.
    Wait {
        /// In how many milliseconds.
        ms: i64,
    },
}

impl Desk<'_> {
    /// Lets somebody in who knows their password and has their second factor.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn sign_in(&self, passwords: &Passwords, knock: &Knock<'_>) -> Result<SignedIn, AccessError> {
        let now = self.clock.now();
        let key = self.attempt_key(knock);
        if let Attempt::Wait(until) = self.store.begin_attempt(&key, now, &WAITS_MS).await? {
            return Ok(SignedIn::Wait {
                ms: until.millis_since(now),
            });
        }
        let credentials = self.store.credentials(knock.name).await?;
        let hash = credentials
            .as_ref()
            .map(|credentials| credentials.password.clone());
        let knows = passwords.is(knock.password.to_owned(), hash).await;
        let factor = self.factor(knock.code, credentials.as_ref(), now);
        let (Some(credentials), true, Some(factor)) = (credentials, knows, factor) else {
            return Ok(SignedIn::Wrong);
        };
        let (new, cookie) = self.new_session(knock.cookie)?;
        let Some(session) = self.store.sign_in(credentials.person, factor, &new).await? else {
            return Ok(SignedIn::Wrong);
        };
        self.store.forget_attempts(&key).await?;
        Ok(SignedIn::In { session, cookie })
    }

    /// A code is checked for nobody too, with a secret of nobody's.
    fn factor(&self, code: &str, credentials: Option<&Credentials>, now: TimestampMillis) -> Option<Factor> {
        match Typed::read(code) {
            Typed::Code(code) => {
                let nobodys = [0; SECRET_BYTES];
                let secret = credentials.map_or(nobodys.as_slice(), |credentials| &credentials.totp.0);
                Authenticator::of(secret)?.step_of(&code, now).map(Factor::Code)
            }
            Typed::Recovery(code) => Some(Factor::Recovery(
                self.secrets.hash_access(Access::Recovery, &code),
            )),
        }
    }

    /// What attempts of one name from one address have in common.
    fn attempt_key(&self, knock: &Knock<'_>) -> Hash {
        let from = household(knock.from);
        let name = lamplight_store::model::name_key(knock.name);
        self.secrets
            .hash_access(Access::Attempt, &format!("{from}\n{name}"))
    }

    /// A session to be opened, and the text of its cookie. Each sign-in gets a fresh one, and the session that
    /// came with it ends: a cookie that somebody planted earlier is of no use.
    pub(super) fn new_session(&self, replaced: Option<&str>) -> Result<(NewSession, String), AccessError> {
        let cookie = self.secret()?;
        let now = self.clock.now();
        let session = NewSession {
            id: lamplight_protocol::ids::SessionId::from_random(random(self.entropy)?),
            hash: self.secrets.hash_access(Access::Session, &cookie),
            replaces: replaced.map(|cookie| self.secrets.hash_access(Access::Session, cookie)),
            at: now,
            expires_at: now.plus_millis(SESSION_LASTS_MS),
        };
        Ok((session, cookie))
    }
}
