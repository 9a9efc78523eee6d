//! `bench app`: how soon the window shows something, what it takes of the machine, how large it is, how
//! smoothly its map follows a finger.

mod pan;

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use lamplight_resident::Platform;
use lamplight_tests::device::Device;
use lamplight_tests::programs::path_of;
use lamplight_tests::window::{AppWindow, Options};
use serde_json::Value;

use crate::figures::Report;

/// The time of the first paint, in milliseconds since the Unix epoch.
const FIRST_PAINT: &str = "const paint = performance.getEntriesByType('paint')
    .find((entry) => entry.name === 'first-contentful-paint');
    return paint ? performance.timeOrigin + paint.startTime : null;";

/// How many times slower than this machine's the processor is before which the page is measured.
const SLOWER: &str = "4";
/// How soon the first screen is to be usable on it, in milliseconds, and when
/// the browser has the page already.
const COLD_MS_MAX: f64 = 1_500.0;
const WARM_MS_MAX: f64 = 300.0;

pub(crate) fn run(starts: usize, mut report: Report) -> anyhow::Result<Report> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (mut paints_ms, mut memory_kib) = (Vec::new(), Vec::new());
    for _ in 0..starts {
        let device = Device::new()?;
        let start = runtime.block_on(Start::of(device.data(), &Options::default()))?;
        paints_ms.push(start.paint_ms);
        memory_kib.push(start.memory_kib);
    }
    let binary_bytes = std::fs::metadata(path_of("lamplight-app")?)?.len();

    let paint_ms = median(paints_ms).context("no starts were measured")?;
    let memory_mib = median(memory_kib).context("no starts were measured")? / 1024.0;
    report.say(&format!(
        "start to first paint         median {paint_ms:.0} ms   n {starts}"
    ));
    report.say(&format!(
        "memory of all its processes  median {memory_mib:.0} MiB (proportional set size)"
    ));
    report.say(&format!(
        "program                      {:.1} MB",
        bytes_as_mb(binary_bytes)
    ));
    report.keep("first_paint_median_ms", paint_ms);
    report.keep("memory_median_mib", memory_mib);
    report.keep("program_bytes", binary_bytes);
    page(&mut report)?;
    runtime.block_on(pan::run(&mut report))?;
    Ok(report)
}

/// How much the pages load at first, and how soon the first one can be used on a processor a quarter as fast.
fn page(report: &mut Report) -> anyhow::Result<()> {
    let sizes = script("size.mjs", &["--json"])?;
    for (page, size) in sizes.as_object().into_iter().flatten() {
        let (bytes, limit) = (number(size, "total")?, number(size, "limit")?);
        let what = format!(
            "first load of the {page}, {:.1} KiB, of its budget",
            bytes / 1024.0
        );
        report.ratio_at_most(&format!("{page}_of_budget"), &what, bytes / limit, 1.0);
    }
    let start = script("browser/measure-start.mjs", &["--slower", SLOWER])?;
    for (way, wanted_ms) in [("cold", COLD_MS_MAX), ("warm", WARM_MS_MAX)] {
        let ms = number(&start, &format!("{way}_ms"))?;
        let what = format!("usable in Chromium at {SLOWER}x CPU, {way}, {ms:.0} ms, of {wanted_ms:.0} ms");
        report.ratio_at_most(&format!("usable_{way}_of_wanted"), &what, ms / wanted_ms, 1.0);
    }
    Ok(())
}

/// What a script of the UI prints, as its last line.
fn script(name: &str, arguments: &[&str]) -> anyhow::Result<Value> {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui");
    let output = Command::new("node")
        .current_dir(&ui)
        .arg(ui.join("scripts").join(name))
        .args(arguments)
        .output()
        .context("node is missing")?;
    let printed = String::from_utf8(output.stdout)?;
    let last = printed
        .lines()
        .last()
        .with_context(|| format!("{name} printed nothing"))?;
    Ok(serde_json::from_str(last)?)
}

fn number(object: &Value, name: &str) -> anyhow::Result<f64> {
    let number = object.get(name).and_then(Value::as_f64);
    number.with_context(|| format!("no {name} was printed"))
}

/// One start of the app.
pub(crate) struct Start {
    /// From the start of the process to the first paint.
    pub(crate) paint_ms: f64,
    /// The proportional set size of all its processes.
    pub(crate) memory_kib: f64,
}

impl Start {
    /// Opens the app on this folder, and closes it again.
    pub(crate) async fn of(data: &Path, options: &Options<'_>) -> anyhow::Result<Self> {
        let started_ms = Platform::system().clock.now().as_millis();
        let window = AppWindow::open(data, options).await?;
        window.screenshot().await?;
        let painted_ms = window
            .execute(FIRST_PAINT)
            .await?
            .as_f64()
            .context("the page tells no first paint")?;
        let memory_kib = memory_kib(&window)?;
        window.close().await?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds since 1970 fit a double exactly"
        )]
        Ok(Self {
            paint_ms: painted_ms - started_ms as f64,
            memory_kib,
        })
    }
}

/// What the app's processes take now.
pub(crate) fn memory_kib(window: &AppWindow) -> anyhow::Result<f64> {
    Ok(window
        .driver_id()
        .map(memory_of_descendants_kib)
        .transpose()?
        .unwrap_or_default())
}

/// The proportional set size of all that a process started, itself left out.
fn memory_of_descendants_kib(ancestor: u32) -> anyhow::Result<f64> {
    let mut family = vec![ancestor];
    let mut kib = 0.0;
    while let Some(parent) = family.pop() {
        for process in children(parent)? {
            kib += proportional_set_kib(Path::new(&format!("/proc/{process}/smaps_rollup")));
            family.push(process);
        }
    }
    Ok(kib)
}

fn children(parent: u32) -> anyhow::Result<Vec<u32>> {
    let mut found = Vec::new();
    for task in std::fs::read_dir(format!("/proc/{parent}/task"))? {
        let list = std::fs::read_to_string(task?.path().join("children")).unwrap_or_default();
        found.extend(
            list.split_whitespace()
                .filter_map(|number| number.parse::<u32>().ok()),
        );
    }
    Ok(found)
}

/// A process that has just ended has no memory left.
fn proportional_set_kib(rollup: &Path) -> f64 {
    let text = std::fs::read_to_string(rollup).unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("Pss:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a program's size is far below 2^53 bytes"
)]
fn bytes_as_mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
