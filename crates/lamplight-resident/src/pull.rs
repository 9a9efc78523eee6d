//! What comes down: the feed, the area, the threads.

use std::collections::BTreeSet;
use std::sync::{Arc, MutexGuard, PoisonError};

use lamplight_protocol::api::{AreaInfo, ThreadKey, ThreadsAnswer, ThreadsRequest};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::{PAGE_ITEMS_MAX, THREADS_PER_CALL_MAX};
use lamplight_protocol::thread::{ThreadChanges, ThreadState};
use lamplight_protocol::time::TimestampMillis;
use serde::de::DeserializeOwned;

use crate::Core;
use crate::config::ServerUrl;
use crate::error::CoreError;
use crate::local::threads::Followed;
use crate::local::{server, threads};
use crate::outbox;
use crate::remote::{NoClient, Remote, RemoteAnswer, Unanswered};
use crate::retry::{self, Answer};
use crate::view::Scope;

/// Answers to one call for threads, each going on where the last was cut: twice what the fullest threads of
/// one call take. A server that never comes to an end is left at that until the next pull.
const ANSWERS_PER_CALL_MAX: u32 = 100;

/// Why a pull did not bring what it should.
#[derive(Debug)]
pub(crate) enum PullError {
    /// No answer, or none of ours; ask again later, and not before so many seconds if they are given.
    Unanswered { retry_after_s: Option<u32> },
    /// The server asks to wait.
    Paused { until: TimestampMillis },
    /// The cursor belongs to another epoch.
    CursorExpired,
    /// The device failed.
    Local(CoreError),
}

impl From<CoreError> for PullError {
    fn from(error: CoreError) -> Self {
        Self::Local(error)
    }
}

/// What to pull.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Feed, area and all threads.
    pub(crate) everything: bool,
    pub(crate) feed: bool,
    pub(crate) threads: BTreeSet<ReportId>,
}

impl Wanted {
    pub(crate) fn everything() -> Self {
        Self {
            everything: true,
            ..Self::default()
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.everything |= other.everything;
        self.feed |= other.feed;
        self.threads.extend(other.threads);
    }
}

impl Core {
    /// Pulls what is wanted. What matters most comes first: alerts. A part that fails holds up none of the
    /// others; the first failure is told.
    pub(crate) async fn pull(&self, remote: &Remote, wanted: &Wanted) -> Result<(), PullError> {
        let mut pulled = Ok(());
        if wanted.everything || wanted.feed {
            pulled = pulled.and(self.pull_feed(remote).await);
        }
        if wanted.everything {
            pulled = pulled.and(self.pull_area(remote).await);
            // A server of an earlier version has none, and everything else goes on.
            _ = self.pull_figures(remote).await;
        }
        if wanted.everything || !wanted.threads.is_empty() {
            pulled = pulled.and(self.pull_threads(remote, wanted).await);
        }
        pulled?;
        if wanted.everything {
            self.on_disk(|core| core.write(|tx| outbox::forget_old(tx, core.now())))
                .await?;
        }
        Ok(())
    }

    async fn pull_area(&self, remote: &Remote) -> Result<(), PullError> {
        let etag = self.on_disk(|core| core.db().read(server::area_etag)).await?;
        let answer = remote.area(&etag).await;
        if let Ok(RemoteAnswer { status: 304, .. }) = answer {
            self.note_answered();
            return Ok(());
        }
        let etag = answer
            .as_ref()
            .map(|answer| answer.etag.clone())
            .unwrap_or_default();
        let info = self.understand::<AreaInfo>(answer)?;
        let url = remote.base().clone();
        self.on_disk(move |core| core.take_area(&url, &info, &etag))
            .await?;
        Ok(())
    }

    fn take_area(&self, url: &ServerUrl, info: &AreaInfo, etag: &str) -> Result<(), CoreError> {
        let changed = self.write(|tx| {
            let same = self.known_area(tx)?.is(info) && server::area_etag(tx)? == etag;
            if same || !server::belongs_to(tx, url)? {
                return Ok(false);
            }
            server::set_area(tx, info, etag)?;
            Ok(true)
        })?;
        if changed {
            self.inner.changes.tell(Scope::Area);
            self.inner.changes.tell(Scope::Map);
            self.inner.bells.map.notify_one();
        }
        Ok(())
    }

    async fn pull_threads(&self, remote: &Remote, wanted: &Wanted) -> Result<(), PullError> {
        let mut followed = self
            .on_disk(|core| core.db().read(|db| threads::followed(db, core.now())))
            .await?;
        if !wanted.everything {
            followed.retain(|thread| wanted.threads.contains(&thread.key.report_id));
        }
        for keys in calls(followed) {
            self.pull_whole_threads(remote, keys).await?;
        }
        Ok(())
    }

    /// Asks on until nothing was cut from an answer: a hint is given once, and must not be followed in part.
    async fn pull_whole_threads(&self, remote: &Remote, keys: Vec<ThreadKey>) -> Result<(), PullError> {
        let mut asked = ThreadsRequest { threads: keys };
        for _ in 0..ANSWERS_PER_CALL_MAX {
            let answer = remote.threads(&asked).await;
            let answer = self.understand::<ThreadsAnswer>(answer)?;
            let rest = rest_of(&asked.threads, &answer.threads);
            self.on_disk(move |core| core.take_threads(&asked.threads, &answer))
                .await?;
            let Some(threads) = rest else {
                return Ok(());
            };
            asked = ThreadsRequest { threads };
        }
        Ok(())
    }

    fn take_threads(&self, asked: &[ThreadKey], answer: &ThreadsAnswer) -> Result<(), CoreError> {
        if answer.threads.is_empty() {
            return Ok(());
        }
        let changed = self.write(|tx| {
            let mut changed = false;
            for changes in &answer.threads {
                let key = asked.iter().find(|key| key.report_id == changes.report_id);
                if let Some(key) = key {
                    changed |= threads::apply(tx, key, changes)?;
                }
            }
            Ok(changed)
        })?;
        if changed {
            self.inner.changes.tell(Scope::Reports);
        }
        Ok(())
    }

    /// Reads the answer to a pull, and notes what it says about the connection. A 200 that is not what was
    /// asked for is no answer: captive portals say 200.
    pub(crate) fn understand<T: DeserializeOwned>(
        &self,
        answer: Result<RemoteAnswer, Unanswered>,
    ) -> Result<T, PullError> {
        let Ok(answer) = answer else {
            self.note_unanswered();
            return Err(PullError::Unanswered { retry_after_s: None });
        };
        if answer.status == 200
            && let Ok(value) = serde_json::from_slice(&answer.body)
        {
            self.note_answered();
            return Ok(value);
        }
        Err(self.understand_refusal(&answer))
    }

    /// Reads an answer that is not what was asked for.
    pub(crate) fn understand_refusal(&self, answer: &RemoteAnswer) -> PullError {
        let retry_after_s = answer.retry_after_s;
        match retry::refusal(&Answer::from(answer)).map(|error| error.code) {
            Some(code) if code.pauses_queue() => {
                let until = retry::pause_until(code, retry_after_s, self.now());
                self.note_paused(until);
                PullError::Paused { until }
            }
            Some(code) => {
                self.note_answered();
                match code {
                    ErrorCode::CursorExpired => PullError::CursorExpired,
                    _ => PullError::Unanswered { retry_after_s },
                }
            }
            None => {
                self.note_unanswered();
                PullError::Unanswered { retry_after_s }
            }
        }
    }

    /// The client of the server in use. None until a server is named.
    pub(crate) async fn remote(&self) -> Result<Option<Arc<Remote>>, CoreError> {
        self.on_disk(Self::remote_now).await
    }

    /// Whether another server is in use than the one that was last called.
    pub(crate) fn has_other_server(&self) -> Result<bool, CoreError> {
        let url = self.db().read(|db| self.server_in_use(db))?;
        let kept = self.kept_remote();
        Ok(kept.as_ref().map(|remote| remote.base()) != url.as_ref())
    }

    fn kept_remote(&self) -> MutexGuard<'_, Option<Arc<Remote>>> {
        self.inner.remote.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remote_now(&self) -> Result<Option<Arc<Remote>>, CoreError> {
        let url = self.db().read(|db| self.server_in_use(db))?;
        let mut kept = self.kept_remote();
        let Some(url) = url else {
            *kept = None;
            return Ok(None);
        };
        self.belong_to(&url)?;
        if let Some(remote) = kept.as_ref().filter(|remote| *remote.base() == url) {
            return Ok(Some(Arc::clone(remote)));
        }
        let remote = Arc::new(Remote::new(url).map_err(|NoClient| {
            tracing::error!("this system trusts no certificates");
            self.note_unanswered();
            CoreError::NotPossible(
                "this system trusts no certificates, so no https server can be reached; install ca-certificates".into(),
            )
        })?);
        *kept = Some(Arc::clone(&remote));
        Ok(Some(remote))
    }

    /// Makes area and news those of this server, also when another process on the folder has meanwhile
    /// brought those of another.
    fn belong_to(&self, url: &ServerUrl) -> Result<(), CoreError> {
        if self.db().read(|db| server::belongs_to(db, url))? {
            return Ok(());
        }
        self.write(|tx| server::belong_to(tx, url))?;
        for scope in [Scope::Alerts, Scope::Events, Scope::News, Scope::Area, Scope::Map] {
            self.inner.changes.tell(scope);
        }
        Ok(())
    }
}

/// What to ask on for after an answer from which something may have been cut. None when it was whole.
///
/// A server cuts no answer below one page of entries. A thread that an answer leaves out has nothing new, or
/// had no room.
fn rest_of(asked: &[ThreadKey], told: &[ThreadChanges]) -> Option<Vec<ThreadKey>> {
    let mut entries_told = 0;
    let mut rest = Vec::with_capacity(asked.len());
    for key in asked {
        match told.iter().find(|changes| changes.report_id == key.report_id) {
            None => rest.push(key.clone()),
            Some(ThreadChanges {
                state: ThreadState::Open {
                    revision, entries, ..
                },
                ..
            }) => {
                entries_told += entries.len();
                rest.push(ThreadKey {
                    after_revision: *revision,
                    ..key.clone()
                });
            }
            Some(_) => {}
        }
    }
    let is_whole = u32::try_from(entries_told).is_ok_and(|entries| entries < PAGE_ITEMS_MAX);
    (!is_whole).then_some(rest)
}

/// Puts threads into calls: sensitive ones alone, the others as many as fit.
fn calls(followed: Vec<Followed>) -> Vec<Vec<ThreadKey>> {
    let (alone, together): (Vec<_>, Vec<_>) = followed.into_iter().partition(|thread| thread.sensitive);
    let together: Vec<ThreadKey> = together.into_iter().map(|thread| thread.key).collect();
    together
        .chunks(THREADS_PER_CALL_MAX)
        .map(<[ThreadKey]>::to_vec)
        .chain(alone.into_iter().map(|thread| vec![thread.key]))
        .collect()
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::Receipt;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sensitive_threads_are_asked_for_alone_and_none_is_left_out(kinds in proptest::collection::vec(any::<bool>(), 0..300)) {
            let followed: Vec<Followed> = kinds.iter().enumerate().map(|(n, sensitive)| Followed {
                key: ThreadKey {
                    report_id: ReportId::from_random(u128::try_from(n).unwrap().to_be_bytes()),
                    receipt: Receipt::from_random([1; 20]),
                    after_revision: 0,
                },
                sensitive: *sensitive,
            }).collect();
            let sensitive: BTreeSet<ReportId> =
                followed.iter().filter(|thread| thread.sensitive).map(|thread| thread.key.report_id).collect();
            let calls = calls(followed.clone());
            prop_assert_eq!(calls.iter().map(Vec::len).sum::<usize>(), followed.len());
            for call in calls {
                prop_assert!((1..=THREADS_PER_CALL_MAX).contains(&call.len()));
                let any_sensitive = call.iter().any(|key| sensitive.contains(&key.report_id));
                prop_assert!(!any_sensitive || call.len() == 1);
            }
        }
    }
}
