//! Sealing: what a resident wrote lies in the database only under the report's own key.
//!
//! Each report has a random key. That key is kept wrapped under the key-encrypting key, which lies in the
//! secrets file, outside the database and its backups. Erasing a report drops its key.
//!
//! Everything sealed is bound to its place (report and field) as associated data, so that a sealed text
//! moved to another row does not open there. Its form is a random 24-byte nonce, then XChaCha20-Poly1305:
//! nonces of that length may be drawn at random for as many reports as there will ever be under one key
//! (draft-irtf-cfrg-xchacha, section 3.1), which those of 12 bytes may not.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::{OperationId, PatrolId, ReportId, StaffId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::StoreError;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// What the check value of the secrets says once it is opened.
const CHECK_TEXT: &[u8] = b"lamplight";

/// For what the audit's key is derived (blake3's manual asks for a text of this kind). Never changed: every hash
/// of the audit would be another.
const AUDIT_CONTEXT: &str = "Lamplight patrol server 2026-11-21 audit chain";

/// The key that wraps the keys of all reports. Made once by the server and kept in its secrets file.
///
/// `Debug` does not show it, and it is wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct KeyEncryptionKey([u8; KEY_BYTES]);

impl KeyEncryptionKey {
    /// Takes 32 random bytes.
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Makes a report's key, and its wrapped form for the database.
    pub(crate) fn new_report_key(&self, report: ReportId) -> Result<(ReportKey, Vec<u8>), StoreError> {
        let key = ReportKey {
            report,
            key: Zeroizing::new(random()?),
        };
        let wrapped = seal(&self.0, &place_of_key(report), &*key.key)?;
        Ok((key, wrapped))
    }

    /// Unwraps a report's key.
    pub(crate) fn unwrap(&self, report: ReportId, wrapped: &[u8]) -> Result<ReportKey, StoreError> {
        let opened = Zeroizing::new(open(&self.0, &place_of_key(report), wrapped)?);
        let key = <[u8; KEY_BYTES]>::try_from(opened.as_slice())
            .map_err(|_| StoreError::Damaged("the key of a report"))?;
        Ok(ReportKey {
            report,
            key: Zeroizing::new(key),
        })
    }

    /// Seals what a person's authenticator reckons with.
    pub(crate) fn seal_totp(&self, person: StaffId, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        seal(&self.0, &place_of_totp(person), secret)
    }

    /// Opens what a person's authenticator reckons with.
    pub(crate) fn open_totp(&self, person: StaffId, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.0, &place_of_totp(person), sealed)
    }

    /// Seals a part of a plan of walks. It has no key of its own: a plan is deleted as a whole, and nobody asks for it
    /// to be erased sooner.
    pub(crate) fn seal_patrol<T: Serialize>(
        &self,
        patrol: PatrolId,
        part: PatrolPart,
        value: &T,
    ) -> Result<Vec<u8>, StoreError> {
        let json = serde_json::to_vec(value).map_err(|_| StoreError::Damaged("a value to be sealed"))?;
        seal(&self.0, &place_of_patrol(patrol, part), &Zeroizing::new(json))
    }

    /// Opens a part of a plan of walks.
    pub(crate) fn open_patrol<T: DeserializeOwned>(
        &self,
        patrol: PatrolId,
        part: PatrolPart,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let json = Zeroizing::new(open(&self.0, &place_of_patrol(patrol, part), sealed)?);
        serde_json::from_slice(&json).map_err(|_| StoreError::Damaged("a sealed value"))
    }

    /// The key that ties the rows of the audit. Made of this one, so that it lies outside the database too.
    pub(crate) fn audit_key(&self) -> AuditKey {
        AuditKey(blake3::derive_key(AUDIT_CONTEXT, &self.0))
    }

    /// A value by which a database knows this key again.
    pub(crate) fn check_value(&self) -> Result<Vec<u8>, StoreError> {
        seal(&self.0, "check", CHECK_TEXT)
    }

    /// Whether a check value was made with this key.
    pub(crate) fn made(&self, check_value: &[u8]) -> bool {
        open(&self.0, "check", check_value).is_ok_and(|text| text == CHECK_TEXT)
    }
}

impl fmt::Debug for KeyEncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyEncryptionKey(hidden)")
    }
}

/// Makes the hashes of the audit.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct AuditKey([u8; KEY_BYTES]);

impl AuditKey {
    /// Hashes what a row, or an anchor, says, together with its place and the hash before. Every part has its
    /// length in front, so that no two run together.
    pub(crate) fn hash(
        &self,
        kind: &str,
        previous: &[u8; KEY_BYTES],
        position: i64,
        parts: &[Option<&str>],
    ) -> [u8; KEY_BYTES] {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher
            .update(kind.as_bytes())
            .update(&[0])
            .update(previous)
            .update(&position.to_be_bytes());
        for part in parts {
            match part {
                None => hasher.update(&[0]),
                Some(text) => hasher
                    .update(&[1])
                    .update(&text.len().to_be_bytes())
                    .update(text.as_bytes()),
            };
        }
        *hasher.finalize().as_bytes()
    }
}

/// A part of a plan of walks that is sealed by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PatrolPart {
    /// The plan at this revision.
    Plan(u32),
    /// The entry of its log at this position.
    Entry(u32),
}

/// A part of a report that is sealed by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Field {
    /// Note, place and behaviours.
    Details,
    /// How to reach the resident.
    Contact,
    /// The text of the thread entry with this revision.
    Entry(u32),
    /// The entry at this position of what only staff see.
    Desk(u32),
    /// Why somebody looked at what is withheld, in this operation.
    Disclosure(OperationId),
}

/// The key of one report.
pub(crate) struct ReportKey {
    report: ReportId,
    key: Zeroizing<[u8; KEY_BYTES]>,
}

impl ReportKey {
    /// Seals a text.
    pub(crate) fn seal_text(&self, field: Field, text: &str) -> Result<Vec<u8>, StoreError> {
        seal(&self.key, &self.place_of(field), text.as_bytes())
    }

    /// Opens a sealed text.
    pub(crate) fn open_text(&self, field: Field, sealed: &[u8]) -> Result<String, StoreError> {
        String::from_utf8(open(&self.key, &self.place_of(field), sealed)?)
            .map_err(|_| StoreError::Damaged("a sealed text"))
    }

    /// Seals a value as JSON.
    pub(crate) fn seal_json<T: Serialize>(&self, field: Field, value: &T) -> Result<Vec<u8>, StoreError> {
        let json = serde_json::to_vec(value).map_err(|_| StoreError::Damaged("a value to be sealed"))?;
        seal(&self.key, &self.place_of(field), &Zeroizing::new(json))
    }

    /// Opens a value that was sealed as JSON.
    pub(crate) fn open_json<T: DeserializeOwned>(
        &self,
        field: Field,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let json = Zeroizing::new(open(&self.key, &self.place_of(field), sealed)?);
        serde_json::from_slice(&json).map_err(|_| StoreError::Damaged("a sealed value"))
    }

    fn place_of(&self, field: Field) -> String {
        match field {
            Field::Details => format!("{}/details", self.report),
            Field::Contact => format!("{}/contact", self.report),
            Field::Entry(revision) => format!("{}/entry/{revision}", self.report),
            Field::Desk(position) => format!("{}/desk/{position}", self.report),
            Field::Disclosure(operation) => format!("{}/disclosure/{operation}", self.report),
        }
    }
}

/// The forms in which a photo's bytes lie in the media store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoForm {
    /// As the device sent them.
    Received,
    /// Written anew, to be looked at.
    Picture,
    /// The same, small.
    Thumbnail,
}

/// Seals and opens the bytes of one photo, with the key of its report. `Debug` does not show it.
pub struct PhotoKey {
    report: ReportKey,
    sha256: PhotoHash,
}

impl PhotoKey {
    pub(crate) fn of(report: ReportKey, sha256: PhotoHash) -> Self {
        Self { report, sha256 }
    }

    /// Seals bytes for the media store.
    ///
    /// # Errors
    /// [`StoreError::NoEntropy`].
    pub fn seal(&self, form: PhotoForm, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        seal(&self.report.key, &self.place_of(form), bytes)
    }

    /// Opens what lay in the media store.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it was not sealed as this form of this photo.
    pub fn open(&self, form: PhotoForm, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.report.key, &self.place_of(form), sealed)
    }

    fn place_of(&self, form: PhotoForm) -> String {
        let form = match form {
            PhotoForm::Received => "received",
            PhotoForm::Picture => "picture",
            PhotoForm::Thumbnail => "thumbnail",
        };
        format!("{}/photo/{}/{form}", self.report.report, self.sha256.as_str())
    }
}

impl fmt::Debug for PhotoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhotoKey(hidden)")
    }
}

fn place_of_patrol(patrol: PatrolId, part: PatrolPart) -> String {
    match part {
        PatrolPart::Plan(revision) => format!("{patrol}/plan/{revision}"),
        PatrolPart::Entry(position) => format!("{patrol}/log/{position}"),
    }
}

fn place_of_totp(person: StaffId) -> String {
    format!("{person}/totp")
}

fn place_of_key(report: ReportId) -> String {
    format!("{report}/key")
}

fn seal(key: &[u8; KEY_BYTES], place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce: [u8; NONCE_BYTES] = random()?;
    let payload = Payload {
        msg: plain,
        aad: place.as_bytes(),
    };
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| StoreError::Damaged("a value to be sealed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(key: &[u8; KEY_BYTES], place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    const DAMAGED: StoreError = StoreError::Damaged("something sealed does not open");
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(DAMAGED)?;
    let payload = Payload {
        msg: sealed,
        aad: place.as_bytes(),
    };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| DAMAGED)
}

/// Random bytes of the operating system: the only place where this crate takes any. They are not a
/// parameter, because nobody but an attacker could want keys and nonces that repeat.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoEntropy)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(byte: u8) -> ReportId {
        ReportId::from_random([byte; 16])
    }

    #[test]
    fn what_was_sealed_opens_in_its_own_place_only() {
        let kek = KeyEncryptionKey::from_bytes([1; 32]);
        let (key, wrapped) = kek.new_report_key(report(1)).unwrap();
        let sealed = key.seal_text(Field::Entry(3), "by the door").unwrap();

        let again = kek.unwrap(report(1), &wrapped).unwrap();
        assert_eq!(again.open_text(Field::Entry(3), &sealed).unwrap(), "by the door");
        assert!(again.open_text(Field::Entry(4), &sealed).is_err());
        assert!(again.open_text(Field::Details, &sealed).is_err());
        assert!(kek.unwrap(report(2), &wrapped).is_err());
    }

    #[test]
    fn another_key_or_a_changed_byte_opens_nothing() {
        let kek = KeyEncryptionKey::from_bytes([1; 32]);
        let (key, wrapped) = kek.new_report_key(report(1)).unwrap();
        let sealed = key.seal_text(Field::Contact, "Ana").unwrap();
        let other = KeyEncryptionKey::from_bytes([2; 32]);
        assert!(other.unwrap(report(1), &wrapped).is_err());
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert!(key.open_text(Field::Contact, &changed).is_err());
        }
        for length in 0..sealed.len() {
            assert!(key.open_text(Field::Contact, &sealed[..length]).is_err());
        }
    }

    #[test]
    fn the_same_text_never_looks_the_same_twice() {
        let kek = KeyEncryptionKey::from_bytes([1; 32]);
        let (key, _) = kek.new_report_key(report(1)).unwrap();
        let first = key.seal_text(Field::Details, "same").unwrap();
        assert_ne!(first, key.seal_text(Field::Details, "same").unwrap());
    }

    #[test]
    fn a_photo_opens_as_its_own_form_only() {
        let kek = KeyEncryptionKey::from_bytes([1; 32]);
        let (_, wrapped) = kek.new_report_key(report(1)).unwrap();
        let key = |digit: &str| {
            let sha256 = digit.repeat(64).parse().unwrap();
            PhotoKey::of(kek.unwrap(report(1), &wrapped).unwrap(), sha256)
        };
        let sealed = key("a").seal(PhotoForm::Picture, b"pixels").unwrap();
        assert_eq!(key("a").open(PhotoForm::Picture, &sealed).unwrap(), b"pixels");
        assert!(key("a").open(PhotoForm::Received, &sealed).is_err());
        assert!(key("b").open(PhotoForm::Picture, &sealed).is_err());
        assert_eq!(format!("{:?}", key("a")), "PhotoKey(hidden)");
    }

    #[test]
    fn a_check_value_knows_its_own_key() {
        let kek = KeyEncryptionKey::from_bytes([1; 32]);
        let check = kek.check_value().unwrap();
        assert!(kek.made(&check));
        assert!(!KeyEncryptionKey::from_bytes([2; 32]).made(&check));
        assert!(!kek.made(b""));
    }

    #[test]
    fn debug_hides_the_key() {
        let kek = KeyEncryptionKey::from_bytes([7; 32]);
        assert_eq!(format!("{kek:?}"), "KeyEncryptionKey(hidden)");
    }
}
