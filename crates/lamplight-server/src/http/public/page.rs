//! The page: a document that can be read without its style sheet, with tables that its bars are drawn from.

use std::io;

use lamplight_protocol::api::{CategoryFigure, Figure, ForecastTest, MonthFigures, ServiceFigures};
use lamplight_protocol::text::Language;
use lamplight_words::{Message, Words, category, is_right_to_left, languages};
use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::initiatives;
use super::rows::{Unit, rows};
use super::tried;
use super::wording::{iso_day, month, said};

pub(super) type Html = Writer<Vec<u8>>;

/// Writes the page in the language of the words.
///
/// # Errors
/// Only the writer's own, which writes to memory.
pub(super) fn write(words: &Words, area: &str, figures: &ServiceFigures) -> io::Result<Vec<u8>> {
    let mut html = Writer::new_with_indent(b"<!doctype html>\n".to_vec(), b' ', 1);
    let language = words.language();
    let direction = if is_right_to_left(language) { "rtl" } else { "ltr" };
    html.create_element("html")
        .with_attributes([("lang", language), ("dir", direction)])
        .write_inner_content(|html| {
            head(html, words, area)?;
            html.create_element("body").write_inner_content(|html| {
                html.create_element("main").write_inner_content(|html| {
                    text(html, "p", area)?;
                    say(html, "h1", words, Message::FiguresTitle)?;
                    say(html, "p", words, Message::FiguresIntro)?;
                    match figures.months.first() {
                        None => nothing(html, words)?,
                        Some(newest) => told(html, words, newest, figures)?,
                    }
                    initiatives::write(html, words, &figures.initiatives)?;
                    tried::write(html, words, &figures.tried)?;
                    method(html, words, figures)
                })?;
                footer(html, words)
            })?;
            Ok(())
        })?;
    Ok(html.into_inner())
}

fn head(html: &mut Html, words: &Words, area: &str) -> io::Result<()> {
    html.create_element("head").write_inner_content(|html| {
        empty(html, "meta", &[("charset", "utf-8")])?;
        let viewport = "width=device-width, initial-scale=1";
        empty(html, "meta", &[("name", "viewport"), ("content", viewport)])?;
        empty(
            html,
            "link",
            &[("rel", "stylesheet"), ("href", "/how-we-are-doing.css")],
        )?;
        let title = words.say(Message::FiguresTitle);
        text(html, "title", &format!("{title} – {area}"))
    })?;
    Ok(())
}

fn nothing(html: &mut Html, words: &Words) -> io::Result<()> {
    section(html, words, Message::FiguresNone, |html| {
        say(html, "p", words, Message::FiguresNoneText)
    })
}

/// The newest month, and the year.
fn told(html: &mut Html, words: &Words, newest: &MonthFigures, figures: &ServiceFigures) -> io::Result<()> {
    html.create_element("section").write_inner_content(|html| {
        text(html, "h2", &month(words, newest.from))?;
        let date = iso_day(newest.published_at);
        say(html, "p", words, Message::FiguresToldAt { date: &date })?;
        let shown = figures.reports_min.to_string();
        say(html, "p", words, Message::FiguresHiddenHow { shown: &shown })?;
        say(html, "h3", words, Message::FiguresServiceTitle)?;
        service(html, words, newest)?;
        say(html, "h3", words, Message::FiguresCategoryTitle)?;
        categories(html, words, &newest.categories)
    })?;
    section(html, words, Message::FiguresMonthsTitle, |html| {
        months(html, words, &figures.months)
    })
}

/// Each figure with how it is counted.
fn service(html: &mut Html, words: &Words, month: &MonthFigures) -> io::Result<()> {
    html.create_element("dl").write_inner_content(|html| {
        rows(month).iter().try_for_each(|row| {
            html.create_element("div").write_inner_content(|html| {
                say(html, "dt", words, row.label)?;
                text(html, "dd", &said(words, row.unit, row.figure))?;
                html.create_element("dd")
                    .with_attribute(("class", "how"))
                    .write_text_content(BytesText::new(&words.say(row.how)))?;
                Ok(())
            })?;
            Ok(())
        })
    })?;
    Ok(())
}

fn categories(html: &mut Html, words: &Words, all: &[CategoryFigure]) -> io::Result<()> {
    let rows = all.iter().map(|told| {
        let figures = [told.reports, told.answered_half_minutes, told.closed_half_hours];
        (words.say(category(told.category)), figures)
    });
    counts(
        html,
        words,
        Message::FiguresColumnCategory,
        &rows.collect::<Vec<_>>(),
    )
}

fn months(html: &mut Html, words: &Words, all: &[MonthFigures]) -> io::Result<()> {
    let rows = all.iter().map(|told| {
        let service = &told.service;
        let figures = [
            told.reports,
            service.answered_half_minutes,
            service.closed_half_hours,
        ];
        (month(words, told.from), figures)
    });
    counts(
        html,
        words,
        Message::FiguresColumnMonth,
        &rows.collect::<Vec<_>>(),
    )
}

/// A table of names, each with how much was reported, and how soon half of it was answered and closed.
fn counts(
    html: &mut Html,
    words: &Words,
    head: Message<'_>,
    all: &[(String, [Figure; 3])],
) -> io::Result<()> {
    let most = all.iter().filter_map(|(_, [reports, ..])| number(*reports)).max();
    let heads = [
        head,
        Message::FigureReports,
        Message::FigureAnsweredHalf,
        Message::FigureClosedHalf,
    ];
    table(html, words, &heads, |html, labels| {
        all.iter().try_for_each(|(name, [reports, answered, closed])| {
            let cells = [
                (Unit::Reports, *reports),
                (Unit::Minutes, *answered),
                (Unit::Hours, *closed),
            ];
            row(html, words, labels, name, &cells, most)
        })
    })
}

fn number(figure: Figure) -> Option<u32> {
    match figure {
        Figure::Told(number) => Some(number),
        Figure::Hidden | Figure::StillWaiting => None,
    }
}

fn table(
    html: &mut Html,
    words: &Words,
    heads: &[Message<'_>; 4],
    body: impl FnOnce(&mut Html, &[String; 4]) -> io::Result<()>,
) -> io::Result<()> {
    let labels = heads.map(|head| words.say(head));
    html.create_element("table").write_inner_content(|html| {
        html.create_element("thead").write_inner_content(|html| {
            html.create_element("tr").write_inner_content(|html| {
                labels.iter().try_for_each(|label| {
                    html.create_element("th")
                        .with_attribute(("scope", "col"))
                        .write_text_content(BytesText::new(label))?;
                    Ok(())
                })
            })?;
            Ok(())
        })?;
        html.create_element("tbody")
            .write_inner_content(|html| body(html, &labels))?;
        Ok(())
    })?;
    Ok(())
}

/// A row: its name, and its figures, of which the first has a bar. Each cell knows the head of its column, for screens on
/// which columns do not fit beside each other.
fn row(
    html: &mut Html,
    words: &Words,
    labels: &[String; 4],
    name: &str,
    cells: &[(Unit, Figure); 3],
    most: Option<u32>,
) -> io::Result<()> {
    html.create_element("tr").write_inner_content(|html| {
        html.create_element("th")
            .with_attribute(("scope", "row"))
            .write_text_content(BytesText::new(name))?;
        cells
            .iter()
            .zip(labels.iter().skip(1))
            .try_for_each(|((unit, figure), label)| {
                html.create_element("td")
                    .with_attribute(("data-label", label.as_str()))
                    .write_inner_content(|html| {
                        text(html, "span", &said(words, *unit, *figure))?;
                        match (*unit, *figure, most) {
                            (Unit::Reports, Figure::Told(part), Some(whole)) => bar(html, part, whole),
                            _ => Ok(()),
                        }
                    })?;
                Ok(())
            })
    })?;
    Ok(())
}

/// A bar that says again what stands beside it.
fn bar(html: &mut Html, part: u32, whole: u32) -> io::Result<()> {
    let width = (u64::from(part) * 100 / u64::from(whole.max(1))).to_string();
    let shape = [
        ("viewBox", "0 0 100 4"),
        ("width", "100"),
        ("height", "4"),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
    ];
    html.create_element("svg")
        .with_attributes(shape)
        .write_inner_content(|html| empty(html, "rect", &[("width", &width), ("height", "4")]))?;
    Ok(())
}

fn method(html: &mut Html, words: &Words, figures: &ServiceFigures) -> io::Result<()> {
    section(html, words, Message::FiguresMethodTitle, |html| {
        let version = figures.method.to_string();
        say(
            html,
            "p",
            words,
            Message::FiguresMethodVersion { version: &version },
        )?;
        say(html, "p", words, Message::FiguresMethodOnce)?;
        say(html, "p", words, Message::FiguresMethodPlaces)?;
        say(html, "h3", words, Message::FiguresBacktestTitle)?;
        match &figures.forecasts.back_test {
            None => say(html, "p", words, Message::FiguresBacktestNone)?,
            Some(test) => back_test(html, words, test)?,
        }
        say(html, "h3", words, Message::FiguresMapTitle)?;
        let standing = match figures.forecasts.map_is_made {
            true => Message::FiguresMapOn,
            false => Message::FiguresMapOff,
        };
        say(html, "p", words, standing)
    })
}

/// How good forecasts were: what the measure means, then a line a class.
fn back_test(html: &mut Html, words: &Words, test: &ForecastTest) -> io::Result<()> {
    let (date, cell) = (iso_day(test.made_at), format!("{:.0}", test.cell_m));
    let share = format!("{:.1}", test.area_share * 100.0);
    let how = Message::FiguresBacktestHow {
        cell: &cell,
        date: &date,
        share: &share,
    };
    say(html, "p", words, how)?;
    html.create_element("ul").write_inner_content(|html| {
        test.classes.iter().try_for_each(|class| {
            let (pai, plain) = (format!("{:.1}", class.pai), format!("{:.1}", class.pai_count_365));
            let line = Message::FiguresBacktestClass {
                name: &class.name,
                pai: &pai,
                plain: &plain,
            };
            say(html, "li", words, line)
        })
    })?;
    Ok(())
}

/// The data, and the page in the other languages.
fn footer(html: &mut Html, words: &Words) -> io::Result<()> {
    html.create_element("footer").write_inner_content(|html| {
        html.create_element("p").write_inner_content(|html| {
            say(html, "span", words, Message::FiguresData)?;
            link(html, "/how-we-are-doing.json", "JSON", None)?;
            link(html, "/how-we-are-doing.csv", "CSV", None)
        })?;
        html.create_element("p").write_inner_content(|html| {
            languages().try_for_each(|language| {
                let name = Words::of(&language.parse().unwrap_or_else(|_| Language::english()));
                let address = format!("/how-we-are-doing?lang={language}");
                link(
                    html,
                    &address,
                    &name.say(Message::FiguresLanguage),
                    Some(language),
                )
            })
        })?;
        Ok(())
    })?;
    Ok(())
}

pub(super) fn section(
    html: &mut Html,
    words: &Words,
    title: Message<'_>,
    body: impl FnOnce(&mut Html) -> io::Result<()>,
) -> io::Result<()> {
    html.create_element("section").write_inner_content(|html| {
        say(html, "h2", words, title)?;
        body(html)
    })?;
    Ok(())
}

pub(super) fn say(html: &mut Html, name: &str, words: &Words, message: Message<'_>) -> io::Result<()> {
    text(html, name, &words.say(message))
}

pub(super) fn text(html: &mut Html, name: &str, text: &str) -> io::Result<()> {
    html.create_element(name)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn empty(html: &mut Html, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    html.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_empty()?;
    Ok(())
}

fn link(html: &mut Html, address: &str, name: &str, language: Option<&str>) -> io::Result<()> {
    let of_language = language.map(|language| ("lang", language));
    html.create_element("a")
        .with_attributes([("href", address)].into_iter().chain(of_language))
        .write_text_content(BytesText::new(name))?;
    Ok(())
}
