//! What a mail says, in the first language of the area: whoever is told may have no console, and no language chosen.

use lamplight_store::model::Waiting;
use lamplight_words::{Message, Words, category};

use super::News;

pub(super) fn subject(words: &Words, news: News) -> String {
    match news {
        News::UrgentReport(_, about) => words.say(Message::NotifyUrgentSubject {
            category: &words.say(category(about)),
        }),
        News::Reminder(_) => words.say(Message::NotifyReminderSubject),
        News::Test => words.say(Message::NotifyTestSubject),
    }
}

pub(super) fn body(words: &Words, news: News) -> String {
    match news {
        News::UrgentReport(..) => words.say(Message::NotifyUrgent),
        News::Reminder(waiting) => reminder(words, waiting),
        News::Test => words.say(Message::NotifyTest),
    }
}

/// A line for each thing that waits, and where to look.
fn reminder(words: &Words, waiting: Waiting) -> String {
    let line = |waiting: u32, message: fn(u64, &str) -> Message<'_>| {
        let said = || words.say(message(waiting.into(), &waiting.to_string()));
        (waiting > 0).then(said)
    };
    let lines = [
        line(waiting.reports, |count, shown| Message::NotifyReminderReports {
            count,
            shown,
        }),
        line(waiting.proposals, |count, shown| {
            Message::NotifyReminderProposals { count, shown }
        }),
        line(waiting.reviews, |count, shown| Message::NotifyReminderReviews {
            count,
            shown,
        }),
        Some(words.say(Message::NotifyReminder)),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::ReportId;
    use lamplight_protocol::report::Category;

    use super::*;

    fn words(language: &str) -> Words {
        Words::of(&language.parse().unwrap())
    }

    #[test]
    fn a_report_is_named_by_its_category_alone() {
        let news = News::UrgentReport(ReportId::from_random([1; 16]), Category::Wellbeing);
        assert_eq!(
            subject(&words("en"), news),
            "Urgent report waiting: Worried about someone"
        );
        assert!(!body(&words("en"), news).contains("Worried"));
    }

    #[test]
    fn a_reminder_says_how_much_waits_of_what_does() {
        let one = Waiting {
            reports: 1,
            ..Waiting::default()
        };
        assert_eq!(
            body(&words("en"), News::Reminder(one)),
            "1 report waits for an answer that is overdue.\nNobody has the console open. Please look there:"
        );
        let many = Waiting {
            reports: 1_234,
            proposals: 1_234,
            reviews: 1_234,
        };
        let many = body(&words("es-419"), News::Reminder(many));
        assert!(many.starts_with("1234 avisos esperan"), "{many}");
        assert_eq!(many.lines().count(), 4);
    }
}
