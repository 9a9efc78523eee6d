//! Where photos are kept, as an operator says it, and what that comes to.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

use axum::http::Uri;
use object_store::path::Path as Location;
use serde::Deserialize;

use super::keys::Keys;
use crate::error::StartError;

/// The region when none is named. Storages other than Amazon's mostly have one only, and take any name for it.
const REGION: &str = "us-east-1";
/// The longest name of a bucket, in characters; S3's own limit.
const BUCKET_CHARS_MAX: usize = 63;

/// As it is written, on the command line or in the settings file. The keys are not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MediaSettings {
    /// `s3://BUCKET` or `s3://BUCKET/PREFIX`; a folder in the data folder when absent.
    pub url: Option<String>,
    /// Where the storage answers; Amazon's address in the region when absent.
    pub endpoint: Option<String>,
    /// The storage's region.
    pub region: Option<String>,
    /// The file with the keys; the environment has them when absent.
    pub credentials: Option<PathBuf>,
    /// Whether photos, sealed, may go over plain HTTP to another machine.
    pub plain_http: Option<bool>,
}

impl MediaSettings {
    /// These, and what they leave open as the others say.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            url: said(self.url).or(said(others.url)),
            endpoint: self.endpoint.or(others.endpoint),
            region: self.region.or(others.region),
            credentials: self.credentials.or(others.credentials),
            plain_http: self.plain_http.or(others.plain_http),
        }
    }

    fn is_about_a_bucket(&self) -> bool {
        self.endpoint.is_some() || self.region.is_some() || self.credentials.is_some()
    }
}

/// The media store that a deployment is to use.
#[derive(Debug, Clone, Default)]
pub struct MediaPlace {
    /// What is said of it.
    pub settings: MediaSettings,
    /// The keys from the environment.
    pub keys: Option<Keys>,
}

impl MediaPlace {
    /// The same, and what is left open as these settings say.
    #[must_use]
    pub fn or(self, settings: MediaSettings) -> Self {
        Self {
            settings: self.settings.or(settings),
            keys: self.keys,
        }
    }

    /// The bucket that it is; none for the folder.
    ///
    /// # Errors
    /// [`StartError::Usage`] with what makes no sense, or what [`Keys`] say of their file.
    pub(super) fn bucket(self) -> Result<Option<Bucket>, StartError> {
        let settings = self.settings;
        let Some(url) = said(settings.url.as_deref()) else {
            return if settings.is_about_a_bucket() {
                Err(usage(
                    "which bucket? Say --media-url s3://BUCKET as well, or leave the other settings of it away",
                ))
            } else {
                Ok(None)
            };
        };
        let (name, prefix) = name_and_prefix(url).ok_or_else(|| {
            usage(format!(
                "{} is not an address of a bucket; expected something like s3://lamplight/photos",
                shown(url)
            ))
        })?;
        let endpoint = settings
            .endpoint
            .as_deref()
            .map(|text| Endpoint::parse(text, settings.plain_http.unwrap_or_default()))
            .transpose()?;
        let keys = match &settings.credentials {
            Some(file) => Some(Keys::read(file)?),
            None => self.keys,
        };
        let keys = keys.ok_or_else(|| {
            usage(
                "photos go to a bucket, and its keys are missing: set AWS_ACCESS_KEY_ID and \
                 AWS_SECRET_ACCESS_KEY, or name a file with --media-credentials",
            )
        })?;
        Ok(Some(Bucket {
            name,
            prefix,
            endpoint,
            region: settings.region.unwrap_or_else(|| REGION.to_owned()),
            keys,
        }))
    }
}

/// A bucket that can be spoken to. Shows itself as people write it, without its keys.
#[derive(Debug)]
pub(super) struct Bucket {
    pub(super) name: String,
    /// Where in it photos lie; empty for all of it.
    pub(super) prefix: Location,
    /// None for Amazon's own.
    pub(super) endpoint: Option<Endpoint>,
    pub(super) region: String,
    pub(super) keys: Keys,
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}", self.name)?;
        if !self.prefix.as_ref().is_empty() {
            write!(f, "/{}", self.prefix)?;
        }
        if let Some(endpoint) = &self.endpoint {
            write!(f, " at {}", endpoint.address)?;
        }
        Ok(())
    }
}

impl Bucket {
    /// Whether nothing goes over plain HTTP.
    pub(super) fn is_secure(&self) -> bool {
        self.endpoint
            .as_ref()
            .is_none_or(|endpoint| endpoint.address.starts_with("https://"))
    }
}

/// Where a storage answers.
#[derive(Debug)]
pub(super) struct Endpoint {
    /// Without a slash at its end.
    pub(super) address: String,
}

impl Endpoint {
    /// Plain HTTP is for this machine, unless it is asked for: whoever listens on the way could change what the
    /// storage says, and hold back a photo that is then missing.
    fn parse(text: &str, plain_http: bool) -> Result<Self, StartError> {
        let address = text.trim_end_matches('/');
        let uri = address.parse::<Uri>().ok().filter(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.query().is_none()
                && uri.authority().is_some_and(|it| !it.as_str().contains('@'))
        });
        let uri = uri.ok_or_else(|| {
            usage(format!(
                "{} is not an address of a storage; expected something like https://s3.example.org",
                shown(text)
            ))
        })?;
        if uri.scheme_str() == Some("http") && !plain_http && !is_this_machine(&uri) {
            return Err(usage(format!(
                "{} is another machine, reached without TLS; name its https address, or say \
                 --media-plain-http if the network between is yours alone",
                shown(text)
            )));
        }
        Ok(Self {
            address: address.to_owned(),
        })
    }
}

fn is_this_machine(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

/// What is empty is not said: that is how a variable of the environment is often left away.
fn said<T: AsRef<str>>(text: Option<T>) -> Option<T> {
    text.filter(|text| !text.as_ref().is_empty())
}

fn name_and_prefix(url: &str) -> Option<(String, Location)> {
    let rest = url.strip_prefix("s3://")?;
    let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let is_name = (1..=BUCKET_CHARS_MAX).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    // The library would take one slash too many at its beginning away in silence.
    let is_plain = !prefix.starts_with('/')
        && prefix
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/'));
    let prefix = Location::parse(prefix.trim_end_matches('/')).ok()?;
    (is_name && is_plain).then(|| (name.to_owned(), prefix))
}

/// An address as it was said, but for one that may hold a key and its secret: what is shown goes into logs.
fn shown(address: &str) -> &str {
    if address.contains('@') {
        "what is said (not shown, since keys may stand before its @)"
    } else {
        address
    }
}

fn usage(message: impl Into<String>) -> StartError {
    StartError::Usage(message.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_at(url: &str, endpoint: &str) -> MediaPlace {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        MediaPlace {
            settings: MediaSettings {
                url: some(url),
                endpoint: some(endpoint),
                ..MediaSettings::default()
            },
            keys: Keys::from_environment(|_| Some("planted".into())),
        }
    }

    #[test]
    fn a_bucket_is_shown_as_people_write_it() {
        for (url, endpoint, shown) in [
            ("s3://lamplight", "", "s3://lamplight"),
            (
                "s3://city.photos/patrol/north/",
                "",
                "s3://city.photos/patrol/north",
            ),
            (
                "s3://lamplight/",
                "https://s3.example.org/",
                "s3://lamplight at https://s3.example.org",
            ),
            (
                "s3://lamplight",
                "http://[::1]:9000",
                "s3://lamplight at http://[::1]:9000",
            ),
        ] {
            let bucket = place_at(url, endpoint).bucket().unwrap().unwrap();
            assert_eq!(bucket.to_string(), shown);
            assert_eq!(bucket.is_secure(), !endpoint.starts_with("http:"));
            assert!(!format!("{bucket:?}").contains("planted"));
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_to_do() {
        for (url, endpoint, says) in [
            ("lamplight", "", "s3://lamplight/photos"),
            ("s3://", "", "not an address of a bucket"),
            ("s3://key:secret@bucket", "", "not an address of a bucket"),
            ("s3://bucket/../other", "", "not an address of a bucket"),
            ("s3://bucket//x", "", "not an address of a bucket"),
            ("s3://bucket?x=1", "", "not an address of a bucket"),
            ("https://s3.example.org/bucket", "", "not an address of a bucket"),
            ("s3://bucket", "s3.example.org", "https://s3.example.org"),
            (
                "s3://bucket",
                "https://key:secret@s3.example.org",
                "not an address of a storage",
            ),
            (
                "s3://bucket",
                "https://s3.example.org?x",
                "not an address of a storage",
            ),
            ("s3://bucket", "http://s3.example.org", "--media-plain-http"),
            (
                "s3://bucket",
                "http://localhost.example.org",
                "--media-plain-http",
            ),
            ("", "https://s3.example.org", "--media-url"),
            (
                "s3://bucket",
                "s3.example.org/key:secret@x",
                "https://s3.example.org",
            ),
            (
                "s3://bucket",
                "http://s3.example.org/key:secret@x",
                "--media-plain-http",
            ),
        ] {
            let error = place_at(url, endpoint).bucket().unwrap_err().to_string();
            assert!(error.contains(says), "{url} {endpoint}: {error}");
            assert!(!error.contains("secret"), "{url} {endpoint}: {error}");
        }
    }

    #[test]
    fn an_empty_url_is_not_said() {
        let empty = MediaSettings {
            url: Some(String::new()),
            ..MediaSettings::default()
        };
        let file = place_at("s3://of-the-file", "").settings;
        assert_eq!(empty.clone().or(file.clone()), file);
        let place = MediaPlace {
            settings: empty,
            keys: None,
        };
        assert!(place.bucket().unwrap().is_none());
    }

    #[test]
    fn plain_http_leaves_this_machine_only_when_asked_for() {
        let mut place = place_at("s3://bucket", "http://s3.example.org");
        place.settings.plain_http = Some(true);
        assert!(!place.bucket().unwrap().unwrap().is_secure());
    }

    #[test]
    fn without_keys_nothing_begins() {
        let mut place = place_at("s3://bucket", "");
        place.keys = None;
        let error = place.bucket().unwrap_err().to_string();
        assert!(error.contains("AWS_SECRET_ACCESS_KEY"), "{error}");
    }

    #[test]
    fn what_is_said_first_goes_before() {
        let file = MediaSettings {
            url: Some("s3://of-the-file".into()),
            region: Some("eu-west-1".into()),
            ..MediaSettings::default()
        };
        let settings = place_at("s3://of-the-line", "").or(file).settings;
        assert_eq!(settings.url.as_deref(), Some("s3://of-the-line"));
        assert_eq!(settings.region.as_deref(), Some("eu-west-1"));
        assert!(MediaPlace::default().bucket().unwrap().is_none());
    }
}
