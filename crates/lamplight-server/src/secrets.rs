//! The secrets of a deployment: one file outside database and backup, made at the first start.
//!
//! Whoever has the database without this file can read no narrative and use no receipt, token or session.
//! Whoever loses it loses the same, so a file is made only where there is no database yet, and never again.

use std::fmt;
use std::path::Path;

use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::{EventId, Receipt, ReportId, crockford};
use lamplight_store::model::Hash;
use lamplight_store::seal::KeyEncryptionKey;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::data::{self, CreateOutcome};
use crate::error::StartError;
use crate::platform::{Entropy, random};

/// Bytes of each key.
const KEY_BYTES: usize = 32;
/// Characters of a report's short name after its prefix. Five of 32 letters make 33 million; two reports
/// may share one, which people tell apart by their dates.
const REFERENCE_CHARS: usize = 5;

/// The file as it is written. Each key is 64 hexadecimal digits.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct SecretsFile {
    key_encryption: String,
    receipts: String,
    digests: String,
    access: String,
}

const FILE_HEAD: &str = "\
# The secrets of this Lamplight server. Keep a copy apart from the database and its backups:
# without this file nothing that residents wrote can be read again, and no receipt opens.
";

/// A key for hashes of one kind.
#[derive(Zeroize, ZeroizeOnDrop)]
struct HashKey([u8; KEY_BYTES]);

/// What an access hash is of. The name goes into the hash, so that one kind never passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// A service token.
    Token,
    /// A session's cookie.
    Session,
    /// An invitation's code.
    Invite,
    /// What an authenticator reckons with, made of an invitation's code.
    Authenticator,
    /// A recovery code.
    Recovery,
    /// What attempts to sign in have in common.
    Attempt,
    /// What a browser is asked to do with a passkey.
    Ceremony,
    /// Work that was asked of a device.
    Work,
}

/// The keys of a deployment. `Debug` shows none of them.
pub struct Secrets {
    key_encryption: KeyEncryptionKey,
    receipts: HashKey,
    digests: HashKey,
    access: HashKey,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(hidden)")
    }
}

impl HashKey {
    /// Hashes a text of a kind; the zero byte ends the kind, so that no two inputs run together.
    fn hash(&self, kind: &str, parts: &[&[u8]]) -> Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(kind.as_bytes()).update(&[0]);
        for part in parts {
            hasher.update(part);
        }
        *hasher.finalize().as_bytes()
    }
}

impl Secrets {
    /// Reads the file, or makes it where there is none.
    ///
    /// # Errors
    /// [`StartError::SecretsExposed`] when others may read it, [`StartError::File`] when it does not read,
    /// [`StartError::DataFolder`] when it cannot be written.
    pub fn open_or_create(path: &Path, entropy: &dyn Entropy) -> Result<(Self, CreateOutcome), StartError> {
        let mut outcome = CreateOutcome::Existed;
        if !path.exists() {
            let mut text = format!("{FILE_HEAD}{}", SecretsFile::generate(entropy)?.to_toml());
            outcome = data::create_private(path, text.as_bytes())?;
            text.zeroize();
        }
        Ok((Self::read(path)?, outcome))
    }

    fn read(path: &Path) -> Result<Self, StartError> {
        let unreadable = |detail: String| StartError::File {
            path: path.to_owned(),
            detail,
        };
        if data::others_may_read(path)? {
            return Err(StartError::SecretsExposed(path.to_owned()));
        }
        let mut text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        // The parser's own message would quote the line, and with it a key.
        let file = toml::from_str::<SecretsFile>(&text)
            .map_err(|_| unreadable("is not a secrets file; put back the one that was made first".into()));
        text.zeroize();
        file?
            .keys()
            .ok_or_else(|| unreadable("holds a key that is not 64 hexadecimal digits".into()))
    }

    /// The key under which the store keeps the keys of reports.
    pub fn key_encryption_key(&self) -> &KeyEncryptionKey {
        &self.key_encryption
    }

    /// Hashes a receipt together with its report, so that a receipt used for two reports joins nothing.
    pub fn hash_receipt(&self, report: ReportId, receipt: &Receipt) -> Hash {
        self.receipts
            .hash("receipt", &[report.as_bytes(), receipt.expose().as_bytes()])
    }

    /// Hashes the receipt under which a device says that somebody comes to an event.
    pub fn hash_rsvp(&self, event: EventId, receipt: &Receipt) -> Hash {
        self.receipts
            .hash("rsvp", &[event.as_bytes(), receipt.expose().as_bytes()])
    }

    /// Hashes a body's digest together with the call and what it is about, so that an id used again for
    /// another call is a conflict too. Keyed, because a short text could be guessed from a plain digest.
    pub fn hash_body(&self, call: &str, target: &[u8; 16], digest: &ContentDigest) -> Hash {
        self.digests.hash(call, &[target, digest.as_bytes()])
    }

    /// Hashes a token, a session's cookie or an invitation's code.
    pub fn hash_access(&self, kind: Access, secret: &str) -> Hash {
        let kind = match kind {
            Access::Token => "token",
            Access::Session => "session",
            Access::Invite => "invite",
            Access::Authenticator => "authenticator",
            Access::Recovery => "recovery",
            Access::Attempt => "attempt",
            Access::Ceremony => "ceremony",
            Access::Work => "work",
        };
        self.access.hash(kind, &[secret.as_bytes()])
    }

    /// What marks a place outside as this deployment's, whoever else may see it there: 64 hexadecimal digits that
    /// tell nothing.
    pub fn deployment_mark(&self) -> String {
        blake3::Hash::from(self.digests.hash("deployment", &[]))
            .to_hex()
            .to_string()
    }

    /// What a webhook's calls are signed with: 64 hexadecimal digits. Its receiver has them too, and learns nothing of
    /// the other keys by them.
    pub fn webhook_secret(&self) -> String {
        blake3::Hash::from(self.access.hash("webhook", &[]))
            .to_hex()
            .to_string()
    }

    /// The short name of a report, for example `AQ-7K2M9`: made of its id, so that a retry gets the same,
    /// and keyed, so that it tells nothing of the id.
    pub fn reference(&self, prefix: &str, report: ReportId) -> String {
        let hash = self.digests.hash("reference", &[report.as_bytes()]);
        let letters = crockford(hash.get(..REFERENCE_CHARS).unwrap_or(&hash));
        format!("{prefix}-{letters}")
    }
}

impl SecretsFile {
    fn generate(entropy: &dyn Entropy) -> Result<Self, StartError> {
        let key = || random::<KEY_BYTES>(entropy).map(|bytes| blake3::Hash::from(bytes).to_hex().to_string());
        Ok(Self {
            key_encryption: key()?,
            receipts: key()?,
            digests: key()?,
            access: key()?,
        })
    }

    fn to_toml(&self) -> String {
        format!(
            "key_encryption = \"{}\"\nreceipts = \"{}\"\ndigests = \"{}\"\naccess = \"{}\"\n",
            self.key_encryption, self.receipts, self.digests, self.access
        )
    }

    fn keys(&self) -> Option<Secrets> {
        // Hash::from_hex reads exactly 64 digits into 32 bytes, which is all that is wanted of it here.
        let key = |hex: &str| blake3::Hash::from_hex(hex).ok().map(<[u8; KEY_BYTES]>::from);
        Some(Secrets {
            key_encryption: KeyEncryptionKey::from_bytes(key(&self.key_encryption)?),
            receipts: HashKey(key(&self.receipts)?),
            digests: HashKey(key(&self.digests)?),
            access: HashKey(key(&self.access)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::System;

    fn made_in(folder: &Path) -> Secrets {
        Secrets::open_or_create(&folder.join("secrets.toml"), &System)
            .unwrap()
            .0
    }

    #[test]
    fn two_deployments_have_different_secrets_and_one_keeps_its_own() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let of = |secrets: &Secrets| secrets.hash_access(Access::Token, "same");
        let first = of(&made_in(one.path()));
        assert_eq!(first, of(&made_in(one.path())));
        assert_ne!(first, of(&made_in(other.path())));
    }

    #[test]
    fn the_kinds_of_hashes_never_meet() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = made_in(folder.path());
        let token = secrets.hash_access(Access::Token, "same");
        assert_ne!(token, secrets.hash_access(Access::Session, "same"));
        assert_ne!(token, secrets.hash_access(Access::Invite, "same"));
    }

    #[test]
    fn one_receipt_on_two_reports_leaves_two_hashes() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = made_in(folder.path());
        let receipt = Receipt::from_random([3; Receipt::CHARS]);
        let of = |byte| secrets.hash_receipt(ReportId::from_random([byte; 16]), &receipt);
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn a_reference_is_short_stable_and_begins_with_the_prefix() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = made_in(folder.path());
        let id = ReportId::from_random([9; 16]);
        let reference = secrets.reference("AQ", id);
        assert_eq!(reference, secrets.reference("AQ", id));
        assert_eq!((reference.len(), &reference[..3]), (8, "AQ-"));
    }

    #[test]
    fn nothing_secret_shows_in_debug_or_in_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(format!("{:?}", made_in(folder.path())), "Secrets(hidden)");
        let path = folder.path().join("broken.toml");
        data::create_private(&path, b"receipts = planted-secret").unwrap();
        let error = Secrets::open_or_create(&path, &System).unwrap_err();
        assert!(!error.to_string().contains("planted"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_only_and_a_wider_one_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        made_in(folder.path());
        let path = folder.path().join("secrets.toml");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let error = Secrets::open_or_create(&path, &System).unwrap_err();
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
}
