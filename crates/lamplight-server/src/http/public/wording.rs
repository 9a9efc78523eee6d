//! Months and figures in words.

use lamplight_protocol::api::Figure;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::{Message, Words};

use super::rows::Unit;

const HOUR_MINUTES: u32 = 60;
const DAY_HOURS: u32 = 24;
/// From here on minutes are told as hours, and hours as days; the app does the same.
const MINUTES_TOLD_MAX: u32 = 2 * HOUR_MINUTES;
const HOURS_TOLD_MAX: u32 = 2 * DAY_HOURS;

/// What a figure says.
pub(super) fn said(words: &Words, unit: Unit, figure: Figure) -> String {
    match figure {
        Figure::Told(value) => told(words, unit, value),
        Figure::Hidden => words.say(Message::FiguresHidden),
        Figure::StillWaiting => words.say(Message::FiguresStillWaiting),
    }
}

fn told(words: &Words, unit: Unit, value: u32) -> String {
    let shown = value.to_string();
    let (count, shown) = (value.into(), shown.as_str());
    match unit {
        Unit::Reports => shown.to_owned(),
        Unit::Percent => words.say(Message::FiguresPercent { percent: shown }),
        Unit::Minutes if value < MINUTES_TOLD_MAX => words.say(Message::SpanMinutes { count, shown }),
        Unit::Minutes => told(words, Unit::Hours, value.div_ceil(HOUR_MINUTES)),
        Unit::Hours if value < HOURS_TOLD_MAX => words.say(Message::SpanHours { count, shown }),
        Unit::Hours => told(words, Unit::Days, value.div_ceil(DAY_HOURS)),
        Unit::Days => words.say(Message::SpanDays { count, shown }),
    }
}

/// `2026-10`
pub(super) fn iso_month(begins_at: TimestampMillis) -> String {
    begins_at.to_string().chars().take("2026-10".len()).collect()
}

/// `2026-11-08`
pub(super) fn iso_day(at: TimestampMillis) -> String {
    at.to_string().chars().take("2026-11-08".len()).collect()
}

/// `October 2026`, or as the language writes it.
pub(super) fn month(words: &Words, begins_at: TimestampMillis) -> String {
    let iso = iso_month(begins_at);
    let (year, number) = iso.split_once('-').unwrap_or((&iso, ""));
    let message = match number {
        "01" => Message::FiguresMonth1 { year },
        "02" => Message::FiguresMonth2 { year },
        "03" => Message::FiguresMonth3 { year },
        "04" => Message::FiguresMonth4 { year },
        "05" => Message::FiguresMonth5 { year },
        "06" => Message::FiguresMonth6 { year },
        "07" => Message::FiguresMonth7 { year },
        "08" => Message::FiguresMonth8 { year },
        "09" => Message::FiguresMonth9 { year },
        "10" => Message::FiguresMonth10 { year },
        "11" => Message::FiguresMonth11 { year },
        "12" => Message::FiguresMonth12 { year },
        _ => return iso,
    };
    words.say(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::of(&"en".parse().unwrap())
    }

    #[test]
    fn spans_are_told_in_the_largest_unit_that_says_enough() {
        let said = |unit, value| said(&english(), unit, Figure::Told(value));
        assert_eq!(said(Unit::Minutes, 1), "1 minute");
        assert_eq!(said(Unit::Minutes, 119), "119 minutes");
        assert_eq!(said(Unit::Minutes, 121), "3 hours");
        assert_eq!(said(Unit::Hours, 49), "3 days");
        assert_eq!(said(Unit::Percent, 40), "40 %");
    }

    #[test]
    fn a_month_has_its_name() {
        let begins_at = "2026-10-01T00:00:00Z".parse().unwrap();
        assert_eq!(month(&english(), begins_at), "October 2026");
        let spanish = Words::of(&"es".parse().unwrap());
        assert_eq!(month(&spanish, begins_at), "Octubre de 2026");
        assert_eq!(iso_day(begins_at), "2026-10-01");
    }
}
