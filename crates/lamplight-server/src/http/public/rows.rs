//! The figures of a month one by one, each with its name and its definition.

use lamplight_protocol::api::{Figure, MonthFigures};
use lamplight_words::Message;

/// In what a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Reports,
    Percent,
    Minutes,
    Hours,
    Days,
}

impl Unit {
    /// Its name in data.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Percent => "percent",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }
}

/// A figure with its name in data and in words, and how it is counted.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) unit: Unit,
    pub(super) figure: Figure,
    pub(super) label: Message<'static>,
    pub(super) how: Message<'static>,
}

/// Every figure of a month that is not of one category.
#[rustfmt::skip]
pub(super) fn rows(month: &MonthFigures) -> [Row; 12] {
    use Message as M;
    let service = &month.service;
    let row = |name, unit, figure, label, how| Row { name, unit, figure, label, how };
    [
        row("reports", Unit::Reports, month.reports, M::FigureReports, M::FigureReportsHow),
        row("answered_half", Unit::Minutes, service.answered_half_minutes, M::FigureAnsweredHalf, M::FigureAnsweredHow),
        row("answered_most", Unit::Minutes, service.answered_most_minutes, M::FigureAnsweredMost, M::FigureAnsweredHow),
        row("in_time", Unit::Percent, service.in_time_percent, M::FigureInTime, M::FigureInTimeHow),
        row("closed_half", Unit::Hours, service.closed_half_hours, M::FigureClosedHalf, M::FigureClosedHow),
        row("closed_most", Unit::Hours, service.closed_most_hours, M::FigureClosedMost, M::FigureClosedHow),
        row("reopened", Unit::Percent, service.reopened_percent, M::FigureReopened, M::FigureReopenedHow),
        row("content", Unit::Percent, service.content_percent, M::FigureContent, M::FigureContentHow),
        row("answering", Unit::Percent, service.answering_percent, M::FigureAnswering, M::FigureAnsweringHow),
        row("no_basis", Unit::Percent, service.no_basis_percent, M::FigureNoBasis, M::FigureNoBasisHow),
        row("open", Unit::Reports, service.open, M::FigureOpen, M::FigureOpenHow),
        row("open_half", Unit::Days, service.open_half_days, M::FigureOpenHalf, M::FigureOpenHalfHow),
    ]
}
