//! How often the window is told of changes: of each part at once, and then a few times a second. While thousands
//! of reports are sent each of them is a change, and a window that read everything anew for each would do
//! nothing else.

use std::time::Duration;

use lamplight_resident::view::{Change, Scope};
use tokio::time::Instant;

/// Between two notices about one part: half of what people feel as a wait (200 ms, see
/// <https://web.dev/articles/inp>), so that the screen still seems to follow at once.
const APART: Duration = Duration::from_millis(100);

/// When each part may be told of, and what is kept until then.
#[derive(Default)]
pub(crate) struct Pace {
    parts: Vec<Part>,
}

struct Part {
    scope: Scope,
    next_at: Instant,
    kept: Option<Change>,
}

impl Pace {
    /// Gives a notice back when its time has come. Otherwise it is kept, in place of an older one.
    pub(crate) fn take(&mut self, change: Change, now: Instant) -> Option<Change> {
        let known = self.parts.iter_mut().find(|part| part.scope == change.scope);
        match known {
            Some(part) if now < part.next_at => {
                part.kept = Some(change);
                None
            }
            Some(part) => {
                part.next_at = now + APART;
                Some(change)
            }
            None => {
                self.parts.push(Part {
                    scope: change.scope,
                    next_at: now + APART,
                    kept: None,
                });
                Some(change)
            }
        }
    }

    /// When the first notice that is kept is to be told. None when none is.
    pub(crate) fn next_at(&self) -> Option<Instant> {
        let kept = self.parts.iter().filter(|part| part.kept.is_some());
        kept.map(|part| part.next_at).min()
    }

    /// The notices that were kept and are to be told now.
    pub(crate) fn take_due(&mut self, now: Instant) -> Vec<Change> {
        let due = self.parts.iter_mut().filter(|part| part.next_at <= now);
        due.filter_map(|part| {
            let kept = part.kept.take()?;
            part.next_at = now + APART;
            Some(kept)
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(scope: Scope, revision: u32) -> Change {
        Change { scope, revision }
    }

    #[test]
    fn the_first_is_told_at_once_and_of_many_only_the_last_after_it() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        let first = change(Scope::Reports, 1);
        assert_eq!(pace.take(first, now), Some(first));
        for revision in 2..=100 {
            assert_eq!(pace.take(change(Scope::Reports, revision), now), None);
        }
        assert_eq!(pace.next_at(), Some(now + APART));
        assert_eq!(pace.take_due(now), []);
        assert_eq!(pace.take_due(now + APART), [change(Scope::Reports, 100)]);
        assert_eq!(pace.next_at(), None);
        // What was kept counts too: the next one waits again.
        assert_eq!(pace.take(change(Scope::Reports, 101), now + APART), None);
    }

    #[test]
    fn one_part_does_not_hold_up_another() {
        let (mut pace, now) = (Pace::default(), Instant::now());
        pace.take(change(Scope::Reports, 1), now);
        let alert = change(Scope::Alerts, 2);
        assert_eq!(pace.take(alert, now), Some(alert));
        let later = change(Scope::Alerts, 3);
        assert_eq!(pace.take(later, now + APART), Some(later));
    }
}
