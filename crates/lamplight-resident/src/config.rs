//! How a core is opened, and what an address of a server must look like.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use reqwest::Url;

/// How long the app lets a resident undo a report before its first attempt, in milliseconds. Urgent
/// categories are not held, and neither is anything sent from the command line.
pub const UNDO_HOLD_MS: i64 = 10_000;

/// How to open a core.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the database; made when it is not there. Several processes may use one folder at once.
    pub data_dir: PathBuf,
    /// A server that takes the place of the stored one while this core is open; it is not stored by itself.
    pub server_url: Option<String>,
    /// How long a report that is not urgent waits for undo, in milliseconds: [`UNDO_HOLD_MS`], or 0 for
    /// programs where nobody can undo.
    pub undo_hold_ms: i64,
}

/// The address of a patrol's server, in its one spelling: no slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerUrl(String);

/// An address that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ServerUrlError {
    /// Not an address at all.
    #[error("is not an address of a server; it looks like https://patrol.example")]
    NotUrl,
    /// Reports would travel readable for everybody on the way.
    #[error("must begin with https://; plain http:// is for a server on this machine only")]
    NotSecure,
    /// It holds a user name, a password, a query or a fragment.
    #[error("must be the plain address, without a user name, a question mark or a #")]
    NotPlain,
}

impl ServerUrl {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ServerUrl {
    type Err = ServerUrlError;

    fn from_str(text: &str) -> Result<Self, ServerUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| ServerUrlError::NotUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if is_this_machine(&url) => {}
            "http" => return Err(ServerUrlError::NotSecure),
            _ => return Err(ServerUrlError::NotUrl),
        }
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if plain {
            Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
        } else {
            Err(ServerUrlError::NotPlain)
        }
    }
}

/// Whether the address never leaves this machine, so that nobody on the way could read along.
fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_one_spelling() {
        for (given, kept) in [
            ("https://patrol.example", "https://patrol.example"),
            (" https://Patrol.Example/ ", "https://patrol.example"),
            (
                "https://city.example/lamplight//",
                "https://city.example/lamplight",
            ),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost:3000", "http://localhost:3000"),
        ] {
            assert_eq!(given.parse::<ServerUrl>().unwrap().as_str(), kept);
        }
    }

    #[test]
    fn an_address_that_would_leak_or_mislead_is_refused() {
        for (given, reason) in [
            ("", ServerUrlError::NotUrl),
            ("patrol.example", ServerUrlError::NotUrl),
            ("ftp://patrol.example", ServerUrlError::NotUrl),
            ("http://patrol.example", ServerUrlError::NotSecure),
            ("http://192.168.1.4", ServerUrlError::NotSecure),
            ("http://localhost.evil.example", ServerUrlError::NotSecure),
            ("https://ana:secret@patrol.example", ServerUrlError::NotPlain),
            ("https://patrol.example/?a=b", ServerUrlError::NotPlain),
            ("https://patrol.example/#top", ServerUrlError::NotPlain),
        ] {
            assert_eq!(given.parse::<ServerUrl>(), Err(reason), "{given}");
        }
    }
}
