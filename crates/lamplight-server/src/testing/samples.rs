//! Bodies that pass every check.

use lamplight_protocol::area::{Area, District};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{KeptStreets, StreetsForm};
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

/// Thirteen streets each way, a thousandth of a degree apart (111 metres), with the corner in the south-west at half a
/// degree each way.
pub(crate) fn streets() -> KeptStreets {
    let at = |step: u32| 0.5 + f64::from(step) * 0.001;
    let line = |places: Vec<[f64; 2]>| {
        let geometry = json!({ "type": "LineString", "coordinates": places });
        json!({ "type": "Feature", "properties": {}, "geometry": geometry })
    };
    let (east, north) = (
        (0..13).map(|row| line((0..13).map(|step| [at(step), at(row)]).collect())),
        (0..13).map(|column| line((0..13).map(|step| [at(column), at(step)]).collect())),
    );
    let features: Vec<Value> = east.chain(north).collect();
    KeptStreets {
        form: StreetsForm::GeoJson,
        made_from: "town.geojson".into(),
        kept_at: TimestampMillis::EPOCH,
        file: json!({ "type": "FeatureCollection", "features": features })
            .to_string()
            .into_bytes(),
    }
}

/// A shift of three hours for two units among [`streets`], which visits two places that somebody asked for.
pub(crate) fn patrol_order(starts_at: TimestampMillis) -> Value {
    let place = |lat: f64, lon: f64, words: &str| json!({ "at": { "lat": lat, "lon": lon }, "words": words });
    json!({
        "starts_at": starts_at,
        "ends_at": starts_at.plus_millis(3 * 3_600_000),
        "base": place(0.506, 0.506, "Station"),
        "units": [1, 2],
        "stay_minutes": 15,
        "by_map": false,
        "asked": [place(0.503, 0.503, "Market"), place(0.509, 0.508, "School")],
    })
}
