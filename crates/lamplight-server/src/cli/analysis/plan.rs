//! `analysis plan`: a plan of walks from files, on streets or as an instance of team orienteering.

mod files;
mod told;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use lamplight_analysis::check::{Breach, check};
use lamplight_analysis::matrix::{PACE_METRES_PER_SECOND_DEFAULT, walks};
use lamplight_analysis::orienteering::{Instance, Terms};
use lamplight_analysis::plan::{Effort, Plan, Shift, Stop, Task, plan};
use lamplight_analysis::streets::{SNAP_METRES_MAX_DEFAULT, Streets};
use lamplight_server::error::StartError;
use serde::Serialize;

use super::super::{Failure, print};
use files::{Night, ShiftRow, StopRow};

/// Longest search in seconds: after ten minutes nothing more is found in a city's shift.
const SECONDS_MAX: f64 = 600.0;

const EXAMPLES: &str = "\
Files:
  stops.json   [{\"id\": \"Market\", \"lon\": 24.952, \"lat\": 60.167, \"value\": 8}, …]
               also \"dwell_minutes\" (15; 10 to 16 deter most), \"opens\" and \"closes\" (\"18:30\": when a visit may
               begin), \"must\" (true: goes before all that need not be visited)
  shifts.json  [{\"id\": \"Ana\", \"start\": {\"lon\": 24.94, \"lat\": 60.17}, \"starts\": \"18:00\", \"ends\": \"22:00\"}, …]
               also \"end\" (the start), \"breaks\" ([{\"opens\": \"19:30\", \"closes\": \"20:30\", \"minutes\": 20}])
  streets      an extract of OpenStreetMap (.osm.pbf), or centre lines as GeoJSON (.geojson, .json)
  Times before the first shift starts are of the next day.

A plan cannot be foreseen without its seed, and can be made again with it and its epochs:
  lamplight-server analysis plan --stops stops.json --streets town.osm.pbf --shifts shifts.json --seconds 5
  lamplight-server analysis plan --stops stops.json --streets town.osm.pbf --shifts shifts.json --seed 7 --epochs 120

Instances of the literature, to compare with known results; in Chao's form lines of `x y score`, the first the start,
the last the end where its score is 0 (or see --end), with `m` and `tmax` lines or without; or Solomon's form:
  lamplight-server analysis plan --top p4.2.j.txt --members 2 --budget 70 --seconds 10 --json

Every plan is walked again by a checker that shares nothing with the planner; exit code 1 when it finds a fault.";

/// Plan walks: which stops, by whom, in which order and when.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct PlanOrder {
    /// The stops to choose from
    #[arg(long, value_name = "FILE", requires_all = ["streets", "shifts"], required_unless_present = "top")]
    stops: Option<PathBuf>,
    /// The streets to walk on
    #[arg(long, value_name = "FILE")]
    streets: Option<PathBuf>,
    /// Who walks from when to when
    #[arg(long, value_name = "FILE")]
    shifts: Option<PathBuf>,
    /// The pace in metres a second
    #[arg(long, value_name = "PACE", default_value_t = PACE_METRES_PER_SECOND_DEFAULT)]
    pace: f64,
    /// An instance of team orienteering in place of stops, streets and shifts
    #[arg(long, value_name = "FILE", conflicts_with_all = ["stops", "streets", "shifts"])]
    top: Option<PathBuf>,
    /// How many walk in the instance; what the file says, or 1
    #[arg(long, requires = "top")]
    members: Option<usize>,
    /// How long each may walk in the instance, in its own unit; what the file says
    #[arg(long, requires = "top")]
    budget: Option<f64>,
    /// Where walks end in the instance, where that is no point of the file
    #[arg(long, value_name = "X,Y", requires = "top", value_parser = point, allow_hyphen_values = true)]
    end: Option<(f64, f64)>,
    /// How long to search
    #[arg(long, default_value_t = 10.0, value_parser = seconds)]
    seconds: f64,
    /// Search this many epochs, however long that takes: makes a plan again
    #[arg(long, conflicts_with = "seconds")]
    epochs: Option<u32>,
    /// What chance is made of; drawn, and printed, when absent
    #[arg(long)]
    seed: Option<u64>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// A plan with what the checker says of it.
#[derive(Serialize)]
struct Checked<'a> {
    #[serde(flatten)]
    plan: &'a Plan,
    /// What the plan breaks; empty when it is sound.
    breaches: &'a [Breach],
    /// How long reading, searching and checking took.
    took_s: f64,
}

impl PlanOrder {
    pub(super) fn run(&self) -> Result<(), Failure> {
        if let Some(top) = &self.top {
            return self.plan_instance(top);
        }
        match (&self.stops, &self.streets, &self.shifts) {
            (Some(stops), Some(streets), Some(shifts)) => self.plan_on_streets(stops, streets, shifts),
            // clap asks for all three before.
            _ => Err(Failure::Found(
                "--stops, --streets and --shifts go together".into(),
            )),
        }
    }

    fn plan_instance(&self, top: &Path) -> Result<(), Failure> {
        let terms = Terms {
            members: self.members,
            budget: self.budget,
            end: self.end,
        };
        let started = Instant::now();
        let text = files::text(top)?;
        let instance = Instance::read(&text, terms).map_err(|error| files::bad(top, &error))?;
        self.plan(&instance.task(), started, told::plain)
    }

    fn plan_on_streets(&self, stops: &Path, streets: &Path, shifts: &Path) -> Result<(), Failure> {
        let started = Instant::now();
        let stop_rows: Vec<StopRow> = files::rows(stops)?;
        let shift_rows: Vec<ShiftRow> = files::rows(shifts)?;
        let night = Night::of(&shift_rows).map_err(|error| files::bad(shifts, &error))?;
        let places: Vec<_> = files::places(&stop_rows, &shift_rows);
        let planned_stops: Vec<Stop> = night
            .stops(&stop_rows)
            .map_err(|error| files::bad(stops, &error))?;
        let planned_shifts: Vec<Shift> = night
            .shifts(&shift_rows, stop_rows.len())
            .map_err(|error| files::bad(shifts, &error))?;
        let graph = self.read_streets(streets)?;
        let matrix = walks(&graph, &places, self.pace, SNAP_METRES_MAX_DEFAULT)
            .map_err(|error| Failure::Found(files::named(&error, &stop_rows, &shift_rows)))?;
        let task = Task {
            stops: &planned_stops,
            shifts: &planned_shifts,
            walks: &matrix,
        };
        self.plan(&task, started, told::by_the_clock)
    }

    fn read_streets(&self, path: &Path) -> Result<Streets, StartError> {
        let bytes = std::fs::read(path).map_err(|error| files::bad(path, &error))?;
        let is_extract = path.extension().is_some_and(|extension| extension == "pbf");
        let read = match is_extract {
            true => Streets::from_osm_pbf(&bytes),
            false => Streets::from_geojson(&bytes),
        };
        read.map_err(|error| files::bad(path, &error))
    }

    fn plan(&self, task: &Task<'_>, started: Instant, tell: fn(&Plan) -> String) -> Result<(), Failure> {
        let effort = self.epochs.map_or(Effort::Seconds(self.seconds), Effort::Epochs);
        let seed = match self.seed {
            Some(seed) => seed,
            None => getrandom::u64().map_err(|error| Failure::Found(error.to_string()))?,
        };
        let plan = plan(task, effort, seed).map_err(|error| Failure::Found(error.to_string()))?;
        let breaches = check(task, &plan);
        let told = match self.json {
            true => serde_json::to_string(&Checked {
                plan: &plan,
                breaches: &breaches,
                took_s: started.elapsed().as_secs_f64(),
            })
            .map_err(std::io::Error::from)?,
            false => tell(&plan),
        };
        print(&told)?;
        if breaches.is_empty() {
            return Ok(());
        }
        Err(Failure::Found(format!(
            "the plan breaks {} rules: {breaches:?}",
            breaches.len()
        )))
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if seconds > 0.0 && seconds <= SECONDS_MAX {
        Ok(seconds)
    } else {
        Err(format!("above 0, and at most {SECONDS_MAX}"))
    }
}

fn point(text: &str) -> Result<(f64, f64), String> {
    let parts = text
        .split_once(',')
        .and_then(|(x, y)| Some((x.trim().parse().ok()?, y.trim().parse().ok()?)));
    parts.ok_or_else(|| "two numbers with a comma between them".to_owned())
}
