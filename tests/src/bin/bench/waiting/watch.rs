//! A window that is watched from within: every frame that it paints, and how long the core takes to answer it.

use std::time::Duration;

use anyhow::Context as _;
use lamplight_tests::window::AppWindow;
use serde::Deserialize;

use crate::figures::Series;

/// Notes the time between two frames, until the page is gone.
const WATCH_FRAMES: &str = "
    window.gaps = [];
    let last = performance.now();
    const painted = () => {
        const now = performance.now();
        window.gaps.push(now - last);
        last = now;
        requestAnimationFrame(painted);
    };
    requestAnimationFrame(painted);";
/// Hands over what was noted, with the gap that lasts, and begins anew.
const TAKE_FRAMES: &str = "return window.gaps.splice(0);";
/// Reads the first screen, and saves a report as its form would.
const USE: &str = "
    const done = arguments[arguments.length - 1];
    const { invoke } = window.__TAURI_INTERNALS__;
    const timed = async (work) => {
        const began = performance.now();
        const value = await work();
        return [value, performance.now() - began];
    };
    (async () => {
        const [home, read_ms] = await timed(() => invoke('home'));
        const { id, report } = await invoke('start_draft', { category: 'vandalism' });
        const place = { point: null, words: 'by the footbridge' };
        await invoke('save_draft', { id, report: { ...report, place } });
        const [, submit_ms] = await timed(() => invoke('submit_draft', { id }));
        done({ waiting: home.outbox.waiting, read_ms, submit_ms });
    })().catch((error) => done({ error: JSON.stringify(error) }));";

/// What one use of the app took.
#[derive(Deserialize)]
struct Used {
    waiting: u32,
    read_ms: f64,
    submit_ms: f64,
}

pub(super) struct Watch<'a> {
    window: &'a AppWindow,
    reads: Series,
    submits: Series,
    submitted: u32,
}

impl<'a> Watch<'a> {
    pub(super) async fn begin(window: &'a AppWindow) -> anyhow::Result<Self> {
        window.execute(WATCH_FRAMES).await?;
        Ok(Self {
            window,
            reads: Series::default(),
            submits: Series::default(),
            submitted: 0,
        })
    }

    /// The times between frames since the last call.
    pub(super) async fn frames(&self) -> anyhow::Result<Series> {
        let gaps_ms: Vec<f64> = serde_json::from_value(self.window.execute(TAKE_FRAMES).await?)?;
        let mut series = Series::default();
        for gap_ms in gaps_ms {
            series.push(duration(gap_ms));
        }
        Ok(series)
    }

    /// Uses the app as a resident would; gives how much waits.
    pub(super) async fn use_once(&mut self) -> anyhow::Result<u32> {
        let told = self.window.execute_async(USE).await?;
        let used: Used =
            serde_json::from_value(told.clone()).with_context(|| format!("the app refused: {told}"))?;
        self.reads.push(duration(used.read_ms));
        self.submits.push(duration(used.submit_ms));
        self.submitted += 1;
        Ok(used.waiting)
    }

    pub(super) fn reads(&self) -> &Series {
        &self.reads
    }

    pub(super) fn submits(&self) -> &Series {
        &self.submits
    }

    /// Reports that were saved while it was watched.
    pub(super) fn submitted(&self) -> u32 {
        self.submitted
    }
}

fn duration(ms: f64) -> Duration {
    Duration::from_secs_f64(ms.max(0.0) / 1e3)
}
