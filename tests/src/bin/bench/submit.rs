//! `bench submit`: what a durable tap costs, beside a raw durable insert of the same bytes.
//!
//! The three are measured in turn, round by round, so that a slow moment of the disk meets all of them.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use lamplight_resident::{Config, Core, Platform};
use lamplight_tests::device::vandalism;
use serde_json::json;

use crate::disk::{BareFile, RawTable};
use crate::figures::{Figures, Series};

/// What the issue asks for: a submit costs at most this many raw inserts.
const RATIO_MAX: f64 = 1.5;
/// Rounds that warm caches and are not counted.
const WARM_UP_ROUNDS: usize = 50;

pub(crate) fn run(rounds: usize, folder: Option<PathBuf>) -> anyhow::Result<Figures> {
    let temporary = tempfile::tempdir()?;
    let folder = folder.unwrap_or_else(|| temporary.path().to_owned());
    let config = Config {
        data_dir: folder.join("core"),
        server_url: None,
        undo_hold_ms: 0,
    };
    let core = Core::open(config, Platform::system())?;
    let raw = RawTable::create(&folder)?;
    let mut bare = BareFile::create(&folder)?;
    let draft = vandalism(&"Fresh paint across the footbridge, about two metres. ".repeat(4));
    let body = serde_json::to_vec(&draft).context("a draft is JSON")?;

    let (mut submits, mut inserts, mut syncs) = (Series::default(), Series::default(), Series::default());
    for round in 0..WARM_UP_ROUNDS + rounds {
        let id = u64::try_from(round)?.to_be_bytes();
        let started = Instant::now();
        core.submit_report(&draft)?;
        let submitted = Instant::now();
        raw.insert(&id, &body)?;
        let inserted = Instant::now();
        bare.append_and_sync()?;
        if round >= WARM_UP_ROUNDS {
            submits.push(submitted - started);
            inserts.push(inserted - submitted);
            syncs.push(inserted.elapsed());
        }
    }

    let mut figures = Figures::new();
    submits.report("submit", &mut figures);
    inserts.report("raw_insert", &mut figures);
    syncs.report("bare_fsync", &mut figures);
    let ratio = submits.median_us() / inserts.median_us();
    let verdict = if ratio <= RATIO_MAX { "met" } else { "missed" };
    println!("a submit costs {ratio:.2} raw inserts (wanted: at most {RATIO_MAX}): {verdict}");
    figures.insert("ratio".into(), json!(ratio));
    figures.insert("body_bytes".into(), json!(body.len()));
    Ok(figures)
}
