//! What browsers and the server tell each other about passkeys.

use lamplight_protocol::ids::PasskeyId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::Passkey;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// What a browser is asked to do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Challenge {
    /// The options of Web Authentication, as `parseCreationOptionsFromJSON` and its like read them.
    #[schema(value_type = Object)]
    pub(super) options: Value,
}

/// What came of it.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SignInByPasskey {
    /// The credential, as its `toJSON` has it.
    #[schema(value_type = Object)]
    pub(super) credential: Value,
}

/// An invitation, by the code in its link.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct InvitationOfPasskey {
    /// What follows `invite/` in the link.
    pub(super) invitation: String,
}

/// A passkey by which an invitation is taken up.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct EnrolmentByPasskey {
    /// What follows `invite/` in the link.
    pub(super) invitation: String,
    /// What the person calls the passkey.
    pub(super) name: String,
    /// The credential, as its `toJSON` has it.
    #[schema(value_type = Object)]
    pub(super) credential: Value,
}

/// A passkey to be added.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewPasskey {
    /// What the person calls it.
    pub(super) name: String,
    /// The credential, as its `toJSON` has it.
    #[schema(value_type = Object)]
    pub(super) credential: Value,
}

/// A passkey.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PasskeyBody {
    /// By which it is removed.
    pub(super) id: PasskeyId,
    /// What its person calls it.
    pub(super) name: String,
    /// When it was added.
    pub(super) created_at: TimestampMillis,
    /// When somebody last signed in with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) used_at: Option<TimestampMillis>,
}

impl From<Passkey> for PasskeyBody {
    fn from(passkey: Passkey) -> Self {
        Self {
            id: passkey.id,
            name: passkey.name,
            created_at: passkey.created_at,
            used_at: passkey.used_at,
        }
    }
}

/// The passkeys of whoever calls, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PasskeysBody {
    /// The passkeys.
    pub(super) passkeys: Vec<PasskeyBody>,
}
