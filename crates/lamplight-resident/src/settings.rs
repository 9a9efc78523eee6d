//! What the resident chooses.

use std::sync::PoisonError;

use lamplight_protocol::text::Language;
use rusqlite::Connection;

use crate::Core;
use crate::config::ServerUrl;
use crate::error::CoreError;
use crate::local::settings;
use crate::view::{Scope, Settings};

impl Core {
    /// What the resident chose. The server is the one in use: that of the configuration, or the stored one.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn settings(&self) -> Result<Settings, CoreError> {
        self.db().read(|connection| {
            Ok(Settings {
                server_url: self.server_in_use(connection)?.map(|url| url.to_string()),
                language: settings::language(connection)?,
            })
        })
    }

    /// Names the server, or none. What a person says last counts: it also takes the place of the
    /// configuration's server.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] with the field `server_url`; [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn set_server(&self, url: Option<&str>) -> Result<(), CoreError> {
        let url = url.map(str::parse::<ServerUrl>).transpose()?;
        self.write(|tx| settings::set_server_url(tx, url.as_ref()))?;
        *self
            .inner
            .server_override
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
        self.inner.connection.forget();
        self.inner.changes.tell(Scope::Settings);
        self.inner.changes.tell(Scope::Connection);
        self.wake();
        Ok(())
    }

    /// Stores the configuration's server if none is stored yet, so that the next start needs no naming.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn keep_first_server(&self) -> Result<(), CoreError> {
        let given = self.overriding_server();
        let stored = self.db().read(settings::server_url)?;
        match (given, stored) {
            (Some(given), None) => self.write(|tx| settings::set_first_server_url(tx, &given)),
            _ => Ok(()),
        }
    }

    /// Chooses the language of the app, in which the patrol is also asked to answer; none to follow the
    /// system.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a choice is handed over, as every other setting is"
    )]
    pub fn set_language(&self, language: Option<Language>) -> Result<(), CoreError> {
        self.write(|tx| settings::set_language(tx, language.as_ref()))?;
        self.inner.changes.tell(Scope::Settings);
        Ok(())
    }

    /// The server in use. None until one is named.
    pub(crate) fn server_in_use(&self, connection: &Connection) -> Result<Option<ServerUrl>, CoreError> {
        match self.overriding_server() {
            Some(url) => Ok(Some(url)),
            None => settings::server_url(connection),
        }
    }

    fn overriding_server(&self) -> Option<ServerUrl> {
        self.inner
            .server_override
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
