//! The server, as passkeys know it: what it asks of a browser, and whether what came back is that.

use lamplight_protocol::ids::StaffId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{
    CreationChallengeResponse, Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Url, Uuid,
    Webauthn, WebauthnBuilder,
};

use super::Performed;
use crate::access::AccessError;
use crate::config::PublicUrl;

/// The server, as passkeys know it: by its name, under which each was made.
#[derive(Debug, Clone)]
pub struct RelyingParty(pub(super) Webauthn);

impl RelyingParty {
    /// The server under this address. None when that is a number: passkeys are bound to a name.
    pub fn of(public_url: &PublicUrl) -> Option<Self> {
        let origin = Url::parse(public_url.as_str()).ok()?;
        let name = origin.domain()?.to_owned();
        let builder = WebauthnBuilder::new(&name, &origin).ok()?;
        builder.rp_name("Lamplight").build().ok().map(Self)
    }
}

/// What a browser is told to make. It is to be one that a browser finds by itself, so that nobody types a name; the
/// library asks for that of no authenticator, for the sake of old ones with little room.
pub(super) fn register(
    party: &RelyingParty,
    person: StaffId,
    name: &str,
    known: Vec<Vec<u8>>,
) -> Result<(Value, PasskeyRegistration), AccessError> {
    let user = Uuid::from_bytes(*person.as_bytes());
    let started = party.0.start_passkey_registration(user, name, name, Some(known));
    let (CreationChallengeResponse { public_key }, state) = started.map_err(|_| AccessError::NoCeremony)?;
    let mut options = json(&public_key)?;
    if let Some(selection) = options
        .pointer_mut("/authenticatorSelection")
        .and_then(Value::as_object_mut)
    {
        selection.insert("residentKey".into(), "required".into());
        selection.insert("requireResidentKey".into(), true.into());
    }
    Ok((options, state))
}

pub(super) fn registered(
    party: &RelyingParty,
    state: &PasskeyRegistration,
    performed: &Performed<'_>,
) -> Option<Passkey> {
    let credential = read::<RegisterPublicKeyCredential>(performed)?;
    party.0.finish_passkey_registration(&credential, state).ok()
}

/// Reads what came back. Browsers say more than is asked for, and newer ones more than older.
pub(super) fn read<T: DeserializeOwned>(performed: &Performed<'_>) -> Option<T> {
    T::deserialize(&performed.credential).ok()
}

pub(super) fn json(value: &impl Serialize) -> Result<Value, AccessError> {
    serde_json::to_value(value).map_err(|_| AccessError::NoCeremony)
}
