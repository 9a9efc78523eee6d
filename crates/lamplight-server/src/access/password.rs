//! Passwords: hashed so that whoever steals the hashes pays for each guess (Argon2id with the parameters of
//! OWASP's Password Storage Cheat Sheet: 19 MiB, two passes).

use std::sync::Arc;

use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use tokio::sync::Semaphore;

/// Passwords that are worked on at once. Each takes 19 MiB and a core for some tens of milliseconds; whoever
/// asks for more waits, so that many who knock at the door take nothing from those who report.
const AT_ONCE_MAX: usize = 2;

/// A password of nobody, for names that nobody has: to check it takes as long as any other.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and checks passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

/// A password could not be worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct NotHashed;

impl Passwords {
    /// With all its places free.
    pub fn new() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE_MAX)),
        }
    }

    /// Hashes a password, in the PHC string format.
    ///
    /// # Errors
    /// [`NotHashed`] when there is no memory for it.
    pub async fn hash(&self, password: String, salt: [u8; 16]) -> Result<String, NotHashed> {
        let hashed = self.aside(move || {
            let hash: PasswordHash = argon2()
                .hash_password_with_salt(password.as_bytes(), &salt)
                .ok()?;
            Some(hash.to_string())
        });
        hashed.await.flatten().ok_or(NotHashed)
    }

    /// Whether this is the password of a hash. Without a hash it is not, and that takes as long to say.
    pub async fn is(&self, password: String, hash: Option<String>) -> bool {
        let checked = self.aside(move || {
            let right = argon2().verify_password(password.as_bytes(), hash.as_deref().unwrap_or(NOBODYS));
            right.is_ok() && hash.is_some()
        });
        checked.await.unwrap_or(false)
    }

    /// Does work in a thread where it holds nobody up, when its turn comes.
    async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            // Held by the work itself: whoever asked may have gone away.
            drop(place);
            done
        });
        done.await.ok()
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let passwords = Passwords::new();
        let hash = passwords.hash("over the bridge".into(), [1; 16]).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.is("over the bridge".into(), Some(hash.clone())).await);
        assert!(!passwords.is("over the river".into(), Some(hash)).await);
        assert!(!passwords.is("over the bridge".into(), None).await);
    }

    #[test]
    fn the_password_of_nobody_costs_what_any_other_does() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let hash: PasswordHash = argon2().hash_password_with_salt(b"any", &[1; 16]).unwrap();
        assert_eq!(nobodys.params, hash.params);
        assert_eq!(
            (nobodys.algorithm, nobodys.version),
            (hash.algorithm, hash.version)
        );
    }
}
