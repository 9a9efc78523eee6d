//! How the patrol serves residents: what of it is told, month by month.
//!
//! A figure of few reports would tell how somebody's own was treated. So each month is told once, a week after its end
//! at least, by numbers of which none is of fewer than [`FIGURE_REPORTS_MIN`], and from which no such number can be worked
//! out. All that is told anywhere, to the app, on the public page and in files, is what was kept then: two tables of the
//! same reports could be subtracted from one another.

mod counts;
mod forecasts;
mod initiatives;
mod kept;
mod month;
mod places;
mod telling;
#[cfg(test)]
mod tests;
mod tried;

use std::sync::Arc;

use lamplight_analysis::publication::HIDDEN_BELOW;
use lamplight_protocol::api::{FIGURES_METHOD, ServiceFigures};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::{Store, StoreError};
use tokio::sync::Mutex;

use crate::area::Answer;
use crate::risk::Standing;

pub(crate) use self::telling::{next_month, tell_due};

/// Reports below which no figure is told. As for public places (security-privacy: from 5 reports up).
pub const FIGURE_REPORTS_MIN: u32 = HIDDEN_BELOW;
/// Months that are told of at once: a year, so that the same month of the last one is there to compare.
const MONTHS_TOLD: u32 = 12;
/// How long what is told is kept in memory, in milliseconds: a minute. It changes once a month, by whichever instance.
const KEPT_MS: i64 = 60_000;

/// What is told, written once for everybody.
#[derive(Default)]
pub struct Figures {
    made: Mutex<Option<Made>>,
}

struct Made {
    at: TimestampMillis,
    told: Told,
}

/// What is told, as such and as JSON.
#[derive(Clone)]
pub(crate) struct Told {
    pub(crate) figures: Arc<ServiceFigures>,
    pub(crate) answer: Answer,
}

impl Figures {
    /// What is told now. Whoever asks first reads it; the others wait for that.
    ///
    /// # Errors
    /// [`StoreError`] when what was told cannot be read.
    pub(crate) async fn told(
        &self,
        store: &dyn Store,
        standing: Standing,
        now: TimestampMillis,
    ) -> Result<Told, StoreError> {
        let mut made = self.made.lock().await;
        let is_fresh = |made: &&Made| (0..KEPT_MS).contains(&now.millis_since(made.at));
        if let Some(made) = made.as_ref().filter(is_fresh) {
            return Ok(made.told.clone());
        }
        let figures = read(store, standing).await?;
        let body = serde_json::to_vec(&figures).map_err(|_| StoreError::Damaged("figures"))?;
        let told = Told {
            figures: Arc::new(figures),
            answer: Answer::new(body),
        };
        // Nothing is not kept: whoever begins with a first month wants to see it at once.
        *made = (!told.figures.months.is_empty()).then(|| Made {
            at: now,
            told: told.clone(),
        });
        Ok(told)
    }
}

async fn read(store: &dyn Store, standing: Standing) -> Result<ServiceFigures, StoreError> {
    let documents = store.told_months(MONTHS_TOLD).await?;
    let mut months: Vec<kept::KeptMonth> = documents.iter().map(kept::open).collect::<Result<_, _>>()?;
    let places = months.first_mut().map(kept::KeptMonth::take_places);
    Ok(ServiceFigures {
        reports_min: FIGURE_REPORTS_MIN,
        method: FIGURES_METHOD,
        months: months.into_iter().map(|month| month.figures).collect(),
        places,
        forecasts: forecasts::told(store, standing).await?,
        initiatives: initiatives::told(store).await?,
        tried: tried::told(store).await?,
    })
}
