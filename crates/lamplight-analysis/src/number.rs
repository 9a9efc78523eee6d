//! From numbers that are reckoned to numbers that count.

/// The largest that is ever counted here: far below where a float skips whole numbers.
const WHOLE_MAX: f64 = 1e12;

/// The whole part of a number that counts something; `None` when it is negative, too large or no number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is looked at first"
)]
pub(crate) fn whole(value: f64) -> Option<usize> {
    (0.0..=WHOLE_MAX).contains(&value).then_some(value as usize)
}
