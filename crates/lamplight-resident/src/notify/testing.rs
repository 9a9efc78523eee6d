//! An alert to test with.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::ids::{AlertId, OperationId};
use lamplight_protocol::time::TimestampMillis;
use serde_json::json;

use crate::testing::BEGIN;

/// A severe alert for everywhere, sent at the beginning and in force for two hours.
pub(crate) fn alert(number: u8) -> Alert {
    let sent = TimestampMillis::from_millis(BEGIN);
    let value = json!({
        "id": AlertId::from_random([number; 16]), "revision": 1, "state": "active",
        "identifier": OperationId::from_random([number; 16]), "sender": "patrol.example",
        "sent": sent, "level": "severe",
        "content": {
            "status": "actual", "category": "safety",
            "urgency": "immediate", "severity": "severe", "certainty": "observed",
            "expires": sent.plus_millis(2 * 3_600_000),
            "texts": [
                {
                    "language": "en", "headline": "Gas smell", "source": "Patrol", "hazard": "Gas",
                    "place": "Mill Street", "instruction": "Use Quay Road."
                },
                {
                    "language": "es", "headline": "Olor a gas", "source": "Patrulla", "hazard": "Gas",
                    "place": "Calle del Molino", "instruction": "Use la Calle del Muelle."
                },
            ]
        }
    });
    serde_json::from_value(value).unwrap()
}
