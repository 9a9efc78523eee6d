//! The keys of a bucket. They come from the environment or from a file, never from the command line, which
//! every user of the machine can read.

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::data;
use crate::error::StartError;

/// Under these names every tool for S3 looks for them.
const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";

/// Who the server is to the storage. `Debug` shows nothing of it.
#[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    pub(super) access_key_id: String,
    pub(super) secret_access_key: String,
    pub(super) session_token: Option<String>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

impl Keys {
    /// Takes them from the environment; none when one of the two is missing there.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let said = |name| variable(name).filter(|value| !value.is_empty());
        Some(Self {
            access_key_id: said(ACCESS_KEY_ID)?,
            secret_access_key: said(SECRET_ACCESS_KEY)?,
            session_token: said(SESSION_TOKEN),
        })
    }

    /// Reads them from a file that nobody else may read.
    ///
    /// # Errors
    /// [`StartError::SecretsExposed`] when others may, [`StartError::File`] when it does not read.
    pub(super) fn read(path: &Path) -> Result<Self, StartError> {
        if data::others_may_read(path)? {
            return Err(StartError::SecretsExposed(path.to_owned()));
        }
        let unreadable = |detail: String| StartError::File {
            path: path.to_owned(),
            detail,
        };
        let mut text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        // The parser's own message would quote the line, and with it a key.
        let keys = toml::from_str(&text).map_err(|_| {
            unreadable("must have the lines access_key_id = \"…\" and secret_access_key = \"…\"".into())
        });
        text.zeroize();
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_must_have_both() {
        let keys = |named: &[&str]| {
            let named: Vec<String> = named.iter().map(ToString::to_string).collect();
            Keys::from_environment(move |name| named.contains(&name.to_owned()).then(|| name.to_lowercase()))
        };
        assert!(keys(&[]).is_none());
        assert!(keys(&[ACCESS_KEY_ID]).is_none());
        assert!(keys(&[SECRET_ACCESS_KEY, SESSION_TOKEN]).is_none());
        let both = keys(&[ACCESS_KEY_ID, SECRET_ACCESS_KEY]).unwrap();
        assert_eq!(both.secret_access_key, "aws_secret_access_key");
        assert_eq!(both.session_token, None);
        assert!(
            Keys::from_environment(|_| Some(String::new())).is_none(),
            "set to nothing is not set"
        );
    }

    #[test]
    fn a_file_is_read_and_what_is_wrong_in_it_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str, text: &str| {
            let path = folder.path().join(name);
            data::create_private(&path, text.as_bytes()).unwrap();
            Keys::read(&path)
        };
        let keys = read(
            "sound",
            "access_key_id = 'planted-id'\nsecret_access_key = 'planted-key'",
        );
        assert_eq!(format!("{:?}", keys.unwrap()), "Keys(hidden)");
        for (name, text) in [
            ("half", "access_key_id = 'planted'"),
            (
                "more",
                "access_key_id = 'planted'\nsecret_access_key = 'planted'\nuser = 'planted'",
            ),
            ("none", "planted"),
        ] {
            let error = read(name, text).unwrap_err().to_string();
            assert!(
                error.contains("secret_access_key") && !error.contains("planted"),
                "{error}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
        let error = Keys::read(file.path()).unwrap_err().to_string();
        assert!(error.contains("chmod 600"), "{error}");
    }
}
