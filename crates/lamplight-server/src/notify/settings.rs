//! How people are to be told, as an operator writes it.

use std::path::{Path, PathBuf};

use axum::http::Uri;
use lettre::message::Mailbox;
use serde::Deserialize;

use crate::data;
use crate::error::StartError;

/// People who get each mail.
const RECIPIENTS_MAX: usize = 10;
/// The longest password of a mail server, in characters.
const PASSWORD_CHARS_MAX: usize = 1_000;

/// The section `[notify]`. Without any channel nobody is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotifySettings {
    /// A call to a program.
    pub webhook: Option<WebhookSettings>,
    /// A mail.
    pub mail: Option<MailSettings>,
}

/// The section `[notify.webhook]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// What is called.
    pub url: String,
    /// Whether it may be called without TLS.
    #[serde(default)]
    pub plain_http: bool,
    /// Whether it may lie on this machine or in a private network.
    #[serde(default)]
    pub private_addresses: bool,
}

/// The section `[notify.mail]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// `smtps://HOST` for TLS from the beginning, `smtp://HOST` for STARTTLS; a port may follow.
    pub server: String,
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: Vec<String>,
    /// As whom the mail server knows us.
    pub user: Option<String>,
    /// The file with the password, which nobody else may read.
    pub password_file: Option<PathBuf>,
    /// Whether mail may go to the server without TLS.
    #[serde(default)]
    pub plain_smtp: bool,
}

/// How the way to a mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Security {
    /// TLS from the first byte.
    Wrapped,
    /// TLS after STARTTLS, or no mail.
    Upgraded,
    /// None.
    Plain,
}

/// A mail server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MailServer {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
}

impl NotifySettings {
    /// Finds the files that it names from where the settings lie.
    pub fn found_from(&mut self, settings: &Path) {
        if let Some(file) = self.mail.as_mut().and_then(|mail| mail.password_file.as_mut()) {
            *file = settings.with_file_name(file.as_path());
        }
    }
}

impl WebhookSettings {
    pub(super) fn checked_url(&self) -> Result<Uri, StartError> {
        let url: Uri = self
            .url
            .parse()
            .map_err(|_| usage("notify.webhook.url is not an address; expected https://…"))?;
        let has_user = url
            .authority()
            .is_some_and(|authority| authority.as_str().contains('@'));
        match url.scheme_str() {
            _ if has_user => Err(usage("notify.webhook.url must hold no user and no password")),
            Some("https") => Ok(url),
            Some("http") if self.plain_http => Ok(url),
            _ => Err(usage(
                "notify.webhook.url must begin with https://; for a first try on this machine, set plain_http = true",
            )),
        }
    }
}

impl MailSettings {
    pub(super) fn checked_server(&self) -> Result<MailServer, StartError> {
        let wrong = || {
            usage("notify.mail.server must be smtps://HOST, or smtp://HOST for STARTTLS; a port may follow")
        };
        let uri: Uri = self.server.parse().map_err(|_| wrong())?;
        let host = uri.host().ok_or_else(wrong)?.to_owned();
        let (security, port) = match uri.scheme_str() {
            Some("smtps") => (Security::Wrapped, 465),
            Some("smtp") if self.plain_smtp => (Security::Plain, 25),
            Some("smtp") => (Security::Upgraded, 587),
            _ => return Err(wrong()),
        };
        Ok(MailServer {
            host,
            port: uri.port_u16().unwrap_or(port),
            security,
        })
    }

    pub(super) fn sender(&self) -> Result<Mailbox, StartError> {
        mailbox("from", &self.from)
    }

    pub(super) fn recipients(&self) -> Result<Vec<Mailbox>, StartError> {
        if self.to.is_empty() || self.to.len() > RECIPIENTS_MAX {
            return Err(usage("notify.mail.to needs one to ten addresses"));
        }
        self.to.iter().map(|to| mailbox("to", to)).collect()
    }

    /// User and password; none when the mail server asks for none.
    pub(super) fn credentials(&self) -> Result<Option<(String, String)>, StartError> {
        match (&self.user, &self.password_file) {
            (None, None) => Ok(None),
            (Some(_), Some(_)) if self.plain_smtp => Err(usage(
                "notify.mail: a password does not go over plain SMTP; leave plain_smtp away",
            )),
            (Some(user), Some(file)) => Ok(Some((user.clone(), password(file)?))),
            _ => Err(usage("notify.mail needs both user and password_file, or neither")),
        }
    }
}

fn mailbox(field: &str, text: &str) -> Result<Mailbox, StartError> {
    text.parse().map_err(|_| {
        usage(format!(
            "notify.mail.{field}: {text} is not an address; expected patrol@example.org"
        ))
    })
}

fn password(file: &Path) -> Result<String, StartError> {
    if data::others_may_read(file)? {
        return Err(StartError::SecretsExposed(file.to_owned()));
    }
    let unreadable = |detail: &str| StartError::File {
        path: file.to_owned(),
        detail: detail.to_owned(),
    };
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(&error.to_string()))?;
    let password = text.trim_end_matches(['\r', '\n']);
    if password.is_empty() || password.chars().count() > PASSWORD_CHARS_MAX {
        return Err(unreadable("must hold the password, in one line"));
    }
    Ok(password.to_owned())
}

pub(super) fn usage(text: impl Into<String>) -> StartError {
    StartError::Usage(text.into())
}
