//! A town in which something can be tried.

use lamplight_protocol::api::IncidentOrigin;
use lamplight_protocol::area::Area;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Actor, ImportedIncident};
use serde_json::{Value, json};

use super::World;

/// Nine places so far from each other that none is around another, as latitude and longitude.
pub(crate) const TRIAL_PLACES: [(f64, f64); 9] = [
    (0.4925, 0.4925),
    (0.4925, 0.4995),
    (0.4925, 0.5065),
    (0.4995, 0.4925),
    (0.4995, 0.4995),
    (0.4995, 0.5065),
    (0.5065, 0.4925),
    (0.5065, 0.4995),
    (0.5065, 0.5065),
];

/// A town of some two kilometres, with all of them.
pub(crate) fn trial_town() -> Area {
    let (low, high) = (0.49, 0.51);
    let ring = json!([[low, low], [high, low], [high, high], [low, high], [low, low]]);
    let outline = json!({ "type": "MultiPolygon", "coordinates": [[ring]] });
    Area {
        boundary: Some(serde_json::from_value(outline).unwrap()),
        ..Area::anywhere()
    }
}

/// A trial with three pairs that begins tomorrow, lasts 28 days, and counts imported burglaries.
pub(crate) fn trial_order(now: TimestampMillis) -> Value {
    json!({
        "texts": [{ "language": "en", "title": "Walks in the evening", "text": "Two officers walk by each evening." }],
        "categories": [{ "source": "police", "name": "Burglary" }],
        "starts_at": now.plus_millis(DAY_MS),
        "ends_at": now.plus_millis(29 * DAY_MS),
        "assignment": "matched_pairs",
        "pairs": 3,
    })
}

/// Incidents of the police at one place, one each minute from a time on.
pub(crate) struct Happened {
    pub(crate) at: (f64, f64),
    pub(crate) from: TimestampMillis,
    pub(crate) count: i64,
    pub(crate) origin: IncidentOrigin,
}

impl World {
    /// Imports incidents of one category.
    pub(crate) async fn import(&self, category: &str, happened: &Happened) {
        let actor = Actor::command_line();
        let target = self
            .store()
            .begin_import("police", &actor, self.now())
            .await
            .unwrap();
        let incidents: Vec<ImportedIncident> = (0..happened.count)
            .map(|number| ImportedIncident {
                occurred_at: happened.from.plus_millis(number * 60_000),
                category: category.into(),
                // A hair apart, or the place would be a default geocode.
                place: Point::new(happened.at.0 + 0.000_01 * (number % 30) as f64, happened.at.1).unwrap(),
                origin: happened.origin,
            })
            .collect();
        for batch in incidents.chunks(2_000) {
            self.store().import_incidents(target, batch).await.unwrap();
        }
        self.store().end_import(target, self.now()).await.unwrap();
    }

    /// Ten burglaries at each of nine places, 100 days ago, and nothing but those.
    pub(crate) async fn with_burglaries(&self) {
        for at in TRIAL_PLACES {
            let happened = Happened {
                at,
                from: self.now().plus_millis(-100 * DAY_MS),
                count: 10,
                origin: IncidentOrigin::Reported,
            };
            self.import("Burglary", &happened).await;
        }
    }
}
