//! Bodies that pass every check.

use lamplight_protocol::area::{Area, District};
use serde_json::{Value, json};

pub(crate) fn report() -> Value {
    json!({
        "category": "vandalism",
        "occurred_at": "2026-11-20T09:50:00Z",
        "place": { "point": { "lat": 0.5, "lon": 0.5 }, "words": "Mill Street, by the bridge" },
        "note": "Fresh paint on the wall",
        "language": "en",
    })
}

pub(crate) fn alert() -> Value {
    json!({
        "status": "actual",
        "category": "safety",
        "urgency": "immediate",
        "severity": "moderate",
        "certainty": "observed",
        "expires": "2026-11-20T14:00:00Z",
        "texts": [{
            "language": "en",
            "headline": "Gas smell near Mill Street",
            "source": "Patrol",
            "hazard": "Gas smell",
            "place": "Mill Street",
            "instruction": "Use Quay Road",
        }],
    })
}

pub(crate) fn event() -> Value {
    json!({
        "kind": "safety_event",
        "starts_at": "2026-11-21T18:00:00Z",
        "ends_at": "2026-11-21T19:00:00Z",
        "time_zone": "Europe/Madrid",
        "place": "Quay steps",
        "texts": [{ "language": "en", "title": "Walk with the patrol", "description": "Along the water." }],
    })
}

pub(crate) fn news() -> Value {
    json!({ "texts": [{ "language": "en", "title": "New lamps", "text": "The steps are lit again." }] })
}

/// A town of one square degree, whose western half is a district.
pub(crate) fn square_town() -> Area {
    let square = |east: f64| {
        let ring = json!([[0.0, 0.0], [east, 0.0], [east, 1.0], [0.0, 1.0], [0.0, 0.0]]);
        serde_json::from_value(json!({ "type": "MultiPolygon", "coordinates": [[ring]] })).unwrap()
    };
    Area {
        name: "Alder Quay".into(),
        prefix: "AQ".into(),
        boundary: Some(square(1.0)),
        districts: vec![District {
            id: "west".into(),
            name: "West".into(),
            region: square(0.6),
        }],
        ..Area::anywhere()
    }
}
