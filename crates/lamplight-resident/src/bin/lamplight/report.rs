//! `lamplight report`.

use lamplight_protocol::place::{Place, Point};
use lamplight_protocol::report::{Behaviour, Category};
use lamplight_resident::Core;
use lamplight_resident::view::ReportDraft;
use serde_json::json;

use crate::args::ReportArguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;

pub(crate) fn save(core: &Core, output: Output, arguments: ReportArguments) -> Result<(), Failure> {
    let draft = draft(arguments)?;
    let saved = core.submit_report(&draft)?;
    let answer = json!({ "id": saved.id, "receipt": saved.receipt, "state": "saved" });
    output.answer(&answer, || words::saved(&saved));
    let area = core.area()?;
    if area.is_urgent(draft.category) && !draft.practice {
        output.remark(&format!("Is it happening now? Call {}.", area.emergency_number));
    }
    Ok(())
}

fn draft(arguments: ReportArguments) -> Result<ReportDraft, Failure> {
    let category: Category = arguments.category.parse()?;
    let behaviours = arguments
        .behaviour
        .iter()
        .map(|name| name.parse::<Behaviour>())
        .collect::<Result<Vec<_>, _>>()?;
    let point = match (arguments.lat, arguments.lon) {
        (Some(lat), Some(lon)) => Some(Point::new(lat, lon)?),
        _ => None,
    };
    let place = Place {
        point,
        words: arguments.place,
    };
    if place.is_empty() {
        return Err(Failure::invalid(
            "place",
            "is empty; say where, in words or with --lat and --lon".into(),
        ));
    }
    Ok(ReportDraft {
        category,
        behaviours,
        place,
        occurred_at: None,
        note: arguments.note,
        contact: None,
        practice: arguments.practice,
    })
}
