//! "You said, we did": what was done because residents asked for it.

use std::io;

use lamplight_protocol::api::{Figure, ToldInitiative};
use lamplight_protocol::news::NewsText;
use lamplight_words::{Message, Words};

use super::page::{Html, say, section, text};
use super::wording::iso_day;

/// Writes a section of them; nothing where there are none.
pub(super) fn write(html: &mut Html, words: &Words, all: &[ToldInitiative]) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    section(html, words, Message::FiguresInitiativesTitle, |html| {
        all.iter().try_for_each(|one| initiative(html, words, one))
    })
}

fn initiative(html: &mut Html, words: &Words, told: &ToldInitiative) -> io::Result<()> {
    let Some(said) = in_language(&told.texts, words.language()) else {
        return Ok(());
    };
    html.create_element("article")
        .with_attribute(("lang", said.language.as_str()))
        .write_inner_content(|html| {
            text(html, "h3", &said.title)?;
            text(html, "p", &said.text)?;
            said.outcome
                .iter()
                .try_for_each(|outcome| text(html, "p", outcome))
        })?;
    let date = iso_day(told.published_at);
    say(html, "p", words, Message::FiguresInitiativeSince { date: &date })?;
    match told.reports {
        Figure::Told(reports) => {
            let shown = reports.to_string();
            say(
                html,
                "p",
                words,
                Message::FiguresInitiativeReports { shown: &shown },
            )
        }
        Figure::Hidden | Figure::StillWaiting => Ok(()),
    }
}

/// What is said in a language, or else in the first.
fn in_language<'t>(texts: &'t [NewsText], language: &str) -> Option<&'t NewsText> {
    let same = |text: &&NewsText| text.language.as_str() == language;
    texts.iter().find(same).or_else(|| texts.first())
}
