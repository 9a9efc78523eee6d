//! Notifications by the desktop's own service (<https://specifications.freedesktop.org/notification-spec/latest/>).
//!
//! The id that the service gave to a notification is known only while this process runs: after a restart the same
//! number may be that of another program's notification, and must not be replaced.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lamplight_protocol::text::Language;
use lamplight_resident::platform::{Loudness, NotShown, Notification, Notifier, Subject};
use notify_rust::{Hint, NotificationHandle, Timeout, Urgency, get_capabilities, get_server_information};
use tauri::async_runtime::{block_on, spawn, spawn_blocking};
use tokio::time::timeout;

use super::sound::{self, Alarm};

/// How long the service may take to answer. It is started by the first call where it does not run yet.
const ANSWER_MAX: Duration = Duration::from_secs(5);

/// Shows notifications, and hears what becomes of them.
pub(super) struct DesktopNotifier {
    standing: Standing,
    /// Called when somebody taps on a notification, with what it is about.
    open: Arc<dyn Fn(Option<Subject>) + Send + Sync>,
}

/// What may be in sight, by the core's handle.
#[derive(Clone, Default)]
struct Standing(Arc<Mutex<HashMap<u32, Shown>>>);

struct Shown {
    handle: Arc<NotificationHandle>,
    /// Sounds until this is dropped.
    alarm: Option<Alarm>,
}

impl DesktopNotifier {
    pub(super) fn new(open: impl Fn(Option<Subject>) + Send + Sync + 'static) -> Self {
        Self {
            standing: Standing::default(),
            open: Arc::new(open),
        }
    }

    async fn show_now(&self, told: &Notification) -> Result<(), NotShown> {
        let replaced = self.standing.id_of(told.handle);
        let notification = desktop_form(told, replaced, takes_markup().await);
        let shown = match timeout(ANSWER_MAX, notification.show_async()).await {
            Ok(Ok(shown)) => Arc::new(shown),
            Ok(Err(_)) => return Err(NotShown),
            // It may have been shown all the same, and nobody can tell.
            Err(_) => return Ok(()),
        };
        let alarm = self.alarm(told, &notification, shown.id());
        self.standing.put(told.handle, Arc::clone(&shown), alarm);
        self.follow(told, shown);
        Ok(())
    }

    /// The sound of this notification: its own, or while nobody has dealt with it that of what it replaces.
    fn alarm(&self, told: &Notification, notification: &notify_rust::Notification, id: u32) -> Option<Alarm> {
        let before = self.standing.take_alarm(told.handle);
        let sounds = told.loudness == Loudness::Alarm && (told.anew || before.is_some());
        sounds.then(|| sound::until_dropped(notification.clone().id(id).finalize()))
    }

    /// Waits until somebody deals with it.
    fn follow(&self, told: &Notification, shown: Arc<NotificationHandle>) {
        let (standing, open) = (self.standing.clone(), Arc::clone(&self.open));
        let (handle, about) = (told.handle, told.about);
        spawn(async move {
            let mut opened = false;
            shown
                .wait_for_action_async(|response: &notify_rust::NotificationResponse| {
                    opened = response.is_default_action();
                })
                .await;
            standing.forget(handle, shown.id());
            if opened {
                open(about);
            }
        });
    }
}

impl Notifier for DesktopNotifier {
    fn show(&self, notification: &Notification) -> Result<(), NotShown> {
        block_on(self.show_now(notification))
    }

    fn withdraw(&self, handle: u32) {
        if let Some(shown) = self.standing.take(handle) {
            spawn(async move { shown.handle.close_async().await });
        }
    }

    fn is_able(&self) -> bool {
        block_on(answer(get_server_information)).is_some()
    }

    fn language(&self) -> Option<Language> {
        sys_locale::get_locale()?.parse().ok()
    }
}

impl Standing {
    fn lock(&self) -> MutexGuard<'_, HashMap<u32, Shown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn id_of(&self, handle: u32) -> Option<u32> {
        self.lock().get(&handle).map(|shown| shown.handle.id())
    }

    /// Keeps what can be replaced or withdrawn. What is about nothing is neither.
    fn put(&self, handle: u32, shown: Arc<NotificationHandle>, alarm: Option<Alarm>) {
        if handle != 0 {
            self.lock().insert(handle, Shown { handle: shown, alarm });
        }
    }

    fn take(&self, handle: u32) -> Option<Shown> {
        self.lock().remove(&handle)
    }

    fn take_alarm(&self, handle: u32) -> Option<Alarm> {
        self.lock().get_mut(&handle).and_then(|shown| shown.alarm.take())
    }

    /// Forgets what is out of sight, unless it was shown anew since.
    fn forget(&self, handle: u32, id: u32) {
        let mut standing = self.lock();
        if standing.get(&handle).is_some_and(|shown| shown.handle.id() == id) {
            standing.remove(&handle);
        }
    }
}

/// Whether the service reads its own kind of HTML in a body. What the patrol wrote must not be taken for any.
async fn takes_markup() -> bool {
    let capabilities = answer(get_capabilities).await.unwrap_or_default();
    capabilities.iter().any(|name| name == "body-markup")
}

/// What the service answers. None when it does not, or not in time.
async fn answer<T: Send + 'static>(ask: fn() -> notify_rust::error::Result<T>) -> Option<T> {
    timeout(ANSWER_MAX, spawn_blocking(ask)).await.ok()?.ok()?.ok()
}

fn desktop_form(told: &Notification, replaced: Option<u32>, takes_markup: bool) -> notify_rust::Notification {
    let mut notification = notify_rust::Notification::new();
    let body = if takes_markup {
        escaped(&told.body)
    } else {
        told.body.clone()
    };
    notification
        .appname("Lamplight")
        .summary(&told.title)
        .body(&body)
        .icon("lamplight-app")
        .urgency(urgency(told.loudness))
        .hint(Hint::DesktopEntry("Lamplight".into()))
        .action("default", &told.opens);
    if told.loudness >= Loudness::Critical {
        notification.timeout(Timeout::Never);
    }
    match told.loudness {
        Loudness::Alarm => notification.hint(Hint::SoundName(sound::ALARM.into())),
        _ if !told.anew || told.loudness == Loudness::Low => notification.hint(Hint::SuppressSound(true)),
        _ => &mut notification,
    };
    if let Some(id) = replaced {
        notification.id(id);
    }
    notification
}

fn urgency(loudness: Loudness) -> Urgency {
    match loudness {
        Loudness::Low => Urgency::Low,
        Loudness::Normal => Urgency::Normal,
        Loudness::Critical | Loudness::Alarm => Urgency::Critical,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(loudness: Loudness, anew: bool) -> Notification {
        Notification {
            handle: 1,
            about: None,
            loudness,
            anew,
            title: "Severe: Gas".into(),
            body: "Use <b>Quay Road</b> & stay away".into(),
            opens: "Open".into(),
        }
    }

    #[test]
    fn what_the_patrol_wrote_is_not_read_as_markup() {
        let body = |markup| desktop_form(&told(Loudness::Normal, true), None, markup).body;
        assert_eq!(body(true), "Use &lt;b&gt;Quay Road&lt;/b&gt; &amp; stay away");
        assert_eq!(body(false), "Use <b>Quay Road</b> & stay away");
    }

    #[test]
    fn what_is_critical_stays_in_sight_and_what_is_quiet_makes_no_sound() {
        let form = |loudness, anew| desktop_form(&told(loudness, anew), Some(7), false);
        assert_eq!(form(Loudness::Critical, true).timeout, Timeout::Never);
        assert_eq!(form(Loudness::Normal, true).timeout, Timeout::Default);
        let is_silent = |loudness, anew| form(loudness, anew).hints.contains(&Hint::SuppressSound(true));
        assert!(is_silent(Loudness::Low, true) && is_silent(Loudness::Critical, false));
        assert!(!is_silent(Loudness::Critical, true) && !is_silent(Loudness::Alarm, true));
    }
}
