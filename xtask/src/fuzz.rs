//! `cargo xtask fuzz-api`: calls that are made from the OpenAPI document, in the name of everybody there is, to a server
//! of its own. None may make the server fail, and each answer must be one that the document tells of.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;

use crate::patrol::Patrol;
use crate::setup::{self, Group};
use crate::stage::Stage;
use crate::{build, paths, steps};

/// What every answer has to be.
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
/// Calls that the bounds of all parameters make for one caller, whatever else is asked for; somewhat less than there are.
const OF_BOUNDS: u32 = 2_500;
/// Calls that the document tells of; some more than there are, which only makes more cases.
const OPERATIONS: u32 = 60;
/// A live stream never ends.
const LIVE: &str = "/live$";
/// Nor is anybody there any more after they signed out.
const LIVE_AND_SIGN_OUT: &str = "/live$|/sign-out$";
/// A receipt; the first report that comes with it makes it that report's.
const RECEIPT: &str = "Receipt 0123456789ABCDEFGHJK";

/// How much.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many calls, at least.
    #[arg(default_value_t = 10_000)]
    cases: u32,
    /// Where chance begins, to replay what was found.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Somebody in whose name calls are made.
struct Caller {
    name: &'static str,
    /// What comes with each of their calls: who they are, and what a browser says of the page.
    headers: Vec<String>,
    /// The calls that are not made.
    leaves_out: &'static str,
    /// Whether the bounds of all parameters are tried, too: once for each side is enough.
    tries_bounds: bool,
}

impl Caller {
    /// Somebody who shows this in the header `Authorization`, or nothing.
    fn showing(name: &'static str, shows: Option<String>) -> Self {
        Self {
            name,
            headers: shows
                .map(|shows| format!("authorization: {shows}"))
                .into_iter()
                .collect(),
            leaves_out: LIVE,
            tries_bounds: false,
        }
    }

    /// Somebody who is signed in, with what a browser sends from the console.
    fn at_the_console(patrol: &Patrol) -> anyhow::Result<Self> {
        let cookie = patrol.sign_in("Fuzz person", "staff,admin")?;
        Ok(Self {
            headers: vec![
                format!("cookie: {cookie}"),
                format!("origin: {}", patrol.url()),
                "sec-fetch-site: same-origin".to_owned(),
            ],
            leaves_out: LIVE_AND_SIGN_OUT,
            ..Self::showing("person", None)
        })
    }
}

/// What came of one caller's calls.
struct Outcome {
    cases: u32,
    is_clean: bool,
}

/// Builds the server and makes the calls.
pub(crate) fn fuzz(stage: &Stage, options: &Options) -> anyhow::Result<()> {
    setup::ensure(stage, &[Group::Build, Group::Python])?;
    build::everything(stage)?;
    let program = steps::schemathesis(stage)?;
    let folder = paths::target().join("xtask/fuzz-api");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(folder.join("made"))?;
    let patrol = Patrol::start(stage, &folder)?;
    let callers = callers(&patrol)?;
    let fuzzer = Fuzzer {
        program,
        folder: &folder,
        url: patrol.url(),
        seed: options.seed,
        each: examples_for(options.cases, &callers),
    };
    let mut cases = 0;
    let mut found = Vec::new();
    for caller in &callers {
        let outcome = fuzzer.call_as(stage, caller)?;
        cases += outcome.cases;
        if !outcome.is_clean {
            found.push(caller.name);
        }
    }
    stage.tell(&format!(
        "{cases} calls; the answers stand in {}",
        folder.join("made/answers").display()
    ))?;
    ensure!(
        cases >= options.cases,
        "{cases} calls only; OF_BOUNDS or OPERATIONS is out of date"
    );
    if !found.is_empty() {
        bail!(
            "something was found as {}; see {}",
            found.join(", "),
            folder.display()
        );
    }
    Ok(())
}

/// Residents come first: what they make is there for the others.
fn callers(patrol: &Patrol) -> anyhow::Result<Vec<Caller>> {
    let mut callers = vec![
        Caller {
            tries_bounds: true,
            ..Caller::showing("resident", Some(RECEIPT.to_owned()))
        },
        Caller::showing("nobody", None),
    ];
    for (name, role) in [
        ("everything", "staff,admin"),
        ("dispatcher", "dispatcher"),
        ("officer", "officer"),
        ("responder", "responder"),
        ("publisher", "publisher"),
        ("admin", "admin"),
    ] {
        let token = patrol.create_token(role, name)?;
        callers.push(Caller {
            tries_bounds: name == "everything",
            ..Caller::showing(name, Some(format!("Bearer {token}")))
        });
    }
    callers.push(Caller::at_the_console(patrol)?);
    Ok(callers)
}

/// How many calls by chance each caller makes of each kind, so that there are `cases` in all.
fn examples_for(cases: u32, callers: &[Caller]) -> u32 {
    let count = |callers: usize| u32::try_from(callers).unwrap_or(u32::MAX);
    let of_bounds = OF_BOUNDS * count(callers.iter().filter(|caller| caller.tries_bounds).count());
    let by_chance = cases.saturating_sub(of_bounds);
    by_chance.div_ceil(OPERATIONS * count(callers.len())).max(1)
}

/// schemathesis, against one server.
struct Fuzzer<'a> {
    program: PathBuf,
    folder: &'a Path,
    url: &'a str,
    seed: u64,
    each: u32,
}

impl Fuzzer<'_> {
    fn call_as(&self, stage: &Stage, caller: &Caller) -> anyhow::Result<Outcome> {
        let report = self.folder.join(format!("{}.json", caller.name));
        let phases = if caller.tries_bounds {
            "coverage,fuzzing"
        } else {
            "fuzzing"
        };
        let mut command = Command::new(&self.program);
        command
            .arg("run")
            .arg(paths::root().join("docs/api/openapi.json"))
            .args(["--url", self.url, "--checks", CHECKS, "--phases", phases])
            .args([
                "--max-examples",
                &self.each.to_string(),
                "--seed",
                &self.seed.to_string(),
            ])
            .args(["--exclude-path-regex", caller.leaves_out])
            .args(["--continue-on-failure", "--no-shrink", "--request-timeout", "30"])
            .args(["--generation-database", "none", "--warnings", "off", "--no-color"])
            .args(["--report", "json", "--report-json-path"])
            .arg(&report)
            .args(caller.headers.iter().flat_map(|header| ["--header", header]))
            .current_dir(self.folder)
            .env("SCHEMATHESIS_HOOKS", "callers")
            // The sources stay as they are.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONPATH", paths::root().join("xtask/fuzz"))
            .env("LAMPLIGHT_FUZZ_URL", self.url)
            .env("LAMPLIGHT_FUZZ_RECEIPT", RECEIPT)
            .env("LAMPLIGHT_FUZZ_MADE", self.folder.join("made"))
            .env("LAMPLIGHT_FUZZ_SEED", self.seed.to_string());
        let is_clean = stage.run(&mut command).is_ok();
        if stage.session.is_interrupted() {
            bail!("interrupted");
        }
        let report = std::fs::read(&report).context("schemathesis has made no report")?;
        let report: Value = serde_json::from_slice(&report)?;
        let cases = report
            .pointer("/test_cases/generated")
            .and_then(Value::as_u64)
            .context("the report does not say how many calls there were")?;
        Ok(Outcome {
            cases: u32::try_from(cases)?,
            is_clean,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_calls_as_were_asked_for() {
        let caller = |tries_bounds| Caller {
            tries_bounds,
            ..Caller::showing("", None)
        };
        let callers = [caller(true), caller(false), caller(false)];
        for cases in [1, 1_000, 2_500, 2_501, 10_000, 123_456] {
            let made = OF_BOUNDS + examples_for(cases, &callers) * OPERATIONS * 3;
            assert!(made >= cases, "{made} of {cases}");
        }
        assert_eq!(examples_for(1, &callers), 1);
    }
}
