//! What was told of a month, as it is kept.

use lamplight_protocol::api::{MonthFigures, PlaceFigure, PlaceFigures};
use lamplight_store::StoreError;
use lamplight_store::model::ToldMonth;
use serde::{Deserialize, Serialize};

/// What is told of one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptMonth {
    pub(super) figures: MonthFigures,
    pub(super) places: Vec<PlaceFigure>,
}

impl KeptMonth {
    /// Its places, which are told of the newest month alone.
    pub(super) fn take_places(&mut self) -> PlaceFigures {
        PlaceFigures {
            from: self.figures.from,
            until: self.figures.until,
            told: std::mem::take(&mut self.places),
        }
    }

    /// As the store keeps it.
    pub(super) fn close(&self) -> Result<ToldMonth, StoreError> {
        Ok(ToldMonth {
            begins_at: self.figures.from,
            published_at: self.figures.published_at,
            document: serde_json::to_string(self).map_err(|_| StoreError::Damaged("a month to be told"))?,
        })
    }
}

pub(super) fn open(month: &ToldMonth) -> Result<KeptMonth, StoreError> {
    serde_json::from_str(&month.document).map_err(|_| StoreError::Damaged("a month that was told"))
}
