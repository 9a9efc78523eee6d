//! Alerts and events as a patrol would write them. The town is fictional.

use serde_json::{Value, json};

/// The end of an alert's or event's time, far enough from now for any test.
pub fn in_hours(hours: i64) -> String {
    use lamplight_resident::platform::Platform;
    Platform::system()
        .clock
        .now()
        .plus_millis(hours * 3_600_000)
        .to_string()
}

/// An alert of level 2, which needs no second person, with this headline, in force from now.
pub fn alert(headline: &str) -> Value {
    json!({
        "status": "actual", "category": "safety",
        "urgency": "immediate", "severity": "moderate", "certainty": "observed",
        "expires": in_hours(4),
        "texts": [{
            "language": "en", "headline": headline, "source": "Alder Quay patrol", "hazard": "Gas smell",
            "place": "Mill Street, from the bridge to the school",
            "instruction": "Keep away from Mill Street. Use Quay Road."
        }]
    })
}

/// An event of tomorrow with this title.
pub fn event(title: &str) -> Value {
    json!({
        "kind": "safety_event", "starts_at": in_hours(24), "ends_at": in_hours(26),
        "time_zone": "Europe/Madrid", "place": "Quay steps",
        "texts": [{"language": "en", "title": title, "description": "An hour along the water, at an easy pace."}]
    })
}
