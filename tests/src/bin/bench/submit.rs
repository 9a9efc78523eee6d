//! `bench submit`: what a durable tap costs, without a photo and with one, beside a raw durable insert of
//! the same bytes. A photo is made ready before, as in the app: that is not counted.
//!
//! All are measured in turn, round by round, so that a slow moment of the disk meets all of them, and the
//! order turns with the round, so that none always comes after the same other.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lamplight_protocol::report::NewReport;
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::photo::PreparedPhoto;
use lamplight_resident::view::ReportDraft;
use lamplight_resident::{Config, Core, Platform};
use lamplight_tests::device::vandalism;

use crate::disk::{BareFile, RawTable};
use crate::figures::{Report, Series};
use crate::picture::noise;

/// What a submit may cost in raw inserts.
const RATIO_MAX: f64 = 1.3;
/// Rounds that warm caches and are not counted.
const WARM_UP_ROUNDS: usize = 50;
/// The photo that goes with a report, in bytes.
const PHOTO_BYTES: usize = 50_000;

pub(crate) fn run(rounds: usize, folder: Option<PathBuf>, mut report: Report) -> anyhow::Result<Report> {
    let temporary = tempfile::tempdir()?;
    let folder = folder.unwrap_or_else(|| temporary.path().to_owned());
    compare("report", &[], rounds, &folder.join("plain"), &mut report)?;
    let photo = noise(1, PHOTO_BYTES)?;
    compare(
        "report_with_photo",
        &[photo],
        rounds,
        &folder.join("photo"),
        &mut report,
    )?;
    Ok(report)
}

fn compare(
    name: &str,
    photos: &[PreparedPhoto],
    rounds: usize,
    folder: &Path,
    report: &mut Report,
) -> anyhow::Result<()> {
    let config = Config {
        data_dir: folder.join("core"),
        server_url: None,
        undo_hold_ms: 0,
    };
    let core = Core::open(config, Platform::system())?;
    let raw = RawTable::create(folder)?;
    let mut bare = BareFile::create(folder)?;
    let draft = vandalism(&"Fresh paint across the footbridge, about two metres. ".repeat(4));
    let mut body = serde_json::to_vec(&as_sent(&draft))?;
    body.extend(photos.iter().flat_map(PreparedPhoto::bytes));

    let mut series: [Series; 3] = Default::default();
    for round in 0..WARM_UP_ROUNDS + rounds {
        for turn in 0..series.len() {
            let which = (round + turn) % series.len();
            let took = timed(|| match which {
                0 => core.submit_report(&draft, photos).map(drop).map_err(Into::into),
                1 => raw.insert(&round.to_be_bytes(), &body),
                _ => bare.append_and_sync(),
            })?;
            if let (true, Some(series)) = (round >= WARM_UP_ROUNDS, series.get_mut(which)) {
                series.push(took);
            }
        }
    }

    let [submits, inserts, syncs] = &series;
    report.say(&format!("{name}, {} bytes", body.len()));
    report.series(&format!("{name}_submit"), submits);
    report.series(&format!("{name}_raw_insert"), inserts);
    report.series("bare_fsync", syncs);
    let ratio = submits.median_us() / inserts.median_us();
    report.ratio_at_most(
        &format!("{name}_ratio"),
        "a submit in raw inserts",
        ratio,
        RATIO_MAX,
    );
    Ok(())
}

/// The report as it goes to the server: the bytes that both have to keep.
fn as_sent(draft: &ReportDraft) -> NewReport {
    NewReport {
        category: draft.category,
        behaviours: draft.behaviours.clone(),
        place: draft.place.clone(),
        occurred_at: TimestampMillis::EPOCH,
        note: draft.note.clone(),
        contact: draft.contact.clone(),
        language: Language::english(),
        practice: draft.practice,
        photos: Vec::new(),
    }
}

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed())
}
