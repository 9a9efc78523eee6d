//! `analysis`: for analysts, on files alone. It needs no deployment, and keeps nothing.

mod backtest;
mod hotspots;
mod plan;
mod source;

use clap::Subcommand;

use super::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum AnalysisCommand {
    /// Say how good forecasts of past months would have been, each made only of what came before: one line a class
    Backtest(backtest::Backtest),
    /// Say which cells come first at a day, and why: one line a cell
    Hotspots(hotspots::Hotspots),
    /// Plan walks: which stops, by whom, in which order and when
    Plan(plan::PlanOrder),
}

impl AnalysisCommand {
    pub(super) fn run(&self) -> Result<(), Failure> {
        match self {
            Self::Backtest(backtest) => backtest.run(),
            Self::Hotspots(hotspots) => hotspots.run(),
            Self::Plan(order) => order.run(),
        }
    }
}
