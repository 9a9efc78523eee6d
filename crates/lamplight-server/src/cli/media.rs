//! Where photos are kept, as it is said on the command line and in the environment.

use std::path::{Path, PathBuf};

use clap::Args;
use lamplight_server::config;
use lamplight_server::deployment::Location;
use lamplight_server::error::StartError;
use lamplight_server::media::{Keys, MediaPlace, MediaSettings};

use super::At;

/// Where photos are kept.
#[derive(Debug, Args)]
#[command(next_help_heading = "Photos")]
pub(super) struct MediaAt {
    /// Keep photos in a bucket of an S3-compatible storage: s3://BUCKET or s3://BUCKET/PREFIX. Without it, in the
    /// folder `media` of the data folder. Its keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and
    /// AWS_SESSION_TOKEN) in the environment, or from a file. See docs/operations.md
    #[arg(long, value_name = "URL", env = "LAMPLIGHT_MEDIA_URL")]
    media_url: Option<String>,
    /// Where the storage answers, for example https://s3.example.org. Without it, Amazon's in the region
    #[arg(long, value_name = "URL", env = "LAMPLIGHT_MEDIA_ENDPOINT")]
    media_endpoint: Option<String>,
    /// The storage's region; us-east-1 when not said
    #[arg(long, value_name = "NAME", env = "LAMPLIGHT_MEDIA_REGION")]
    media_region: Option<String>,
    /// A file with the bucket's keys, which nobody else may read: the lines access_key_id = "…" and
    /// secret_access_key = "…"
    #[arg(long, value_name = "FILE", env = "LAMPLIGHT_MEDIA_CREDENTIALS")]
    media_credentials: Option<PathBuf>,
    /// Speak plain HTTP to a storage on another machine, where the network between is yours alone
    #[arg(long)]
    media_plain_http: bool,
}

impl MediaAt {
    /// The location of which this is a part, with what the settings file says.
    pub(super) fn within(&self, at: &At, config: Option<&Path>) -> Result<Location, StartError> {
        let written = config.map(config::media_in).transpose()?;
        Ok(Location {
            media: self.place().or(written.unwrap_or_default()),
            ..at.location()
        })
    }

    fn place(&self) -> MediaPlace {
        MediaPlace {
            settings: MediaSettings {
                url: self.media_url.clone(),
                endpoint: self.media_endpoint.clone(),
                region: self.media_region.clone(),
                credentials: self.media_credentials.clone(),
                plain_http: self.media_plain_http.then_some(true),
            },
            keys: Keys::from_environment(|name| std::env::var(name).ok()),
        }
    }
}
