//! An authenticator in memory: it makes a key of the curve P-256 and signs with it, as Web Authentication says.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use crate::body::digest_of;

/// The flags of an authenticator's data: somebody was there, they were recognised, a key is in it.
const PRESENT: u8 = 1;
const RECOGNISED: u8 = 1 << 2;
const WITH_KEY: u8 = 1 << 6;

/// The page from which everything comes here.
const ORIGIN: &str = "http://patrol.test";
const NAME: &str = "patrol.test";

/// A passkey in memory.
pub(crate) struct SoftPasskey {
    pair: EcdsaKeyPair,
    credential: Vec<u8>,
    user: String,
    /// How often it was used.
    pub(crate) counter: u32,
    /// Whether whoever uses it shows a finger or a PIN.
    pub(crate) recognises: bool,
}

impl SoftPasskey {
    /// Makes a passkey, and what a browser would send of it.
    pub(crate) fn make(options: &Value) -> (Self, Value) {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let passkey = Self {
            credential: digest_of(pair.public_key().as_ref()).as_bytes()[..16].to_vec(),
            pair,
            user: options["user"]["id"].as_str().unwrap().to_owned(),
            counter: 0,
            recognises: true,
        };
        let mut data = passkey.data(WITH_KEY);
        data.extend([0_u8; 16]);
        data.extend([0_u8, 16]);
        data.extend(&passkey.credential);
        data.extend(passkey.public_key());
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        let response = json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data("webauthn.create", options)),
            "attestationObject": URL_SAFE_NO_PAD.encode(attestation),
            "transports": ["internal"],
            "publicKeyAlgorithm": -7,
        });
        let credential = passkey.credential(&response);
        (passkey, credential)
    }

    /// Uses the passkey, and gives what a browser would send of it.
    pub(crate) fn sign(&self, options: &Value) -> Value {
        let client_data = client_data("webauthn.get", options);
        let data = self.data(0);
        let signed = [&data[..], digest_of(&client_data).as_bytes()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.credential(&json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature),
            "userHandle": self.user,
        }))
    }

    fn credential(&self, response: &Value) -> Value {
        let id = URL_SAFE_NO_PAD.encode(&self.credential);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        })
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let recognised = if self.recognises { RECOGNISED } else { 0 };
        let mut data = digest_of(NAME.as_bytes()).as_bytes().to_vec();
        data.push(PRESENT | recognised | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The public key as COSE (RFC 9053, section 7.1.1).
    fn public_key(&self) -> Vec<u8> {
        let point = &self.pair.public_key().as_ref()[1..];
        let (x, y) = point.split_at(32);
        let (head, between) = (
            &b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"[..],
            &b"\x22\x58\x20"[..],
        );
        [head, x, between, y].concat()
    }
}

fn client_data(kind: &str, options: &Value) -> Vec<u8> {
    let data = json!({
        "type": kind, "challenge": options["challenge"], "origin": ORIGIN, "crossOrigin": false,
    });
    data.to_string().into_bytes()
}
