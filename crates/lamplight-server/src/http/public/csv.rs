//! The figures as a table for other programs (RFC 4180). Every value is a name of ours or a number, and needs no
//! quotes; but for the names of classes, which the operator chose, and the titles of trials.

use std::fmt::Write as _;

use lamplight_protocol::api::{Figure, Forecasts, MonthFigures, ServiceFigures, TriedTrial};
use lamplight_protocol::report::Category;
use lamplight_protocol::trial::TrialFinding;

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
        let (state, value) = written(one.reports);
        let _ = write!(
            csv,
            ",initiative_reports,{},reports,{state},{value}\r\n",
            one.news
        );
    }
    figures.tried.iter().for_each(|trial| tried(&mut csv, trial));
    csv
}

/// What came of a trial: its title stands where a category does, and where a month does, that in which it ended.
fn tried(csv: &mut String, trial: &TriedTrial) {
    let month = iso_month(trial.until);
    let title = trial.texts.first().map_or("", |text| text.title.as_str());
    let title = title.replace('"', "\"\"");
    let mut line = |name: &str, unit: &str, state: &str, value: &str| {
        let _ = write!(csv, "{month},{name},\"{title}\",{unit},{state},{value}\r\n");
    };
    line(
        "trial_places",
        "places",
        "told",
        &trial.places_per_arm.to_string(),
    );
    let Some(outcome) = &trial.outcome else {
        line("trial_ratio", "ratio", "called_off", "");
        return;
    };
    for (name, figure) in [
        ("trial_before_treated", outcome.before.treated),
        ("trial_before_control", outcome.before.control),
        ("trial_during_treated", outcome.during.treated),
        ("trial_during_control", outcome.during.control),
    ] {
        let (state, value) = written(figure);
        line(name, "events_at_least", state, &value);
    }
    let TrialFinding::Ratio(found) = outcome.finding else {
        line("trial_ratio", "ratio", "too_few_events", "");
        return;
    };
    let values = [
        ("trial_ratio", found.ratio),
        ("trial_ratio_low", found.low),
        ("trial_ratio_high", found.high),
    ];
    let around = outcome.around.map(|around| ("trial_around_ratio", around.ratio));
    for (name, value) in values.into_iter().chain(around) {
        line(name, "ratio", "told", &format!("{value:.2}"));
    }
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

fn line(
    csv: &mut String,
    month: &MonthFigures,
    name: &str,
    category: Option<Category>,
    unit: Unit,
    figure: Figure,
) {
    let (state, value) = written(figure);
    let month = iso_month(month.from);
    let category = category.map_or("", Category::as_str);
    // Writing to memory does not fail.
    let _ = write!(
        csv,
        "{month},{name},{category},{},{state},{value}\r\n",
        unit.as_str()
    );
}

/// A figure as its state and its value.
fn written(figure: Figure) -> (&'static str, String) {
    match figure {
        Figure::Told(value) => ("told", value.to_string()),
        Figure::Hidden => ("hidden", String::new()),
        Figure::StillWaiting => ("still_waiting", String::new()),
    }
}
