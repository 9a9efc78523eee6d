//! `lamplight report`.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use lamplight_protocol::limits::PHOTOS_PER_REPORT_MAX;
use lamplight_protocol::place::{Place, Point};
use lamplight_protocol::report::{Behaviour, Category};
use lamplight_resident::error::PhotoProblem;
use lamplight_resident::photo::{FILE_BYTES_MAX, PreparedPhoto};
use lamplight_resident::view::ReportDraft;
use lamplight_resident::{Core, CoreError};
use serde_json::json;

use crate::args::ReportArguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;

pub(crate) fn save(core: &Core, output: Output, arguments: ReportArguments) -> Result<(), Failure> {
    let photos = photos(&arguments.photo)?;
    let draft = draft(arguments)?;
    let saved = core.submit_report(&draft, &photos)?;
    let answer = json!({ "id": saved.id, "receipt": saved.receipt, "state": "saved" });
    output.answer(&answer, || words::saved(&saved));
    let area = core.area()?;
    if area.is_urgent(draft.category) && !draft.practice {
        output.remark(&format!("Is it happening now? Call {}.", area.emergency_number));
    }
    Ok(())
}

/// Reads every photo before anything is saved, so that a bad one leaves nothing half done.
fn photos(files: &[PathBuf]) -> Result<Vec<PreparedPhoto>, Failure> {
    if files.len() > PHOTOS_PER_REPORT_MAX {
        return Err(CoreError::from(PhotoProblem::PhotosTooMany).into());
    }
    files.iter().map(|file| photo(file)).collect()
}

fn photo(file: &Path) -> Result<PreparedPhoto, Failure> {
    let mut bytes = Vec::new();
    // One byte more than fits tells that it is too much, without reading what may have no end.
    let most = u64::try_from(FILE_BYTES_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    File::open(file)
        .and_then(|opened| opened.take(most).read_to_end(&mut bytes))
        .map_err(|error| Failure::file(file, &error))?;
    PreparedPhoto::of_file(&bytes).map_err(|problem| Failure::photo(file, problem))
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
