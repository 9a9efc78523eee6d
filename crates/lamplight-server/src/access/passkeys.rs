//! Passkeys (Web Authentication, level 3): a key in a phone, a computer or a token, which signs for this server alone
//! and only after its person has shown a finger, a face or a PIN. So it is both factors at once, and nothing that
//! could be typed into another page.
//!
//! What a browser was asked to do lies in the store, sealed to nobody but bound to a cookie of its own, and is taken
//! out once: what came back before, or to another browser, opens nothing.

mod party;

use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{PasskeyId, StaffId};
use lamplight_protocol::limits::CONTACT_NAME_CHARS_MAX;
use lamplight_protocol::text::check_required_text;
use lamplight_store::model::{
    NewCeremony, NewPasskey, Opens, PasskeyAdded, PasskeyRemoved, PasskeyUse, Session,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential};

pub use self::party::RelyingParty;
use self::party::{json, read, register, registered};
use super::{AccessError, Desk};
use crate::auth::Staff;
use crate::platform::random;
use crate::secrets::Access;

/// How long a browser has for what it was asked to do, in milliseconds: time to look for the phone.
pub const CEREMONY_LASTS_MS: i64 = 5 * 60 * 1_000;

/// What a browser is asked to do, and the text of the cookie that it shows with what came of it.
#[derive(Debug)]
pub struct Begun {
    /// The options, as `navigator.credentials` takes them.
    pub options: Value,
    /// The cookie.
    pub cookie: String,
}

/// What came back from a browser.
pub struct Performed<'a> {
    /// The cookie of the ceremony.
    pub cookie: &'a str,
    /// The credential, as `toJSON` of the browser has it.
    pub credential: Value,
}

/// What became of it.
#[derive(Debug)]
pub enum Entered {
    /// They are in.
    In {
        /// The session.
        session: Session,
        /// The text of its cookie.
        cookie: String,
    },
    /// The invitation was used, has ended or never was.
    NoInvite,
    /// What came back is not what was asked for, came too late, or is of no passkey that is known here.
    Refused,
}

/// What was asked, as the store keeps it. A ceremony for one purpose is of no use for another.
#[derive(Serialize, Deserialize)]
enum Asked {
    Enrolment {
        person: StaffId,
        state: PasskeyRegistration,
    },
    Addition {
        person: StaffId,
        state: PasskeyRegistration,
    },
    SignIn {
        state: DiscoverableAuthentication,
    },
}

impl Desk<'_> {
    /// Begins to take an invitation up by a passkey. None when it was used, has ended or never was.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn begin_enrolment(
        &self,
        party: &RelyingParty,
        code: &str,
    ) -> Result<Option<Begun>, AccessError> {
        let hash = self.secrets.hash_access(Access::Invite, code);
        let invite = self.store.invite_by_hash(&hash, self.clock.now()).await?;
        let Some(invite) = invite.filter(|invite| invite.opens == Opens::Enrolment) else {
            return Ok(None);
        };
        let person = invite.person;
        let (options, state) = register(party, person, &invite.name, Vec::new())?;
        let begun = self.begin(&options, &Asked::Enrolment { person, state }).await?;
        Ok(Some(begun))
    }

    /// Takes an invitation up: the passkey is the only way in of its person from now on. Of many at once, one succeeds.
    ///
    /// # Errors
    /// An [`AccessError`]; the invitation is as it was then.
    pub async fn enrol_by_passkey(
        &self,
        party: &RelyingParty,
        code: &str,
        name: &str,
        performed: &Performed<'_>,
    ) -> Result<Entered, AccessError> {
        check_name(name)?;
        let Some(Asked::Enrolment { person, state }) = self.end(performed.cookie).await? else {
            return Ok(Entered::Refused);
        };
        let hash = self.secrets.hash_access(Access::Invite, code);
        let invite = self.store.invite_by_hash(&hash, self.clock.now()).await?;
        // Begun for the invitation of one person, it does not take up that of another.
        if invite.is_none_or(|invite| invite.person != person) {
            return Ok(Entered::NoInvite);
        }
        let Some(passkey) = registered(party, &state, performed) else {
            return Ok(Entered::Refused);
        };
        let kept = self.new_passkey(&passkey, random(self.entropy).map(PasskeyId::from_random)?, name)?;
        let (new, cookie) = self.new_session(None)?;
        Ok(match self.store.enrol_by_passkey(&hash, &kept, &new).await? {
            Some(session) => Entered::In { session, cookie },
            None => Entered::NoInvite,
        })
    }

    /// Begins to add a passkey to somebody who is signed in.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn begin_addition(
        &self,
        party: &RelyingParty,
        person: StaffId,
        name: &str,
    ) -> Result<Begun, AccessError> {
        let known = self.store.passkeys(person).await?;
        let known = known.into_iter().map(|passkey| passkey.credential).collect();
        let (options, state) = register(party, person, name, known)?;
        self.begin(&options, &Asked::Addition { person, state }).await
    }

    /// Adds a passkey. None when what came back is not what this person was asked for.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn add_passkey(
        &self,
        party: &RelyingParty,
        staff: &Staff,
        (id, name): (PasskeyId, &str),
        performed: &Performed<'_>,
    ) -> Result<Option<PasskeyAdded>, AccessError> {
        check_name(name)?;
        let state = match self.end(performed.cookie).await? {
            Some(Asked::Addition { person, state }) if person == staff.id => state,
            _ => return Ok(None),
        };
        let Some(passkey) = registered(party, &state, performed) else {
            return Ok(None);
        };
        let kept = self.new_passkey(&passkey, id, name)?;
        Ok(Some(
            self.store.add_passkey(staff.id, &kept, &staff.actor()).await?,
        ))
    }

    /// Removes a passkey of a person, unless it is their last way in.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn remove_passkey(&self, staff: &Staff, id: PasskeyId) -> Result<PasskeyRemoved, AccessError> {
        let (by, now) = (staff.actor(), self.clock.now());
        Ok(self.store.remove_passkey(staff.id, id, &by, now).await?)
    }

    /// Begins a sign-in by whichever passkey of this server the browser finds.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn begin_sign_in(&self, party: &RelyingParty) -> Result<Begun, AccessError> {
        let (options, state) = party
            .0
            .start_discoverable_authentication()
            .map_err(|_| AccessError::NoCeremony)?;
        let options = json(&options.public_key)?;
        self.begin(&options, &Asked::SignIn { state }).await
    }

    /// Lets somebody in who has a passkey. The session that came with it ends.
    ///
    /// # Errors
    /// An [`AccessError`].
    pub async fn sign_in_by_passkey(
        &self,
        party: &RelyingParty,
        performed: &Performed<'_>,
        replaced: Option<&str>,
    ) -> Result<Entered, AccessError> {
        let Some(Asked::SignIn { state }) = self.end(performed.cookie).await? else {
            return Ok(Entered::Refused);
        };
        let Some(used) = self.used(party, state, performed).await? else {
            return Ok(Entered::Refused);
        };
        let (new, cookie) = self.new_session(replaced)?;
        Ok(match self.store.sign_in_by_passkey(&used, &new).await? {
            Some(session) => Entered::In { session, cookie },
            None => Entered::Refused,
        })
    }

    /// Checks a use of a passkey, its counter included. None when it is not good.
    async fn used(
        &self,
        party: &RelyingParty,
        state: DiscoverableAuthentication,
        performed: &Performed<'_>,
    ) -> Result<Option<PasskeyUse>, AccessError> {
        let Some(credential) = read::<PublicKeyCredential>(performed) else {
            return Ok(None);
        };
        let Ok((user, name)) = party.0.identify_discoverable_authentication(&credential) else {
            return Ok(None);
        };
        let Some(kept) = self.store.passkey_by_credential(name).await? else {
            return Ok(None);
        };
        if user.as_bytes() != kept.person.as_bytes() {
            return Ok(None);
        }
        let mut passkey: Passkey = serde_json::from_str(&kept.record).map_err(|_| AccessError::NoCeremony)?;
        let Ok(result) = party
            .0
            .finish_discoverable_authentication_v2(&credential, state, &passkey)
        else {
            tracing::warn!("a passkey was refused: it was not the right one, or there is a copy of it");
            return Ok(None);
        };
        passkey.update_credential(&result);
        Ok(Some(PasskeyUse {
            id: kept.id,
            counter: result.counter(),
            record: text(&passkey)?,
        }))
    }

    async fn begin(&self, options: &Value, asked: &Asked) -> Result<Begun, AccessError> {
        let cookie = self.secret()?;
        let at = self.clock.now();
        let ceremony = NewCeremony {
            hash: self.secrets.hash_access(Access::Ceremony, &cookie),
            state: text(asked)?,
            at,
            expires_at: at.plus_millis(CEREMONY_LASTS_MS),
        };
        self.store.begin_ceremony(&ceremony).await?;
        Ok(Begun {
            options: options.clone(),
            cookie,
        })
    }

    /// What was asked of the browser with this cookie, this once.
    async fn end(&self, cookie: &str) -> Result<Option<Asked>, AccessError> {
        let hash = self.secrets.hash_access(Access::Ceremony, cookie);
        let state = self.store.end_ceremony(&hash, self.clock.now()).await?;
        Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
    }

    fn new_passkey(&self, passkey: &Passkey, id: PasskeyId, name: &str) -> Result<NewPasskey, AccessError> {
        Ok(NewPasskey {
            id,
            credential: passkey.cred_id().clone(),
            name: name.trim().to_owned(),
            record: text(passkey)?,
            at: self.clock.now(),
        })
    }
}

fn text(value: &impl Serialize) -> Result<String, AccessError> {
    serde_json::to_string(value).map_err(|_| AccessError::NoCeremony)
}

fn check_name(name: &str) -> Result<(), Violation> {
    check_required_text("name", name, CONTACT_NAME_CHARS_MAX)
}
