//! `analysis backtest`.

use chrono::NaiveDate;
use clap::Args;
use lamplight_analysis::backtest::{Answer, BacktestError, Question, backtest};

use super::source::Source;
use crate::cli::{Failure, print};

#[derive(Debug, Args)]
pub(in crate::cli) struct Backtest {
    #[command(flatten)]
    source: Source,
    /// The first day that may be forecast
    #[arg(long, value_name = "DAY")]
    from: NaiveDate,
    /// The last day
    #[arg(long, value_name = "DAY")]
    to: NaiveDate,
}

impl Backtest {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let ready = self.source.read()?;
        let question = Question {
            from: self.from,
            to: self.to,
            area_share: self.source.share,
        };
        for class in &ready.classes {
            let answer = backtest(&ready.grid, &ready.catalogue, &ready.incidents, class, &question);
            let answer = answer
                .map_err(|error: BacktestError| Failure::Found(format!("class {}: {error}", class.name)))?;
            print(&self.line(&answer)?)?;
        }
        Ok(())
    }

    fn line(&self, answer: &Answer) -> Result<String, Failure> {
        if self.source.json {
            return serde_json::to_string(answer).map_err(|error| Failure::Found(error.to_string()));
        }
        Ok(format!(
            "{}: PAI {:.2} (count of 365 days {:.2}, kernel density {:.2}, Gi* {:.2}), {:.1} % hit, PEI* {:.2}; \
             {} forecasts, cells of {} m, {} % of the area",
            answer.class,
            answer.pai,
            answer.pai_count_365,
            answer.pai_kde,
            answer.pai_gi,
            answer.hit_rate * 100.0,
            answer.pei_star,
            answer.forecasts.len(),
            answer.cell_m,
            answer.share * 100.0,
        ))
    }
}
