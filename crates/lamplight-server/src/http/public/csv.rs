//! The figures as a table for other programs (RFC 4180). Every value is a name of ours or a number, and needs no
//! quotes; but for the names of classes, which the operator chose.

use std::fmt::Write as _;

use lamplight_protocol::api::{Figure, Forecasts, MonthFigures, ServiceFigures};
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
    forecasts(&mut csv, &figures.forecasts);
    for one in &figures.initiatives {
        let (state, value) = state_of(one.reports);
        let _ = write!(
            csv,
            ",initiative_reports,{},reports,{state},{value}\r\n",
            one.news
        );
    }
    csv
}

/// Whether a map of risk is made, and how good forecasts were; of no month.
fn forecasts(csv: &mut String, forecasts: &Forecasts) {
    let state = if forecasts.map_is_made { "on" } else { "off" };
    let _ = write!(csv, ",map_of_risk,,,{state},\r\n");
    for class in forecasts.back_test.iter().flat_map(|test| &test.classes) {
        let name = class.name.replace('"', "\"\"");
        let _ = write!(csv, ",forecast_pai,\"{name}\",ratio,told,{:.3}\r\n", class.pai);
    }
}

fn state_of(figure: Figure) -> (&'static str, String) {
    match figure {
        Figure::Told(value) => ("told", value.to_string()),
        Figure::Hidden => ("hidden", String::new()),
        Figure::StillWaiting => ("still_waiting", String::new()),
    }
}

fn line(
    csv: &mut String,
    month: &MonthFigures,
    name: &str,
    category: Option<Category>,
    unit: Unit,
    figure: Figure,
) {
    let (state, value) = state_of(figure);
    let month = iso_month(month.from);
    let category = category.map_or("", Category::as_str);
    // Writing to memory does not fail.
    let _ = write!(
        csv,
        "{month},{name},{category},{},{state},{value}\r\n",
        unit.as_str()
    );
}
