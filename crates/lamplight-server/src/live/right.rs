//! The right of a listener of the patrol's side, which may end while they listen.

use std::sync::Arc;
use std::time::Duration;

use lamplight_store::model::Reach;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::Deps;
use crate::auth::{Credential, Staff};
use crate::policy::Action;

/// How often the right is looked up while the stream is open, in milliseconds.
const CHECK_MS: u64 = 3_000;
/// How long an answer counts, in milliseconds. A revoked right must be out within five seconds, so where the
/// store is too slow to be asked in time, nothing is told until it was.
const COUNTS_MS: u64 = 4_500;

/// How often it is remembered that a person's console is open, in milliseconds: often enough that all instances
/// know who is on duty, and no more, for each time is a write.
const SEEN_MS: u64 = 45_000;

/// What is known of the right.
#[derive(Debug, Clone)]
pub(super) enum Standing {
    /// It reached so far when it was looked up, which counts until then.
    Holds { reach: Reach, until: Instant },
    /// It has ended.
    Ended,
}

/// A right that is looked up again and again, for as long as this is kept.
pub(super) struct Right(watch::Receiver<Standing>);

impl Right {
    /// Begins with a right that was looked up a moment ago.
    pub(super) fn begin(deps: Arc<Deps>, credential: Credential, reach: Reach) -> Self {
        let (standing, right) = watch::channel(holds(reach, Instant::now()));
        tokio::spawn(look_up_on(deps, credential, standing));
        Self(right)
    }

    /// What is known now.
    pub(super) fn standing(&self) -> watch::Ref<'_, Standing> {
        self.0.borrow()
    }

    /// Returns when it has ended.
    pub(super) async fn end(&self) {
        let ended = |standing: &Standing| matches!(standing, Standing::Ended);
        // Nobody looks it up any more: that is an end, too.
        drop(self.0.clone().wait_for(ended).await);
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(*self.0.borrow(), Standing::Ended)
    }
}

fn holds(reach: Reach, asked_at: Instant) -> Standing {
    Standing::Holds {
        reach,
        until: asked_at + Duration::from_millis(COUNTS_MS),
    }
}

/// Until the right ends, or nobody listens by it any more. A store that cannot be asked ends it: whoever still
/// has the right comes back.
async fn look_up_on(deps: Arc<Deps>, credential: Credential, standing: watch::Sender<Standing>) {
    let mut note_at = Instant::now();
    loop {
        tokio::select! {
            () = standing.closed() => return,
            () = tokio::time::sleep(Duration::from_millis(CHECK_MS)) => {}
        }
        let asked_at = Instant::now();
        let staff = Staff::look_up(&deps, credential).await.ok().flatten();
        let Some(reach) = staff.and_then(|staff| staff.may(Action::Listen)) else {
            standing.send_replace(Standing::Ended);
            return;
        };
        // Rights may have been narrowed, or widened, without the sign-in ending.
        standing.send_replace(holds(reach, asked_at));
        if asked_at >= note_at {
            note_at = asked_at + Duration::from_millis(SEEN_MS);
            note(&deps, credential).await;
        }
    }
}

/// Remembers that the console of a person is open, so that they count as on duty.
async fn note(deps: &Deps, credential: Credential) {
    let Credential::Session(session) = credential else {
        return;
    };
    if let Err(error) = deps.store.saw_console(&session, deps.clock.now()).await {
        tracing::warn!(%error, "an open console was not noted; trying again");
    }
}
