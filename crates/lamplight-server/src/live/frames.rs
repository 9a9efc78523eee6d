//! The bytes of a frame: `id: <cursor>\nevent: <kind>\ndata: <one-line JSON>\n\n`, as in the HTML standard's
//! section on server-sent events. JSON as serde writes it has no line breaks.

use axum::body::Bytes;
use lamplight_protocol::api::{Cursor, Heartbeat, Move, ReportHint, ThreadHint, frames};
use lamplight_protocol::ids::ReportId;
use serde::Serialize;

/// A feed item, which everybody may see.
pub(super) fn public(cursor: &Cursor, kind: &str, json: &str) -> Bytes {
    format!("id: {cursor}\nevent: {kind}\ndata: {json}\n\n").into()
}

/// A report came in or changed: for staff, who resume from it.
pub(super) fn report(cursor: &Cursor, report_id: ReportId, revision: u32) -> Bytes {
    let data = json(&ReportHint { report_id, revision });
    public(cursor, frames::REPORT, &data)
}

/// A thread changed: for the holder of its receipt. It has no id, so that what a device keeps as its cursor
/// is always one of the public feed.
pub(super) fn thread(report_id: ReportId, revision: u32) -> Bytes {
    plain(frames::THREAD, &ThreadHint { report_id, revision })
}

/// Where the head is.
pub(super) fn heartbeat(head: Cursor) -> Bytes {
    plain(frames::HEARTBEAT, &Heartbeat { head })
}

/// The server goes away; come back after a while.
pub(super) fn go_elsewhere(after_ms: u32) -> Bytes {
    plain(frames::MOVE, &Move { after_ms })
}

fn plain(kind: &str, data: &impl Serialize) -> Bytes {
    format!("event: {kind}\ndata: {}\n\n", json(data)).into()
}

/// These types are plain structs of strings and numbers, which always serialise; the empty object is what a
/// client ignores.
fn json(data: &impl Serialize) -> String {
    serde_json::to_string(data).unwrap_or_else(|_| "{}".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_have_the_form_of_the_protocol() {
        let cursor: Cursor = "e.7".parse().unwrap();
        let id = ReportId::from_random([0; 16]);
        assert_eq!(
            public(&cursor, "alert", "{}"),
            "id: e.7\nevent: alert\ndata: {}\n\n"
        );
        assert_eq!(heartbeat(cursor), "event: hb\ndata: {\"head\":\"e.7\"}\n\n");
        assert_eq!(go_elsewhere(5), "event: move\ndata: {\"after_ms\":5}\n\n");
        let thread = thread(id, 3);
        assert!(
            thread.starts_with(b"event: thread\n"),
            "a thread's frame has no id"
        );
    }
}
