//! What the resident chose.

use lamplight_protocol::text::Language;
use rusqlite::Connection;

use crate::config::ServerUrl;
use crate::error::CoreError;
use crate::notify::Hearing;

/// The stored server. None until one was named.
pub(crate) fn server_url(connection: &Connection) -> Result<Option<ServerUrl>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT server_url FROM settings")?;
    let url: String = statement.query_row([], |row| row.get(0))?;
    match url.as_str() {
        "" => Ok(None),
        url => url
            .parse()
            .map(Some)
            .map_err(|_| CoreError::damaged("address of the server")),
    }
}

/// Stores the server, or that there is none.
pub(crate) fn set_server_url(tx: &Connection, url: Option<&ServerUrl>) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE settings SET server_url = ?1")?
        .execute([url.map_or("", ServerUrl::as_str)])?;
    Ok(())
}

/// Stores the server unless another process has stored one meanwhile.
pub(crate) fn set_first_server_url(tx: &Connection, url: &ServerUrl) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE settings SET server_url = ?1 WHERE server_url = ''")?
        .execute([url.as_str()])?;
    Ok(())
}

/// The language of the app. None to follow the system.
pub(crate) fn language(connection: &Connection) -> Result<Option<Language>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT language FROM settings")?;
    let tag: String = statement.query_row([], |row| row.get(0))?;
    match tag.as_str() {
        "" => Ok(None),
        tag => tag.parse().map(Some).map_err(|_| CoreError::damaged("language")),
    }
}

/// Stores the language, or that the system's is to be followed.
pub(crate) fn set_language(tx: &Connection, language: Option<&Language>) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE settings SET language = ?1")?
        .execute([language.map_or("", Language::as_str)])?;
    Ok(())
}

/// How the resident hears of alerts.
pub(crate) fn hearing(connection: &Connection) -> Result<Hearing, CoreError> {
    let mut statement = connection.prepare_cached("SELECT hearing FROM settings")?;
    let json: String = statement.query_row([], |row| row.get(0))?;
    match json.as_str() {
        "" => Ok(Hearing::default()),
        json => Ok(serde_json::from_str(json)?),
    }
}

/// Stores how the resident hears of alerts.
pub(crate) fn set_hearing(tx: &Connection, hearing: &Hearing) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE settings SET hearing = ?1")?
        .execute([serde_json::to_string(hearing)?])?;
    Ok(())
}

/// Forgets every choice but the server: it may still have to be asked for something.
pub(crate) fn forget_choices(tx: &Connection) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE settings SET language = '', hearing = '', stay_explained = 0")?
        .execute([])?;
    Ok(())
}

/// Notes that the resident is told that the app goes on when its window is closed. False when it was noted before.
pub(crate) fn explain_staying(tx: &Connection) -> Result<bool, CoreError> {
    let changed = tx
        .prepare_cached("UPDATE settings SET stay_explained = 1 WHERE NOT stay_explained")?
        .execute([])?;
    Ok(changed == 1)
}
