//! Telling the resident of alerts outside the window: each once, as loud as it is, where it matters. And reminding them
//! of events ([`reminding`]), by the same rules.
//!
//! [`rule`] decides, on the device: the server never learns which places somebody chose. What is decided is
//! **recorded before it is shown**, in one transaction with the decision, so that of any number of processes on one
//! folder one alone shows it, and no restart, reconnect or new epoch of the server shows it again. A crash between
//! the two loses that notification: at most once. The alert itself stands in the app. Only where it is certain that
//! nobody saw anything ([`NotShown`](crate::platform::NotShown)) the record is taken back, and it is tried again.
//!
//! Nothing here depends on how an alert came: each pass looks at all that is stored. It is made when the feed
//! brought something, when another process wrote, when the resident chose otherwise, and when time changes
//! something: an alert begins or expires, quiet hours end.

mod choices;
mod pass;
mod places;
mod quiet;
mod reminding;
mod rule;
mod telling;
#[cfg(test)]
pub(crate) mod testing;
mod told;
mod words;

use lamplight_protocol::ids::AlertId;
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::{Message, Words};

pub use self::choices::{
    HeardPlace, Hearing, PLACE_NAME_CHARS_MAX, PLACES_MAX, QuietHours, RADIUS_M_MAX, RADIUS_M_MIN,
};
use self::reminding::Appointments;
use self::telling::Alerts;
use self::words::Said;
use crate::Core;
use crate::error::CoreError;
use crate::local::{news, settings};
use crate::platform::{Loudness, Notification, Notifier};
use crate::view::{HearingState, Scope};

/// The handle of what is about nothing.
const NO_SUBJECT: u32 = 0;

impl Core {
    /// How the resident hears of alerts, and whether this machine shows notifications. May block.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn hearing(&self) -> Result<HearingState, CoreError> {
        Ok(HearingState {
            hearing: self.hearing_choices()?,
            able: self.notifier().is_some_and(Notifier::is_able),
            desktop: cfg!(not(any(target_os = "android", target_os = "ios"))),
        })
    }

    /// How the resident chose to hear of alerts.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn hearing_choices(&self) -> Result<Hearing, CoreError> {
        self.db().read(settings::hearing)
    }

    /// Chooses how to hear of alerts. What is in force and was not told of may be told of now.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] with the field `places` or `quiet`; [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn set_hearing(&self, hearing: &Hearing) -> Result<(), CoreError> {
        hearing.check()?;
        self.write(|tx| settings::set_hearing(tx, hearing))?;
        self.inner.changes.tell(Scope::Settings);
        self.inner.changes.tell(Scope::Alerts);
        self.inner.bells.tell.notify_one();
        Ok(())
    }

    /// The alerts that this device does not tell of, because they are about none of the places that the resident
    /// chose. All of them stand in the app.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn alerts_elsewhere(&self) -> Result<Vec<AlertId>, CoreError> {
        let now = self.now();
        self.db().read(|db| {
            let hearing = settings::hearing(db)?;
            let area = self.known_area(db)?;
            let elsewhere = news::alerts(db, now)?
                .into_iter()
                .filter(|alert| !places::is_about(alert, &hearing.places, &area.info.area));
            Ok(elsewhere.map(|alert| alert.id).collect())
        })
    }

    /// Shows a notification that says that it is a try. False when this machine shows none. May block.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn try_notification(&self) -> Result<bool, CoreError> {
        self.show_apart(words::of_test)
    }

    /// Tells the resident, the first time that the window is closed, that the app goes on hearing. May block.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn explain_staying(&self) -> Result<(), CoreError> {
        if self.write(settings::explain_staying)? {
            self.show_apart(words::of_staying)?;
        }
        Ok(())
    }

    /// The words of the resident's language: the one that they chose, or the system's.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn words(&self) -> Result<Words, CoreError> {
        let chosen = self.db().read(settings::language)?;
        Ok(self.words_of(chosen))
    }

    /// Tells of what is to be told of now, alerts first. Gives the time at which to look again; none where nothing
    /// changes by itself.
    pub(crate) fn tell(&self) -> Result<Option<TimestampMillis>, CoreError> {
        let looks = [self.pass::<Alerts>()?, self.pass::<Appointments>()?];
        Ok(looks.into_iter().flatten().min())
    }

    fn words_of(&self, chosen: Option<Language>) -> Words {
        let language = chosen
            .or_else(|| self.notifier().and_then(Notifier::language))
            .unwrap_or_else(Language::english);
        Words::of(&language)
    }

    fn show_apart(&self, say: fn(&Words) -> Said) -> Result<bool, CoreError> {
        let words = self.words()?;
        let Said { title, body } = say(&words);
        let notification = Notification {
            handle: NO_SUBJECT,
            about: None,
            loudness: Loudness::Normal,
            anew: true,
            title,
            body,
            opens: words.say(Message::TellOpen),
        };
        Ok(self
            .notifier()
            .is_some_and(|notifier| notifier.show(&notification).is_ok()))
    }

    fn notifier(&self) -> Option<&dyn Notifier> {
        self.inner.platform.notifier.as_deref()
    }
}

#[cfg(test)]
mod tests;
