//! How many files are decoded at once in this process.

use std::sync::{Condvar, Mutex, PoisonError};

/// Files decoded at once. Each may take some 400 MiB for a moment, and a phone ends an app that takes more.
const SLOTS: usize = 2;

static FREE: Mutex<usize> = Mutex::new(SLOTS);
static FREED: Condvar = Condvar::new();

/// A right to decode, given back when it is dropped.
pub(super) struct Slot(());

/// Takes a slot, and waits for one when all are taken.
pub(super) fn take() -> Slot {
    let free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut free = FREED
        .wait_while(free, |free| *free == 0)
        .unwrap_or_else(PoisonError::into_inner);
    *free -= 1;
    Slot(())
}

impl Drop for Slot {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        FREED.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn no_more_than_two_files_are_decoded_at_once() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let slot = take();
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                        drop(slot);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= SLOTS);
    }
}
