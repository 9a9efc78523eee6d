//! How good the plans of walks are, and how soon they are there: two sets of the literature beside OR-Tools, and a
//! shift on the streets of Helsinki.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, ensure};
use lamplight_analysis::check::check;
use lamplight_analysis::matrix::{PACE_METRES_PER_SECOND_DEFAULT, walks};
use lamplight_analysis::orienteering::{Instance, Terms};
use lamplight_analysis::plan::{DWELL_MINUTES_DEFAULT, Effort, Plan, Shift, Stop, Task, plan};
use lamplight_analysis::streets::{Place, SNAP_METRES_MAX_DEFAULT, Streets};
use serde::Deserialize;

use super::ground;
use super::peer::Peers;
use super::speed::best;
use crate::figures::Report;

const SEED: u64 = 1;
/// Chao's set 4, letter j: members, and the best value known.
const CHAO: [(usize, f64); 3] = [(2, 965.0), (3, 861.0), (4, 732.0)];
const CHAO_END: (f64, f64) = (2.38, 18.26);
/// What all members of letter j may walk together.
const CHAO_BUDGET: f64 = 140.0;
const CHAO_GAP_MAX: f64 = 0.02;
/// Solomon's c101 as orienteering: members, and the best value.
const SOLOMON: [(usize, f64); 4] = [(1, 320.0), (2, 590.0), (3, 810.0), (4, 1_020.0)];
const SOLOMON_SECONDS: f64 = 5.0;

/// A night in Helsinki.
const STOPS: usize = 50;
const WALKERS: usize = 3;
const SHIFT_S: f64 = 4.0 * 3_600.0;
const VALUE_MAX: f64 = 10.0;
const SHORT_SECONDS: f64 = 1.0;
const LONG_SECONDS: f64 = 10.0;
const SHORT_OF_LONG_MIN: f64 = 0.98;
const LOAD_S_MAX: f64 = 0.028;
const MATRIX_S_MAX: f64 = 0.031;

#[derive(Deserialize)]
struct Solved {
    value: f64,
    version: String,
}

pub(super) fn run(
    data: &Path,
    seconds: f64,
    peers: Option<&Peers<'_>>,
    report: &mut Report,
) -> anyhow::Result<()> {
    chao(data, seconds, peers, report)?;
    solomon(data, peers, report)?;
    helsinki(data, report)
}

fn chao(data: &Path, seconds: f64, peers: Option<&Peers<'_>>, report: &mut Report) -> anyhow::Result<()> {
    let mut gaps = Vec::new();
    for (members, known) in CHAO {
        let case = Case {
            data,
            file: "chao_set4_nodes.txt",
            terms: Terms {
                members: Some(members),
                budget: Some(CHAO_BUDGET / members as f64),
                end: Some(CHAO_END),
            },
            seconds,
        };
        let value = case.beside(&format!("4.{members}.j"), known, peers, report)?;
        gaps.push(1.0 - value / known);
    }
    let gap = gaps.iter().sum::<f64>() / gaps.len() as f64;
    report.ratio_at_most(
        "chao_gap",
        "mean gap to the best known of Chao's set",
        gap,
        CHAO_GAP_MAX,
    );
    Ok(())
}

fn solomon(data: &Path, peers: Option<&Peers<'_>>, report: &mut Report) -> anyhow::Result<()> {
    for (members, known) in SOLOMON {
        let case = Case {
            data,
            file: "solomon_c101.txt",
            terms: Terms {
                members: Some(members),
                ..Terms::default()
            },
            seconds: SOLOMON_SECONDS,
        };
        case.beside(&format!("c101.{members}"), known, peers, report)?;
    }
    Ok(())
}

/// An instance of the literature.
struct Case<'a> {
    data: &'a Path,
    file: &'a str,
    terms: Terms,
    seconds: f64,
}

impl Case<'_> {
    /// Tells our value and the peer's; gives ours.
    fn beside(
        &self,
        name: &str,
        known: f64,
        peers: Option<&Peers<'_>>,
        report: &mut Report,
    ) -> anyhow::Result<f64> {
        let value = self.solve()?;
        report.keep(format!("{name}_value"), value);
        let ours = format!("{name}: {value} of {known} known in {} s, sound", self.seconds);
        let Some(peers) = peers else {
            report.say(&ours);
            return Ok(value);
        };
        let theirs = self.ask(peers)?;
        report.say(&format!("{ours}; OR-Tools {}: {}", theirs.version, theirs.value));
        report.ratio_at_least(
            &format!("{name}_of_or_tools"),
            &format!("{name}, our value of theirs"),
            value / theirs.value,
            1.0,
        );
        Ok(value)
    }

    fn solve(&self) -> anyhow::Result<f64> {
        let mut text = String::new();
        ground::open(self.data, self.file)?.read_to_string(&mut text)?;
        let instance = Instance::read(&text, self.terms)?;
        Ok(sound(&instance.task(), Effort::Seconds(self.seconds))?.value)
    }

    fn ask(&self, peers: &Peers<'_>) -> anyhow::Result<Solved> {
        let path = self.data.join(self.file);
        let path = path.to_str().context("the file's name")?;
        let members = self.terms.members.unwrap_or(1).to_string();
        let seconds = self.seconds.to_string();
        let mut arguments = vec!["--top", path, "--members", &members, "--seconds", &seconds];
        let budget = self.terms.budget.map(|budget| budget.to_string());
        let end = self.terms.end.map(|(x, y)| format!("{x},{y}"));
        for (name, value) in [("--budget", &budget), ("--end", &end)] {
            if let Some(value) = value {
                arguments.extend([name, value.as_str()]);
            }
        }
        peers.ask("orienteering.py", &arguments)
    }
}

/// A plan in which the checker finds no fault.
fn sound(task: &Task<'_>, effort: Effort) -> anyhow::Result<Plan> {
    let plan = plan(task, effort, SEED)?;
    let breaches = check(task, &plan);
    ensure!(breaches.is_empty(), "the plan is not sound: {breaches:?}");
    Ok(plan)
}

fn helsinki(data: &Path, report: &mut Report) -> anyhow::Result<()> {
    let mut extract = Vec::new();
    ground::open(data, "helsinki_centre.osm.pbf")?.read_to_end(&mut extract)?;
    let (load_s, streets) = best(|| Streets::from_osm_pbf(&extract));
    let streets = streets?;
    report.ratio_at_most(
        "streets_of_wanted",
        &format!(
            "Helsinki's streets, {:.0} km, loaded in {:.0} ms, of {LOAD_S_MAX} s",
            streets.metres() / 1e3,
            load_s * 1e3
        ),
        load_s / LOAD_S_MAX,
        1.0,
    );
    let places = places(&streets);
    let (matrix_s, matrix) = best(|| {
        walks(
            &streets,
            &places,
            PACE_METRES_PER_SECOND_DEFAULT,
            SNAP_METRES_MAX_DEFAULT,
        )
    });
    let matrix = matrix?;
    report.ratio_at_most(
        "matrix_of_wanted",
        &format!(
            "{0} x {0} ways in {1:.0} ms, of {MATRIX_S_MAX} s",
            places.len(),
            matrix_s * 1e3
        ),
        matrix_s / MATRIX_S_MAX,
        1.0,
    );
    let (stops, shifts) = (stops(), shifts());
    let task = Task {
        stops: &stops,
        shifts: &shifts,
        walks: &matrix,
    };
    let short = sound(&task, Effort::Seconds(SHORT_SECONDS))?;
    let long = sound(&task, Effort::Seconds(LONG_SECONDS))?;
    report.say(&format!(
        "{STOPS} stops, {WALKERS} walkers, 4 h: value {} in {SHORT_SECONDS} s, {} in {LONG_SECONDS} s; {:.1} km walked, {} not visited; sound",
        short.value,
        long.value,
        short.walked_metres / 1e3,
        short.skipped.len()
    ));
    report.ratio_at_least(
        "short_plan_of_long",
        "the plan of 1 s, its value of that of 10 s",
        short.value / long.value,
        SHORT_OF_LONG_MIN,
    );
    Ok(())
}

/// Corners of streets: one for each stop, then the station that all walk from.
fn places(streets: &Streets) -> Vec<Place> {
    let mut chance = fastrand::Rng::with_seed(SEED);
    let corners = std::iter::repeat_with(|| streets.node(chance.usize(..streets.nodes())));
    corners.flatten().take(STOPS + 1).collect()
}

fn stops() -> Vec<Stop> {
    let mut chance = fastrand::Rng::with_seed(SEED + 1);
    let stop = |place| Stop {
        id: format!("stop {place}"),
        place,
        value: (chance.f64() * VALUE_MAX).ceil(),
        dwell_s: DWELL_MINUTES_DEFAULT * 60.0,
        window: None,
        must: false,
    };
    (0..STOPS).map(stop).collect()
}

fn shifts() -> Vec<Shift> {
    let shift = |number| Shift {
        id: format!("walker {number}"),
        start_place: STOPS,
        end_place: STOPS,
        starts_s: 0.0,
        ends_s: SHIFT_S,
        breaks: Vec::new(),
    };
    (1..=WALKERS).map(shift).collect()
}
