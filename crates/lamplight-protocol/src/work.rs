//! A little work for a device, which a flood of reports cannot afford: to find a number by trying.
//!
//! The server draws a number below a bound and tells the SHA-256 of it with a salt; the device tries number after
//! number. So the work has an end that is known beforehand, which a search for a rare hash has not. Everything else is
//! in the challenge and signed: the server keeps nothing. Each is for one report, where a repetition changes nothing;
//! so it is of no use twice.

use std::fmt;
use std::str::FromStr;

use crate::limits::WORK_NUMBERS_MAX;
use crate::time::TimestampMillis;

/// The header with a challenge in an answer, and with its solution in the call that follows.
pub const WORK: &str = "lamplight-work";

/// Bytes of a salt.
pub const SALT_BYTES: usize = 16;
/// Bytes of a hash and of a signature.
const HASH_BYTES: usize = 32;

/// What is to be found. As text: its parts with dots between them, bytes in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// When it is of no use any more, by the server's clock.
    pub expires_at: TimestampMillis,
    /// The number to be found is below this.
    pub numbers: u32,
    /// Makes each challenge another.
    pub salt: [u8; SALT_BYTES],
    /// The SHA-256 of the salt and the number.
    pub hash: [u8; HASH_BYTES],
    /// Of all this and of the report, by the server; nobody else can tell.
    pub signature: [u8; HASH_BYTES],
}

/// A challenge with the number that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// What was asked.
    pub challenge: Challenge,
    /// What was found.
    pub number: u32,
}

/// A text that is no challenge or no solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no challenge")]
pub struct NoChallenge;

impl Challenge {
    /// What is hashed for a number.
    pub fn guess(salt: &[u8; SALT_BYTES], number: u32) -> [u8; SALT_BYTES + 4] {
        let mut guess = [0; SALT_BYTES + 4];
        let (head, tail) = guess.split_at_mut(SALT_BYTES);
        head.copy_from_slice(salt);
        tail.copy_from_slice(&number.to_le_bytes());
        guess
    }

    /// Whether this is the number, by a given SHA-256.
    pub fn is(&self, number: u32, sha256: impl Fn(&[u8]) -> [u8; HASH_BYTES]) -> bool {
        number < self.numbers && sha256(&Self::guess(&self.salt, number)) == self.hash
    }

    /// Finds the number, by a given SHA-256. None when it asks for more work than [`WORK_NUMBERS_MAX`], which no server
    /// of ours does, or when there is no such number.
    pub fn solve(self, sha256: impl Fn(&[u8]) -> [u8; HASH_BYTES]) -> Option<Solution> {
        if self.numbers > WORK_NUMBERS_MAX {
            return None;
        }
        let number = (0..self.numbers).find(|number| self.is(*number, &sha256))?;
        Some(Solution {
            challenge: self,
            number,
        })
    }
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expires_at, numbers) = (self.expires_at.as_millis(), self.numbers);
        write!(f, "{expires_at}.{numbers}.{}.", hex(&self.salt))?;
        write!(f, "{}.{}", hex(&self.hash), hex(&self.signature))
    }
}

impl FromStr for Challenge {
    type Err = NoChallenge;

    fn from_str(text: &str) -> Result<Self, NoChallenge> {
        let mut parts = text.split('.');
        let mut next = || parts.next().ok_or(NoChallenge);
        let challenge = Self {
            expires_at: TimestampMillis::from_millis(next()?.parse().map_err(|_| NoChallenge)?),
            numbers: next()?.parse().map_err(|_| NoChallenge)?,
            salt: unhex(next()?)?,
            hash: unhex(next()?)?,
            signature: unhex(next()?)?,
        };
        parts.next().is_none().then_some(challenge).ok_or(NoChallenge)
    }
}

impl fmt::Display for Solution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.challenge, self.number)
    }
}

impl FromStr for Solution {
    type Err = NoChallenge;

    fn from_str(text: &str) -> Result<Self, NoChallenge> {
        let (challenge, number) = text.rsplit_once('.').ok_or(NoChallenge)?;
        Ok(Self {
            challenge: challenge.parse()?,
            number: number.parse().map_err(|_| NoChallenge)?,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Result<[u8; N], NoChallenge> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return Err(NoChallenge);
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| NoChallenge)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| NoChallenge)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// No SHA-256, but a function, which is all that is wanted of it here.
    fn sum(bytes: &[u8]) -> [u8; HASH_BYTES] {
        let mut sum = [0; HASH_BYTES];
        for (place, byte) in bytes.iter().enumerate() {
            sum[place % HASH_BYTES] = *byte;
        }
        sum
    }

    fn challenge(number: u32, numbers: u32) -> Challenge {
        let salt = [7; SALT_BYTES];
        Challenge {
            expires_at: TimestampMillis::from_millis(1_795_168_800_000),
            numbers,
            salt,
            hash: sum(&Challenge::guess(&salt, number)),
            signature: [9; HASH_BYTES],
        }
    }

    #[test]
    fn the_number_is_found_and_reads_back() {
        let asked = challenge(300, 1_000);
        assert_eq!(asked.to_string().parse(), Ok(asked.clone()));
        let solution = asked.solve(sum).unwrap();
        assert_eq!(solution.number, 300);
        assert_eq!(solution.to_string().parse(), Ok(solution));
    }

    #[test]
    fn a_device_tries_no_more_than_its_bound() {
        assert_eq!(challenge(0, WORK_NUMBERS_MAX + 1).solve(sum), None);
        assert_eq!(
            challenge(1_000, 1_000).solve(sum),
            None,
            "there is no such number"
        );
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = text.parse::<Solution>();
        }
    }
}
