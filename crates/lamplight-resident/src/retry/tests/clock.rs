//! The queue under a clock that jumps by years: nothing is stuck, and nothing is sent in a burst.

use lamplight_protocol::limits::DAY_MS;
use proptest::collection::vec;

use super::*;
use crate::config::UNDO_HOLD_MS;
use crate::outbox;
use crate::testing::Device;
use crate::view::Outbox;

const YEARS_MS: i64 = 10 * 365 * DAY_MS;
const REPORTS: usize = 4;

/// What a pass does first, as [`crate::Core::push`] does it.
fn begin_pass(device: &Device) {
    let now = device.now();
    let pull_back = |tx: &rusqlite::Connection| outbox::pull_back(tx, now, UNDO_HOLD_MS);
    device.core.write(pull_back).unwrap();
}

/// A pass to which nobody answers. Gives the attempts that it made.
fn fail_a_pass(device: &Device) -> usize {
    begin_pass(device);
    let mut attempts = 0;
    while let Some(operation) = device.try_attempt() {
        let sent = Sent {
            id: &operation.key.id,
            digest: operation.digest,
            attempts: operation.attempts,
            now: device.now(),
            dice: u32::MAX / 2,
        };
        device.settle(&operation, &unanswered(&sent));
        attempts += 1;
    }
    attempts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn after_any_jump_all_is_sent_within_the_cap_and_once_a_pass(
        jumps in vec(prop_oneof![-YEARS_MS..YEARS_MS, -RETRY_DELAY_MS_MAX..RETRY_DELAY_MS_MAX], 1..8),
    ) {
        let device = Device::holding_for_undo(UNDO_HOLD_MS);
        for _ in 0..REPORTS {
            device.save();
        }
        for jump in jumps {
            device.pass(jump);
            prop_assert!(fail_a_pass(&device) <= REPORTS);
            // Whatever the clock did, the same moment gives no second attempt.
            prop_assert_eq!(fail_a_pass(&device), 0);
        }
        begin_pass(&device);
        device.pass(RETRY_DELAY_MS_MAX);
        begin_pass(&device);
        for _ in 0..REPORTS {
            device.deliver(1);
        }
        prop_assert_eq!(device.core.outbox().unwrap(), Outbox::default());
    }
}
