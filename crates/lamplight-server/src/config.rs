//! What an operator may set in a file. Everything has a default; see `config.example.toml`.

use std::path::{Path, PathBuf};

use axum::http::Uri;
use lamplight_protocol::area::Area;
use lamplight_protocol::text::{Language, check_required_text};
use serde::Deserialize;

use crate::data::DataFolder;
use crate::error::StartError;
use crate::media::MediaSettings;
use crate::notify::NotifySettings;
use crate::peer::Networks;
use crate::retention::Retention;
use crate::risk::AnalysisSettings;
use crate::time_zone::check_time_zone;

/// Connections at once when the operator names no number: room for the live streams of a town of ten
/// thousand phones, and a quarter beyond them. With its buffers each takes some tens of kilobytes.
pub const CONNECTIONS_DEFAULT: usize = 16_000;
/// A sender's name, in characters.
const SENDER_CHARS_MAX: usize = 200;

/// The settings, read and checked once.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The place that this deployment serves.
    pub area: Area,
    /// The file of its map; none where there is none.
    pub pack: Option<PathBuf>,
    /// The name under which it sends alerts (CAP `sender`); the host of its public address when absent.
    pub sender: Option<String>,
    /// Connections at once.
    pub connections_max: usize,
    /// Whose calls are not counted.
    pub unlimited: Networks,
    /// Where photos are kept.
    pub media: MediaSettings,
    /// How people are told of urgent reports while no console is open.
    pub notify: NotifySettings,
    /// How long things are kept.
    pub retention: Retention,
    /// Whether maps of risk are made, and of which classes.
    pub analysis: AnalysisSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    area: Option<PathBuf>,
    pack: Option<PathBuf>,
    sender: Option<String>,
    #[serde(default)]
    limits: LimitsSection,
    #[serde(default)]
    media: MediaSettings,
    #[serde(default)]
    notify: NotifySettings,
    #[serde(default)]
    retention: Retention,
    #[serde(default)]
    analysis: AnalysisSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsSection {
    connections_max: Option<usize>,
    unlimited: Option<Vec<String>>,
}

impl LimitsSection {
    /// Whoever is on this machine can do worse than call often. And a proxy on it that nobody named would have all
    /// residents counted as one.
    fn unlimited(&self) -> Result<Networks, StartError> {
        match &self.unlimited {
            Some(networks) => Networks::parse(networks),
            None => Ok(Networks::loopback()),
        }
    }
}

impl Config {
    /// Live streams of residents at once: three in four connections. Streams stay open for hours; were they
    /// given the last connection too, nobody's report would get in any more.
    pub fn streams_max(&self) -> usize {
        (self.connections_max.saturating_mul(3) / 4).max(1)
    }

    /// In which language the server speaks to people of the patrol who have no console open: the area's first.
    pub fn language(&self) -> Language {
        let first = self.area.languages.first().cloned();
        first.unwrap_or_else(Language::english)
    }

    /// Reads the file, if one is named, and the area that it names or that lies in the data folder.
    ///
    /// # Errors
    /// [`StartError::File`] with the file, and what is wrong in it.
    pub fn load(path: Option<&Path>, data: &DataFolder) -> Result<Self, StartError> {
        let file = match path {
            Some(path) => read_config(path)?,
            None => ConfigFile::default(),
        };
        let area = match (path, file.area) {
            // A path in the file is meant from where the file lies, wherever the server was started.
            (Some(path), Some(area)) => read_area(&path.with_file_name(area))?,
            _ if data.area().exists() => read_area(&data.area())?,
            _ => Area::anywhere(),
        };
        let pack = match (path, file.pack) {
            (Some(path), Some(pack)) => Some(path.with_file_name(pack)),
            _ => Some(data.pack()).filter(|pack| pack.exists()),
        };
        Ok(Self {
            area,
            pack,
            sender: file.sender,
            unlimited: file.limits.unlimited()?,
            connections_max: file.limits.connections_max.unwrap_or(CONNECTIONS_DEFAULT),
            media: file.media,
            notify: file.notify,
            retention: file.retention,
            analysis: file.analysis,
        })
    }
}

/// Where photos are kept, as a settings file says it: all that other commands than `serve` want of it.
///
/// # Errors
/// [`StartError::File`] with the file, and what is wrong in it.
pub fn media_in(path: &Path) -> Result<MediaSettings, StartError> {
    Ok(read_config(path)?.media)
}

fn read_config(path: &Path) -> Result<ConfigFile, StartError> {
    let text = read(path)?;
    let mut file: ConfigFile = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .and_then(|span| text.get(..span.start))
            .map_or(1, |before| before.matches('\n').count() + 1);
        wrong(path, format!("line {line}: {}", first_line(error.message())))
    })?;
    if let Some(sender) = &file.sender {
        check_required_text("sender", sender, SENDER_CHARS_MAX)
            .map_err(|error| wrong(path, error.to_string()))?;
    }
    if file.limits.connections_max == Some(0) {
        return Err(wrong(path, "connections_max must be at least 1".into()));
    }
    file.limits
        .unlimited()
        .map_err(|error| wrong(path, error.to_string()))?;
    file.retention.check().map_err(|problem| wrong(path, problem))?;
    file.analysis.check().map_err(|problem| wrong(path, problem))?;
    // As the area's: meant from where the file lies.
    if let Some(credentials) = &mut file.media.credentials {
        *credentials = path.with_file_name(credentials.as_path());
    }
    file.notify.found_from(path);
    Ok(file)
}

/// The area of a file, checked as at the start of the server.
///
/// # Errors
/// [`StartError::File`] with the file, and what is wrong in it.
pub fn read_area(path: &Path) -> Result<Area, StartError> {
    let text = read(path)?;
    let area: Area = serde_json::from_str(&text).map_err(|error| wrong(path, error.to_string()))?;
    area.check()
        .and_then(|()| check_time_zone(&area.time_zone))
        .map_err(|error| wrong(path, error.to_string()))?;
    Ok(area)
}

fn read(path: &Path) -> Result<String, StartError> {
    std::fs::read_to_string(path).map_err(|error| wrong(path, error.to_string()))
}

fn wrong(path: &Path, detail: String) -> StartError {
    StartError::File {
        path: path.to_owned(),
        detail,
    }
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or(message)
}

/// The address under which people reach the server: `http` or `https`, a host, perhaps a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Reads an address; a slash at its end is taken away.
    ///
    /// # Errors
    /// [`StartError::Usage`] when it is not one.
    pub fn parse(text: &str) -> Result<Self, StartError> {
        let trimmed = text.trim_end_matches('/');
        let sound = trimmed.parse::<Uri>().is_ok_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.path() == "/"
                && uri.query().is_none()
                && uri
                    .authority()
                    .is_some_and(|authority| !authority.as_str().contains('@'))
        });
        if sound {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(StartError::Usage(format!(
                "{text} is not a public address; expected something like https://patrol.example.org"
            )))
        }
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is reached through TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        let authority = self.authority();
        authority
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
            .map_or(authority, |(host, _)| host)
    }

    /// Host and port.
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(toml: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, toml).unwrap();
        std::fs::write(
            folder.path().join("town.json"),
            serde_json::to_string(&Area {
                name: "Alder Quay".into(),
                ..Area::anywhere()
            })
            .unwrap(),
        )
        .unwrap();
        let data = DataFolder::open(&folder.path().join("data")).unwrap();
        Config::load(Some(&path), &data).map_err(|error| error.to_string())
    }

    #[test]
    fn the_example_is_the_default() {
        let example = load(include_str!("config.example.toml")).unwrap();
        assert_eq!(example, load("").unwrap());
    }

    #[test]
    fn an_area_is_found_beside_the_file_that_names_it() {
        assert_eq!(load("area = 'town.json'").unwrap().area.name, "Alder Quay");
    }

    #[test]
    fn the_keys_of_a_bucket_are_found_beside_the_file_that_names_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(
            &path,
            "[media]\nurl = 's3://lamplight'\ncredentials = 'keys.toml'\nplain_http = true",
        )
        .unwrap();
        let media = media_in(&path).unwrap();
        assert_eq!(media.url.as_deref(), Some("s3://lamplight"));
        assert_eq!(media.credentials, Some(folder.path().join("keys.toml")));
    }

    #[test]
    fn the_password_of_a_mail_server_is_found_beside_the_file_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        let mail = "[notify.mail]\nserver = 'smtps://mail.example.org'\nfrom = 'desk@example.org'\n\
                    to = ['duty@example.org']\nuser = 'desk'\npassword_file = 'mail-password'";
        std::fs::write(&path, mail).unwrap();
        let mail = read_config(&path).unwrap().notify.mail.unwrap();
        assert_eq!(mail.password_file, Some(folder.path().join("mail-password")));
    }

    #[test]
    fn a_public_address_has_a_host() {
        for (url, host) in [
            ("https://patrol.example.org", "patrol.example.org"),
            ("http://127.0.0.1:8080", "127.0.0.1"),
            ("http://[::1]:8080", "[::1]"),
            ("http://[::1]", "[::1]"),
        ] {
            assert_eq!(PublicUrl::parse(url).unwrap().host(), host);
        }
    }

    #[test]
    fn an_area_in_a_time_zone_that_nobody_knows_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap();
        let mut area = Area::anywhere();
        let mut load = |zone: &str| {
            area.time_zone = zone.into();
            std::fs::write(data.area(), serde_json::to_string(&area).unwrap()).unwrap();
            Config::load(None, &data)
        };
        assert_eq!(load("Europe/Madrid").unwrap().area.time_zone, "Europe/Madrid");
        let error = load("Europe/Madird").unwrap_err().to_string();
        assert!(error.contains("area.json: time_zone must be"), "{error}");
    }

    #[test]
    fn a_wrong_file_is_refused_in_one_line() {
        for (toml, says) in [
            ("colour = 'red'", "colour"),
            ("\nsender = 5", "line 2"),
            ("sender = ' '", "sender"),
            ("area = 'nowhere.json'", "nowhere.json"),
            ("area = 'config.toml'", "config.toml"),
            ("[limits]\nconnections_max = 0", "connections_max"),
            ("[retention]\naudit_days = 0", "audit_days"),
            ("[limits]\nunlimited = ['city hall']", "city hall is no network"),
            (
                "[retention]\nreports_days = 13",
                "reports_days must be at least 14",
            ),
            ("[retention]\nphotos_days = 0", "photos_days"),
            ("[retention]\nincidents_days = 364", "incidents_days"),
            ("[retention]\nunfounded_days = 1", "unfounded_days"),
            ("[analysis]\nenabled = 1", "line 2"),
            ("[analysis.classes]\nburglary = '('", "analysis.classes.burglary"),
            ("[media]\nsecret_access_key = 'x'", "line 2"),
            ("[notify.webhook]\nurl = 'https://x'\nsecret = 'y'", "line 3"),
        ] {
            let error = load(toml).unwrap_err();
            assert!(error.contains(says), "{error}");
            assert_eq!(error.lines().count(), 1, "{error}");
        }
    }

    #[test]
    fn a_public_address_is_a_scheme_a_host_and_nothing_more() {
        for good in ["http://127.0.0.1:8080", "https://patrol.example.org/"] {
            assert!(PublicUrl::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "patrol.example.org",
            "ftp://x",
            "http://x/y",
            "http://x?y",
            "http://u:p@x",
            "",
        ] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
