//! `cargo xtask test`: every check there is, cheap ones first.
//!
//! A step that fails does not keep later ones from running, unless they need what it makes: one run tells
//! everything that is wrong. Output goes into a log for each step, and is shown when the step fails.

mod rust;
mod summary;
mod tools;
mod ui;
mod window;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::paths;
use crate::run::Session;
use crate::setup::{self, Group};
use crate::stage::Stage;
use crate::tidy;
use summary::{Outcome, Summary};

pub(crate) use tools::{analysis_peers, schemathesis};

/// Which steps to run.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Leave out the fault campaigns, the browser and the window.
    #[arg(long, conflicts_with = "full")]
    quick: bool,
    /// Add what is too slow for every change.
    #[arg(long)]
    full: bool,
    /// Only these steps and what they need, for example `tidy,clippy`.
    #[arg(long, value_delimiter = ',', value_name = "STEP,…")]
    only: Vec<String>,
}

/// One check.
struct Step {
    name: &'static str,
    /// Steps that make what this one uses; they come earlier in the list.
    needs: &'static [&'static str],
    /// What the machine must have for it.
    groups: &'static [Group],
    when: When,
    run: fn(&Run) -> anyhow::Result<Outcome>,
}

/// In which runs a step takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// Not with `--quick`.
    NotQuick,
    /// Only with `--full`.
    Full,
}

const SETUP: &str = "setup";

/// In the order of what they cost. The UI comes before Rust: it is checked within seconds, and the app
/// embeds what it builds.
const STEPS: &[Step] = &[
    step(SETUP, &[], &[], |run| {
        setup::ensure(&run.stage, &run.groups).map(|()| Outcome::passed())
    }),
    step("format", &[], &[], rust::format),
    step("tidy", &[], &[], |_| tidy_up()),
    step("spelling", &[SETUP], &[Group::Python], tools::spelling),
    step("ui", &[SETUP], &[Group::Build], ui::check),
    step("bundle", &[SETUP], &[Group::Build], ui::bundle),
    step("size", &["bundle"], &[Group::Build], ui::size),
    step("deny", &[], &[], tools::deny),
    step("clippy", &["bundle"], &[Group::Build], rust::clippy),
    step("docs", &["bundle"], &[Group::Build], rust::docs),
    step("build", &["bundle"], &[Group::Build], rust::build),
    step("codegen", &["build"], &[Group::Build], rust::codegen),
    step(
        "tests",
        &["build"],
        &[Group::Build, Group::Database, Group::Python, Group::Photos],
        rust::tests,
    ),
    Step {
        when: When::NotQuick,
        ..step(
            "faults",
            &["build"],
            &[Group::Build, Group::Database],
            rust::faults,
        )
    },
    Step {
        when: When::NotQuick,
        ..step(
            "browser",
            &["build"],
            &[Group::Build, Group::Browser],
            ui::browser,
        )
    },
    Step {
        when: When::NotQuick,
        ..step(
            "window",
            &["build"],
            // The console is worked in Chromium, beside the app in its window.
            &[Group::Build, Group::Browser, Group::Window],
            window::window,
        )
    },
    Step {
        when: When::Full,
        ..step("advisories", &["deny"], &[], tools::advisories)
    },
];

const fn step(
    name: &'static str,
    needs: &'static [&'static str],
    groups: &'static [Group],
    run: fn(&Run) -> anyhow::Result<Outcome>,
) -> Step {
    Step {
        name,
        needs,
        groups,
        when: When::Always,
        run,
    }
}

/// What a step is given.
struct Run {
    stage: Stage,
    /// Also what is too slow for every change.
    full: bool,
    /// What the machine must have for all steps of this run.
    groups: Vec<Group>,
    /// The step's log; further logs of the step lie beside it.
    log: PathBuf,
}

/// Runs the chosen steps and tells how each went.
///
/// # Errors
/// When a step failed, or was skipped where nothing may be: with `CI=true`.
pub(crate) fn test(session: &Session, options: &Options) -> anyhow::Result<()> {
    let chosen = choose(&options.only)?;
    let groups: Vec<Group> = chosen
        .iter()
        .filter(|step| left_out(step, options).is_none())
        .flat_map(|step| step.groups)
        .copied()
        .collect();
    let mut summary = Summary::default();
    for step in chosen {
        if session.is_interrupted() {
            break;
        }
        let begun = Instant::now();
        let outcome = match left_out(step, options).or_else(|| summary.lacking(step.needs)) {
            Some(outcome) => outcome,
            None => {
                println!("→ {}", step.name);
                run_step(session, step, options.full, &groups)
            }
        };
        summary.add(step.name, begun.elapsed(), outcome);
    }
    if session.is_interrupted() {
        bail!("interrupted");
    }
    summary.conclude(std::env::var("CI").is_ok_and(|ci| ci == "true"))
}

/// The named steps with all that they need, or every step; in the order of the list.
fn choose(only: &[String]) -> anyhow::Result<Vec<&'static Step>> {
    let mut wanted: Vec<&str> = only.iter().map(String::as_str).collect();
    let mut names = Vec::new();
    while let Some(name) = wanted.pop() {
        let Some(step) = STEPS.iter().find(|step| step.name == name) else {
            let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("there is no step {name}; the steps are {}", known.join(", "));
        };
        names.push(step.name);
        wanted.extend(step.needs);
    }
    let is_chosen = |step: &&Step| only.is_empty() || names.contains(&step.name);
    Ok(STEPS.iter().filter(is_chosen).collect())
}

/// Why a step takes no part in this run. A step that is asked for by its name always does.
fn left_out(step: &Step, options: &Options) -> Option<Outcome> {
    if options.only.iter().any(|name| name == step.name) {
        return None;
    }
    match step.when {
        When::NotQuick if options.quick => Some(Outcome::Skipped("left out by --quick".into())),
        When::Full if !options.full => Some(Outcome::NotPart("part of --full")),
        _ => None,
    }
}

fn run_step(session: &Session, step: &Step, full: bool, groups: &[Group]) -> Outcome {
    let log = paths::target()
        .join("xtask/logs")
        .join(format!("{}.log", step.name));
    let outcome = Stage::into_log(session, &log)
        .map(|stage| Run {
            stage,
            full,
            groups: groups.to_vec(),
            log: log.clone(),
        })
        .and_then(|run| (step.run)(&run));
    outcome.unwrap_or_else(|error| {
        // A step that was broken off has nothing to show.
        if !session.is_interrupted() {
            show(&log);
        }
        Outcome::Failed(format!("{error:#}"))
    })
}

/// Lines of a failed step's log that are shown; the rest is in the file.
const SHOWN_LINES_MAX: usize = 400;

fn show(log: &Path) {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().count();
    let hidden = lines.saturating_sub(SHOWN_LINES_MAX);
    if hidden > 0 {
        println!("… {hidden} lines more in {}", log.display());
    }
    text.lines().skip(hidden).for_each(|line| println!("{line}"));
}

fn tidy_up() -> anyhow::Result<Outcome> {
    let findings = tidy::check(paths::root()).context("cannot read the sources")?;
    if findings.broken.is_empty() {
        return Ok(Outcome::Passed(findings.long_files));
    }
    findings.broken.iter().for_each(|rule| println!("{rule}"));
    bail!("{} broken", tidy::counted(findings.broken.len(), "rule"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        choose(&only).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn a_step_comes_after_all_that_it_needs() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                let needed_at = STEPS.iter().position(|step| step.name == *need);
                assert!(
                    needed_at.is_some_and(|needed_at| needed_at < at),
                    "{} needs {need}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn a_chosen_step_brings_what_it_needs() {
        assert_eq!(names(&["tidy"]), ["tidy"]);
        assert_eq!(names(&["window"]), [SETUP, "bundle", "build", "window"]);
        assert_eq!(names(&[]).len(), STEPS.len());
        assert!(choose(&["coffee".to_owned()]).is_err());
    }

    #[test]
    fn quick_leaves_out_the_slow_ones_unless_they_are_named() {
        let left_out_of = |options: Options| -> Vec<&str> {
            let steps = STEPS.iter().filter(|step| left_out(step, &options).is_some());
            steps.map(|step| step.name).collect()
        };
        let quick = Options {
            quick: true,
            ..Options::default()
        };
        assert_eq!(left_out_of(quick), ["faults", "browser", "window", "advisories"]);
        let full = Options {
            full: true,
            ..Options::default()
        };
        assert!(left_out_of(full).is_empty());
        let named = Options {
            quick: true,
            only: vec!["window".into()],
            ..Options::default()
        };
        assert!(!left_out_of(named).contains(&"window"));
    }
}
