//! How the app is started: its options, and where it keeps its data.

use std::path::PathBuf;

use clap::Parser;
use lamplight_resident::Config;
use lamplight_resident::config::UNDO_HOLD_MS;

/// Report what is not right around you, and hear from the patrol.
///
/// Everything you save is kept on this device first and sent by itself as soon as there is a connection.
#[derive(Debug, Default, Parser)]
#[command(name = "lamplight-app", version)]
pub struct Options {
    /// The patrol's server, for example `https://patrol.example`. Without it, the address set in the app.
    #[arg(long, env = "LAMPLIGHT_SERVER", value_name = "URL")]
    pub server: Option<String>,
    /// The folder for reports and settings. Without it, the usual place for an app's data.
    #[arg(long, env = "LAMPLIGHT_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Start without the window, where an icon brings it into sight.
    #[arg(long)]
    pub hidden: bool,
}

impl Options {
    /// The core's configuration; `default_data_dir` is where this platform keeps an app's data.
    pub(crate) fn into_config(self, default_data_dir: PathBuf) -> Config {
        Config {
            data_dir: self.data.unwrap_or(default_data_dir),
            server_url: self.server,
            undo_hold_ms: UNDO_HOLD_MS,
        }
    }
}
