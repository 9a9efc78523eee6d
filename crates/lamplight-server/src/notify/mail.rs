//! Mail, through the patrol's own mail server.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::Words;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransport, Error};
use lettre::{AsyncTransport, Message, Tokio1Executor};

use super::settings::{MailSettings, Security, usage};
use super::{News, NotTold, words};
use crate::error::StartError;

/// How long a mail may take, in milliseconds: servers that wonder about a stranger hold them up for seconds.
const SEND_MS_MAX: u64 = 30_000;
/// How long each answer of the mail server may take, in milliseconds.
const ANSWER_MS_MAX: u64 = 15_000;

/// A mail server that is set up.
pub(super) struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    to: Vec<Mailbox>,
    host: String,
    words: Words,
}

impl Mail {
    pub(super) fn new(settings: &MailSettings, host: &str, language: &Language) -> Result<Self, StartError> {
        let server = settings.checked_server()?;
        let parameters = || {
            TlsParameters::new(server.host.clone()).map_err(|_| {
                usage("no TLS can be made for mail; install the system's package ca-certificates")
            })
        };
        let tls = match server.security {
            Security::Wrapped => Tls::Wrapper(parameters()?),
            Security::Upgraded => Tls::Required(parameters()?),
            Security::Plain => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host)
            .port(server.port)
            .tls(tls)
            .hello_name(ClientId::Domain(host.to_owned()))
            .timeout(Some(Duration::from_millis(ANSWER_MS_MAX)));
        if let Some((user, password)) = settings.credentials()? {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self {
            transport: builder.build(),
            from: settings.sender()?,
            to: settings.recipients()?,
            host: host.to_owned(),
            words: Words::of(language),
        })
    }

    pub(super) async fn send(&self, news: News, link: &str, now: TimestampMillis) -> Result<(), NotTold> {
        let message = self.message(news, link, now).map_err(|_| NotTold::Unmade)?;
        let sending = tokio::time::timeout(Duration::from_millis(SEND_MS_MAX), self.transport.send(message));
        let sent = sending.await.map_err(|_| NotTold::TooSlow)?;
        sent.map(drop).map_err(|error| why(&error))
    }

    fn message(&self, news: News, link: &str, now: TimestampMillis) -> Result<Message, lettre::error::Error> {
        let mut builder = Message::builder()
            .from(self.from.clone())
            .date(moment(now))
            .subject(words::subject(&self.words, news));
        // The same for each attempt: whoever gets a mail twice, after a crash, is shown one.
        if let News::UrgentReport(id, _) = news {
            builder = builder.message_id(Some(format!("<urgent.{id}@{}>", self.host)));
        }
        for to in &self.to {
            builder = builder.to(to.clone());
        }
        builder
            .header(ContentType::TEXT_PLAIN)
            .body(format!("{}\n\n{link}\n", words::body(&self.words, news)))
    }
}

fn moment(at: TimestampMillis) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(at.as_millis()).unwrap_or_default())
}

fn why(error: &Error) -> NotTold {
    if error.is_timeout() {
        NotTold::TooSlow
    } else if error.is_permanent() || error.is_transient() || error.is_client() {
        NotTold::MailRefused
    } else {
        NotTold::Unreachable
    }
}
