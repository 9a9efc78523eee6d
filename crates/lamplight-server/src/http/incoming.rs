//! A report that comes in, by whichever door: what the server adds to what it says.

use h3o::{LatLng, Resolution};
use lamplight_protocol::area::Area;
use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::limits::OCCURRED_AHEAD_MS_MAX;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::NewReport;
use lamplight_store::model::{Hash, IncomingReport};

use crate::Deps;
use crate::desk_hours::due_at;

/// By what a report is known again.
pub(super) struct Seals {
    /// Keyed hash of its receipt.
    pub(super) receipt_hash: Hash,
    /// Keyed hash of the body's digest.
    pub(super) body_hash: Hash,
}

/// A report that passed every check, as the store takes it.
pub(super) fn incoming(
    deps: &Deps,
    id: ReportId,
    seals: &Seals,
    report: NewReport,
    entered_by: Option<StaffId>,
) -> IncomingReport {
    let received_at = deps.clock.now();
    let area = deps.area.area();
    IncomingReport {
        id,
        receipt_hash: seals.receipt_hash,
        body_hash: seals.body_hash,
        reference: deps.secrets.reference(&area.prefix, id),
        district: district(area, report.place.point),
        cell: report.place.point.and_then(cell),
        occurred_in_future: report.occurred_at.millis_since(received_at) > OCCURRED_AHEAD_MS_MAX,
        received_at,
        due_at: due_at(area, report.category, received_at),
        entered_by,
        report,
    }
}

fn district(area: &Area, point: Option<Point>) -> Option<String> {
    area.district_of(point?).map(|district| district.id.clone())
}

/// The cell in which a point lies, some 0.7 square kilometres: fine enough to count by, too coarse to find
/// a door (H3's table of cell areas, resolution 8).
fn cell(point: Point) -> Option<String> {
    let place = LatLng::new(point.lat(), point.lon()).ok()?;
    Some(place.to_cell(Resolution::Eight).to_string())
}
