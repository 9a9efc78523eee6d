//! `notify`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use lamplight_server::config::{Config, PublicUrl};
use lamplight_server::deployment::Deployment;
use lamplight_server::error::StartError;
use lamplight_server::notify::{News, Notifier};
use lamplight_store::model::Channel;

use super::{At, Failure, print};

/// Notices that are printed, the newest of those that were given up.
const LOST_SHOWN_MAX: u32 = 100;
/// Where people are sent when nothing was ever served from a folder.
const NEVER_SERVED: &str = "http://127.0.0.1:8080";

#[derive(Debug, Subcommand)]
pub(super) enum NotifyCommand {
    /// Try the settings: send a test by every way that they name, and say what came of each. Exit code 1 when one
    /// fails
    Test(Test),
    /// Print the secret with which the webhook's calls are signed, to be put where they are received.
    /// docs/operations.md tells how to check a call with it
    Secret(At),
    /// Say how many notices wait, and of which reports, and whether of what waits, nobody could be told; exit code 1 when
    /// there are any
    Status(At),
}

#[derive(Debug, Args)]
pub(super) struct Test {
    #[command(flatten)]
    at: At,
    /// The settings file, with [notify.webhook] or [notify.mail]; config.example.toml tells of them
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

impl NotifyCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Test(test) => test.run().await,
            Self::Secret(at) => {
                let deployment = at.open_existing().await?;
                Ok(print(&deployment.secrets.webhook_secret())?)
            }
            Self::Status(at) => status(&at).await,
        }
    }
}

impl Test {
    async fn run(self) -> Result<(), Failure> {
        let deployment = self.at.open_existing().await?;
        let config = Config::load(Some(&self.config), &deployment.data)?;
        let notifier = Notifier::new(
            &config.notify,
            &deployment.secrets,
            &public_url(&deployment)?,
            &config.language(),
        )?;
        let channels = notifier.channels();
        if channels.is_empty() {
            let path = self.config.display();
            return Err(Failure::Start(StartError::Usage(format!(
                "{path} names nobody to tell; set [notify.webhook] or [notify.mail]"
            ))));
        }
        let mut failed = 0;
        for channel in channels {
            let told = notifier
                .tell(channel, News::Test, deployment.platform.clock.now())
                .await;
            let word = word(channel);
            match told {
                Ok(()) => print(&format!("{word}: sent"))?,
                Err(why) => {
                    failed += 1;
                    print(&format!("{word}: {why}"))?;
                }
            }
        }
        match failed {
            0 => Ok(()),
            _ => Err(Failure::Found("not everybody could be told".into())),
        }
    }
}

async fn status(at: &At) -> Result<(), Failure> {
    let store = at.open_existing().await?.store;
    print(&format!("{} notices wait", store.waiting_notices().await?))?;
    let lost = store.lost_notices(LOST_SHOWN_MAX).await?;
    for notice in &lost {
        let (word, at) = (word(notice.channel), notice.at);
        print(&format!(
            "given up at {at}: {word} about report {}",
            notice.report_id
        ))?;
    }
    let lost_reminders = store.lost_reminders().await?;
    for reminder in &lost_reminders {
        let (word, at) = (word(reminder.channel), reminder.at);
        print(&format!("given up at {at}: {word} to remind of what waits"))?;
    }
    if lost.is_empty() && lost_reminders.is_empty() {
        return Ok(());
    }
    Err(Failure::Found("nobody could be told of these".into()))
}

fn public_url(deployment: &Deployment) -> Result<PublicUrl, StartError> {
    let remembered = deployment.data.remembered_public_url();
    PublicUrl::parse(remembered.as_deref().unwrap_or(NEVER_SERVED))
}

fn word(channel: Channel) -> &'static str {
    match channel {
        Channel::Webhook => "webhook",
        Channel::Mail => "mail",
    }
}
