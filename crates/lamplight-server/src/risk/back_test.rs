//! The back-test, as it is kept and told.

use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use lamplight_analysis::backtest::{Answer, BacktestError, Question, backtest, choose_weighting};
use lamplight_analysis::incidents::Origin;
use lamplight_analysis::score::METHOD_VERSION;
use lamplight_protocol::api::{
    BackTest, BackTestClass, BackTestMeasures, BackTestOutcome, ForecastUsed, IncidentOrigin, OriginHits,
};
use lamplight_protocol::time::TimestampMillis;

use super::evidence::ReadyClass;
use super::{AREA_SHARE, CELL_M, Work, told_count, told_weighting};

/// How far back forecasts are made, in days: a year, with all its seasons. A forecast needs 60 days of records before it.
const FORECAST_OF_DAYS: u64 = 365;

/// Makes the back-test of all classes. None when the server goes away.
pub(super) fn make(work: &Work<'_>) -> Option<BackTest> {
    let today = DateTime::from_timestamp_millis(work.now.as_millis())?.date_naive();
    let mut classes = Vec::new();
    for class in &work.ready.classes {
        if work.end.is_cancelled() {
            return None;
        }
        classes.push(test(work, class, today)?);
    }
    Some(BackTest {
        made_at: work.now,
        method: METHOD_VERSION,
        cell_m: CELL_M,
        cells: told_count(work.grid.cells().len()),
        area_share: AREA_SHARE,
        classes,
    })
}

fn test(work: &Work<'_>, class: &ReadyClass, today: NaiveDate) -> Option<BackTestClass> {
    let (grid, ready) = (work.grid, work.ready);
    let question = Question {
        from: today.checked_sub_days(Days::new(FORECAST_OF_DAYS))?,
        to: today.pred_opt()?,
        area_share: AREA_SHARE,
    };
    let answer = backtest(grid, &ready.catalogue, &ready.incidents, &class.class, &question);
    let weighting = choose_weighting(
        grid,
        &ready.catalogue,
        &ready.incidents,
        &class.class,
        today,
        AREA_SHARE,
    );
    Some(BackTestClass {
        name: class.class.name.clone(),
        weighting: told_weighting(weighting),
        outcome: match answer {
            Ok(answer) => BackTestOutcome::Measured(told(&answer)),
            Err(BacktestError::NoIncident) => BackTestOutcome::NothingReported,
            Err(BacktestError::NoForecast | BacktestError::AreaShare) => BackTestOutcome::TooShort,
        },
    })
}

fn told(answer: &Answer) -> BackTestMeasures {
    let origins = answer.origins.iter().map(|of_origin| OriginHits {
        origin: match of_origin.origin {
            Origin::Reported => IncidentOrigin::Reported,
            Origin::Discovered => IncidentOrigin::Discovered,
            Origin::Unknown => IncidentOrigin::Unknown,
        },
        incidents: of_origin.incidents,
        hits: of_origin.hits,
    });
    let forecasts = answer.forecasts.iter().map(|forecast| ForecastUsed {
        from: TimestampMillis::from_millis(
            forecast
                .from
                .and_time(NaiveTime::MIN)
                .and_utc()
                .timestamp_millis(),
        ),
        weighting: told_weighting(forecast.weighting),
        compared: told_count(forecast.compared),
    });
    BackTestMeasures {
        pai: answer.pai,
        pai_count_365: answer.pai_count_365,
        pai_kde: answer.pai_kde,
        pai_gi: answer.pai_gi,
        pei_star: answer.pei_star,
        hit_rate: answer.hit_rate,
        origins: origins.collect(),
        forecasts: forecasts.collect(),
    }
}
