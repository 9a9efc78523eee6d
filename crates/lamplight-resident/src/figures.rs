//! How the patrol serves residents, as the server tells everybody month by month.
//!
//! They are fetched whether anybody looks at them or not: so they are there without a network, and fetching them tells
//! nothing of where somebody is about to report.

mod near;

use lamplight_protocol::api::ServiceFigures;
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;

use crate::Core;
use crate::config::ServerUrl;
use crate::error::CoreError;
use crate::local::server;
use crate::pull::PullError;
use crate::remote::{Remote, RemoteAnswer};
use crate::view::{ReportedNear, Scope};

/// How often the server is asked, in milliseconds: every six hours, so that a month is known on the day on
/// which it is told.
const ASK_EVERY_MS: i64 = 6 * 60 * 60 * 1_000;

impl Core {
    /// How the patrol served residents. None while the server has not told it.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn figures(&self) -> Result<Option<ServiceFigures>, CoreError> {
        self.db().read(server::figures)
    }

    /// What was reported often near a point, found among what the server tells everybody.
    pub(crate) fn reported_near(&self, point: Point) -> Result<Vec<ReportedNear>, CoreError> {
        let places = self.figures()?.and_then(|figures| figures.places);
        Ok(places.map_or_else(Vec::new, |places| near::around(&places, point, self.now())))
    }

    /// Asks for the figures, unless they were asked for a short while ago.
    pub(crate) async fn pull_figures(&self, remote: &Remote) -> Result<(), PullError> {
        let now = self.now();
        let (etag, asked_at) = self.on_disk(|core| core.db().read(server::figures_asked)).await?;
        if !is_due(asked_at, now) {
            return Ok(());
        }
        let answer = remote.figures(&etag).await;
        let taken = match answer {
            Ok(RemoteAnswer { status: 304, .. }) => {
                self.note_answered();
                None
            }
            answer => {
                let etag = answer
                    .as_ref()
                    .map(|answer| answer.etag.clone())
                    .unwrap_or_default();
                Some((self.understand::<ServiceFigures>(answer)?, etag))
            }
        };
        let url = remote.base().clone();
        self.on_disk(move |core| core.take_figures(&url, taken.as_ref(), now))
            .await?;
        Ok(())
    }

    fn take_figures(
        &self,
        url: &ServerUrl,
        taken: Option<&(ServiceFigures, String)>,
        now: TimestampMillis,
    ) -> Result<(), CoreError> {
        let changed = self.write(|tx| {
            if !server::belongs_to(tx, url)? {
                return Ok(false);
            }
            server::set_figures_asked(tx, now)?;
            let Some((figures, etag)) = taken else {
                return Ok(false);
            };
            server::set_figures(tx, figures, etag)?;
            Ok(true)
        })?;
        if changed {
            self.inner.changes.tell(Scope::Area);
        }
        Ok(())
    }
}

/// Also when the clock was set back since.
fn is_due(asked_at: TimestampMillis, now: TimestampMillis) -> bool {
    !(0..ASK_EVERY_MS).contains(&now.millis_since(asked_at))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::Device;

    #[test]
    fn figures_stay_without_a_server_and_go_with_another() {
        let mut device = Device::new();
        let url: ServerUrl = "http://127.0.0.1:9".parse().unwrap();
        let told: ServiceFigures = serde_json::from_value(json!({
            "reports_min": 5, "method": 1, "months": [],
            "places": { "from": "2026-10-01T00:00:00.000Z", "until": "2026-11-01T00:00:00.000Z", "told": [] }
        }))
        .unwrap();
        device.core.write(|tx| server::belong_to(tx, &url)).unwrap();
        let taken = Some((told.clone(), "\"tag\"".into()));
        device
            .core
            .take_figures(&url, taken.as_ref(), device.now())
            .unwrap();
        device.restart();
        assert_eq!(device.core.figures().unwrap(), Some(told));
        let other: ServerUrl = "https://other.example".parse().unwrap();
        device.core.write(|tx| server::belong_to(tx, &other)).unwrap();
        assert_eq!(device.core.figures().unwrap(), None);
    }

    #[test]
    fn figures_of_an_earlier_version_are_as_none() {
        let device = Device::new();
        device
            .core
            .write(|tx| {
                Ok(tx.execute(
                    "UPDATE server SET figures = '{\"from\":\"2026-08-01T00:00:00.000Z\"}'",
                    [],
                )?)
            })
            .unwrap();
        assert_eq!(device.core.figures().unwrap(), None);
    }

    #[test]
    fn the_server_is_asked_now_and_then_whatever_the_clock_does() {
        let at = TimestampMillis::from_millis;
        assert!(is_due(at(0), at(ASK_EVERY_MS)));
        assert!(!is_due(at(0), at(ASK_EVERY_MS - 1)));
        assert!(is_due(at(10), at(0)));
    }
}
