//! The second factor: codes of an authenticator (RFC 6238), and recovery codes for the day on which it is lost.

use lamplight_protocol::ids::crockford;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::TotpSecret;
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use crate::platform::{Entropy, NoEntropy, random};

/// Bytes of the secret: as many as SHA-1 gives (RFC 4226, section 4, R6).
pub(super) const SECRET_BYTES: usize = 20;
/// How long a code stands, in seconds, as every authenticator has it.
const STEP_S: u64 = 30;
/// Steps before and after the present one whose codes are taken too, for clocks that go wrong a little.
const SKEW_STEPS: u16 = 1;
/// Digits of a code.
const DIGITS: u8 = 6;
/// Recovery codes that a person gets.
const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: 50 random bits, each code good once.
const RECOVERY_CHARS: usize = 10;

/// What an authenticator is told once, and the server keeps sealed.
#[derive(Debug, Clone)]
pub struct Authenticator(Totp);

impl Authenticator {
    /// The authenticator of a secret; none when it is not of the length that we make.
    pub(super) fn of(secret: &[u8]) -> Option<Self> {
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_skew(SKEW_STEPS)
            .with_step_duration(STEP_S)
            .with_secret(secret.to_vec())
            .build();
        totp.ok().map(Self)
    }

    /// The secret as people type it (Base32).
    pub fn secret(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The address that tells an authenticator everything at once, for a picture that it reads.
    pub fn uri(&self, issuer: &str, name: &str) -> String {
        let (issuer, name) = (percent_encoded(issuer), percent_encoded(name));
        let secret = self.secret();
        format!("otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}")
    }

    /// The secret as the store keeps it.
    pub(super) fn to_store(&self) -> TotpSecret {
        TotpSecret(Zeroizing::new(self.0.secret().as_ref().to_vec()))
    }

    /// The step of a code that stands now; none when it does not.
    pub(super) fn step_of(&self, code: &str, now: TimestampMillis) -> Option<i64> {
        let now_s = u64::try_from(now.as_millis() / 1_000).ok()?;
        let step = self.0.check(code, now_s)?;
        i64::try_from(step).ok()
    }

    /// The code that stands at a moment.
    #[cfg(test)]
    pub(crate) fn code_at(&self, at: TimestampMillis) -> String {
        self.0
            .generate(u64::try_from(at.as_millis() / 1_000).unwrap())
            .to_string()
    }
}

/// Everything but letters, digits and `-._~` as percent and two digits (RFC 3986, section 2).
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Fresh recovery codes, as they are shown this once: two groups of five.
pub(super) fn recovery_codes(entropy: &dyn Entropy) -> Result<Vec<String>, NoEntropy> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let code = crockford(&random::<RECOVERY_CHARS>(entropy)?);
            let (first, second) = code.split_at(RECOVERY_CHARS / 2);
            Ok(format!("{first}-{second}"))
        })
        .collect()
}

/// What somebody typed for their second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// Digits of an authenticator.
    Code(String),
    /// A recovery code, as it was made.
    Recovery(String),
}

impl Typed {
    /// Reads it, however it is spaced.
    pub(super) fn read(text: &str) -> Self {
        let typed: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if typed.len() <= DIGITS.into() {
            return Self::Code(typed);
        }
        let code = typed
            .to_ascii_uppercase()
            .replace('O', "0")
            .replace(['I', 'L'], "1");
        match code.split_at_checked(RECOVERY_CHARS / 2) {
            Some((first, second)) => Self::Recovery(format!("{first}-{second}")),
            None => Self::Recovery(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::System;

    /// 1970-01-01T00:00:59Z, for which RFC 6238's appendix B gives 94287082 in eight digits.
    fn a_minute() -> TimestampMillis {
        TimestampMillis::from_millis(59_000)
    }

    #[test]
    fn codes_are_those_of_the_rfc_and_stand_a_step_before_and_after() {
        let authenticator = Authenticator::of(b"12345678901234567890").unwrap();
        assert_eq!(authenticator.code_at(a_minute()), "287082");
        let step_of = |ms| authenticator.step_of("287082", a_minute().plus_millis(ms));
        assert_eq!(step_of(0), Some(1));
        assert_eq!((step_of(-30_000), step_of(30_000)), (Some(1), Some(1)));
        assert_eq!(step_of(61_000), None);
        assert_eq!(authenticator.step_of("28708", a_minute()), None);
        assert_eq!(authenticator.step_of("", a_minute()), None);
    }

    #[test]
    fn an_authenticator_is_told_whose_it_is() {
        let authenticator = Authenticator::of(b"12345678901234567890").unwrap();
        assert_eq!(
            authenticator.uri("Alder Quay", "Bo: ñ"),
            "otpauth://totp/Alder%20Quay:Bo%3A%20%C3%B1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Alder%20Quay"
        );
    }

    #[test]
    fn a_recovery_code_reads_back_however_it_is_typed() {
        for code in recovery_codes(&System).unwrap() {
            assert_eq!(code.len(), 11);
            let copied = code
                .to_lowercase()
                .replace('-', " ")
                .replace('0', "o")
                .replace('1', "l");
            assert_eq!(Typed::read(&copied), Typed::Recovery(code));
        }
        assert_eq!(Typed::read("123 456"), Typed::Code("123456".into()));
        assert_eq!(Typed::read("é"), Typed::Code("é".into()));
    }
}
