//! How good a forecast would have been: rolling, and trained only on what came before.
//!
//! At the start of every month each way to weigh incidents ranks the cells, knowing nothing of that day or later. The
//! top share of them is the forecast for the next 30 days, and the incidents that then fell into it are its hits. Which way
//! is used for a month is chosen by the forecasts whose 30 days had already ended ([`crate::score::choose`]).

mod forecast;
mod measures;
mod months;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Serialize, Serializer};
use thiserror::Error;

use self::forecast::{Forecast, History};
use self::measures::Totals;
use self::months::Window;
use crate::grid::Grid;
use crate::incidents::{Catalogue, Incident, Origin};
use crate::score::{Class, FORECASTS_COMPARED_MAX, Weighting, choose};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The first day of which something may be forecast.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How much of the area a forecast may name, above 0 and at most 1.
    pub area_share: f64,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BacktestError {
    /// The share is not one.
    #[error("the share of the area must be above 0 and at most 1")]
    AreaShare,
    /// No month begins in the time asked about whose 30 days end in it and that has 60 days of records before it.
    #[error("no month can be forecast: it needs 60 days of records before, and 30 days to be compared with")]
    NoForecast,
    /// The class had no reported incident in any of the months.
    #[error("no reported incident of the class in the time asked about")]
    NoIncident,
}

/// How the forecasts of a class did. A PAI says nothing without the cell's size and the share: they stand beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The class.
    pub class: String,
    /// By how incidents came to be known: how many there were in the forecast months, and how many were hit by forecasts
    /// that are made of the reported ones alone.
    pub origins: Vec<OriginHits>,
    /// Predictive accuracy index: the share of reported incidents that were hit, by the share of the area that was named
    /// (Chainey, Tompson and Uhlig 2008).
    pub pai: f64,
    /// The same for the plain count of the last 365 days: the one to beat.
    pub pai_count_365: f64,
    /// The same for a kernel density of those, with a bandwidth of 150 m.
    pub pai_kde: f64,
    /// The same for their Gi*, within one ring of cells.
    pub pai_gi: f64,
    /// Prediction efficiency index: hits by those of a forecast that knew what came (Hunt 2016, PEI*).
    pub pei_star: f64,
    /// Share of reported incidents that were hit.
    pub hit_rate: f64,
    /// The side of a cell, in metres.
    pub cell_m: f64,
    /// Share of the area that was named.
    pub share: f64,
    /// Cells of the area.
    pub cells: usize,
    /// The forecasts, by month.
    pub forecasts: Vec<ForecastUsed>,
}

/// Incidents by how they came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OriginHits {
    /// How they came to be known.
    pub origin: Origin,
    /// How many there were.
    pub incidents: f64,
    /// How many were hit. Cells of equal rank at the end of a forecast share its last places, hence the fraction.
    pub hits: f64,
    /// Hits by incidents; 0 where there were none.
    pub hit_rate: f64,
}

/// One month's forecast.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ForecastUsed {
    /// Its first day.
    #[serde(serialize_with = "iso_day")]
    pub from: NaiveDate,
    /// How incidents were weighed, as chosen by earlier months.
    pub weighting: Weighting,
    /// How many earlier forecasts the choice was made by.
    pub compared: usize,
}

fn iso_day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// Makes a back-test of one class.
///
/// # Errors
/// [`BacktestError`] when the question has no answer.
pub fn backtest(
    grid: &Grid,
    catalogue: &Catalogue,
    incidents: &[Incident],
    class: &Class,
    question: &Question,
) -> Result<Answer, BacktestError> {
    if !(question.area_share > 0.0 && question.area_share <= 1.0) {
        return Err(BacktestError::AreaShare);
    }
    let history = History::of(grid, catalogue, incidents, class).ok_or(BacktestError::NoIncident)?;
    let windows = months::windows(history.begins(), question);
    let made: Vec<Forecast> = windows
        .par_iter()
        .map(|window| history.forecast(grid, *window, question.area_share))
        .collect();
    let asked_about = made.iter().filter(|forecast| forecast.window.is_within(question));
    let used: Vec<(&Forecast, usize, usize)> = asked_about
        .map(|forecast| {
            let past = ended_before(&made, forecast.window);
            (forecast, choose(&past), past.len().min(FORECASTS_COMPARED_MAX))
        })
        .collect();
    if used.is_empty() {
        return Err(BacktestError::NoForecast);
    }
    let mut totals = Totals::default();
    for (forecast, chosen, _) in &used {
        totals.add(forecast, *chosen);
    }
    let candidates = Weighting::candidates();
    let forecasts = used.iter().map(|(forecast, chosen, compared)| ForecastUsed {
        from: forecast.window.from,
        weighting: candidates.get(*chosen).copied().unwrap_or(Weighting::PlainCount),
        compared: *compared,
    });
    let forecasts: Vec<ForecastUsed> = forecasts.collect();
    let measured = totals.measure(grid, question.area_share);
    let measured = measured.ok_or(BacktestError::NoIncident)?;
    Ok(measured.answer(class, grid, question, forecasts))
}

/// Chooses how the incidents of a class are weighed from a day on, by the forecasts of the months before it. The plain
/// count, where they show nothing better or there are too few.
#[must_use]
pub fn choose_weighting(
    grid: &Grid,
    catalogue: &Catalogue,
    incidents: &[Incident],
    class: &Class,
    day: NaiveDate,
    area_share: f64,
) -> Weighting {
    let question = Question {
        from: day,
        to: day,
        area_share,
    };
    let history = History::of(grid, catalogue, incidents, class);
    let window = Window::starting(day);
    let Some((history, window)) = history.zip(window) else {
        return Weighting::PlainCount;
    };
    let made: Vec<Forecast> = months::windows(history.begins(), &question)
        .par_iter()
        .filter(|earlier| earlier.end <= window.begin)
        .map(|earlier| history.forecast(grid, *earlier, area_share))
        .collect();
    let chosen = choose(&ended_before(&made, window));
    let mut candidates = Weighting::candidates().into_iter();
    candidates.nth(chosen).unwrap_or(Weighting::PlainCount)
}

/// The hits of all forecasts whose days had ended when a window began, the oldest first.
fn ended_before(made: &[Forecast], window: Window) -> Vec<&[f64]> {
    made.iter()
        .filter(|earlier| earlier.window.end <= window.begin)
        .map(|earlier| earlier.hits.as_slice())
        .collect()
}
