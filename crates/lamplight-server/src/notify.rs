//! Telling people of urgent reports, and of what waits too long, while nobody has a console open: by a signed call to a
//! program of the patrol's choice, and by mail.
//!
//! **Architecture invariant:** what goes out names a report and its category, or tells how much waits, and nothing
//! that anybody wrote: whoever wants to know more opens the console, which asks who they are.

mod address;
mod door;
mod mail;
mod settings;
#[cfg(test)]
mod tests;
mod webhook;
mod words;
mod worker;

use std::fmt;

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Channel, Waiting};

use self::mail::Mail;
use self::webhook::Webhook;
use crate::config::PublicUrl;
use crate::error::StartError;
use crate::secrets::Secrets;

pub use self::address::Forbidden;
pub use self::settings::{MailSettings, NotifySettings, WebhookSettings};
pub use self::worker::NoticeWorker;

/// What people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// An urgent report waits, and nobody has a console open.
    UrgentReport(ReportId, Category),
    /// So much has waited too long, and nobody has a console open.
    Reminder(Waiting),
    /// Nothing: somebody tries the settings.
    Test,
}

/// Why nobody was told. None of them quotes what the other side said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTold {
    /// The address is one that nobody outside may have the server call.
    #[error("its name leads to {0}, where no webhook may go")]
    Forbidden(Forbidden),
    /// No such name, nobody there, or a connection that broke.
    #[error("it cannot be reached; check the address, the network and its certificate")]
    Unreachable,
    /// No answer in time.
    #[error("it did not answer in time")]
    TooSlow,
    /// A redirect, which is not followed: it would carry the call elsewhere.
    #[error("it answers with a redirect ({0}); name the address to which it leads")]
    Redirected(u16),
    /// Another status than success.
    #[error("it refuses, with status {0}")]
    Refused(u16),
    /// The mail server takes no mail from this server, or not to these addresses.
    #[error("the mail server refuses; check the user, the password and the addresses")]
    MailRefused,
    /// It was never sent.
    #[error("nothing could be made to send")]
    Unmade,
}

/// Tells people, by every channel that is set up.
pub struct Notifier {
    webhook: Option<Webhook>,
    mail: Option<Mail>,
    console: String,
}

impl fmt::Debug for Notifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Notifier").field(&self.channels()).finish()
    }
}

impl Notifier {
    /// Sets the channels up; mail goes out in this language, where it has words. Nothing is sent.
    ///
    /// # Errors
    /// [`StartError::Usage`] with the setting that makes no sense, or what is wrong with a file that it names.
    pub fn new(
        settings: &NotifySettings,
        secrets: &Secrets,
        public_url: &PublicUrl,
        language: &Language,
    ) -> Result<Self, StartError> {
        let webhook = settings.webhook.as_ref();
        let mail = settings.mail.as_ref();
        Ok(Self {
            webhook: webhook
                .map(|webhook| Webhook::new(webhook, &secrets.webhook_secret()))
                .transpose()?,
            mail: mail
                .map(|mail| Mail::new(mail, public_url.host(), language))
                .transpose()?,
            console: format!("{}/console/", public_url.as_str()),
        })
    }

    /// The channels that are set up.
    pub fn channels(&self) -> Vec<Channel> {
        let webhook = self.webhook.as_ref().map(|_| Channel::Webhook);
        let mail = self.mail.as_ref().map(|_| Channel::Mail);
        webhook.into_iter().chain(mail).collect()
    }

    /// Tells by a channel; one that is not set up tells nobody.
    ///
    /// # Errors
    /// [`NotTold`], after which it may be tried again.
    pub async fn tell(&self, channel: Channel, news: News, now: TimestampMillis) -> Result<(), NotTold> {
        let link = self.link(news);
        match (channel, &self.webhook, &self.mail) {
            (Channel::Webhook, Some(webhook), _) => webhook.call(news, &link, now).await,
            (Channel::Mail, _, Some(mail)) => mail.send(news, &link, now).await,
            _ => Err(NotTold::Unmade),
        }
    }

    fn link(&self, news: News) -> String {
        match news {
            News::UrgentReport(id, _) => format!("{}#/reports/{id}", self.console),
            News::Reminder(_) | News::Test => self.console.clone(),
        }
    }
}
