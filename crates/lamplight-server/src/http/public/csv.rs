//! The figures as a table for other programs (RFC 4180). Every value is a name or a number, so that none needs quotes.

use std::fmt::Write as _;

use lamplight_protocol::api::{Figure, MonthFigures, ServiceFigures};
use lamplight_protocol::report::Category;

use super::rows::{Unit, rows};
use super::wording::iso_month;

/// A line for each figure of each month, the newest month first.
pub(super) fn write(figures: &ServiceFigures) -> String {
    let mut csv = "month,figure,category,unit,state,value\r\n".to_owned();
    for month in &figures.months {
        for row in rows(month) {
            line(&mut csv, month, row.name, None, row.unit, row.figure);
        }
        for told in &month.categories {
            let about = Some(told.category);
            let figures = [
                ("reports", Unit::Reports, told.reports),
                ("answered_half", Unit::Minutes, told.answered_half_minutes),
                ("closed_half", Unit::Hours, told.closed_half_hours),
            ];
            for (name, unit, figure) in figures {
                line(&mut csv, month, name, about, unit, figure);
            }
        }
    }
    csv
}

fn line(
    csv: &mut String,
    month: &MonthFigures,
    name: &str,
    category: Option<Category>,
    unit: Unit,
    figure: Figure,
) {
    let (state, value) = match figure {
        Figure::Told(value) => ("told", value.to_string()),
        Figure::Hidden => ("hidden", String::new()),
        Figure::StillWaiting => ("still_waiting", String::new()),
    };
    let month = iso_month(month.from);
    let category = category.map_or("", Category::as_str);
    // Writing to memory does not fail.
    let _ = write!(
        csv,
        "{month},{name},{category},{},{state},{value}\r\n",
        unit.as_str()
    );
}
