//! Steps by tools that are fetched for this project alone, in fixed versions, into `target/tools`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use super::Run;
use super::summary::Outcome;
use crate::build::cargo;
use crate::paths;
use crate::stage::Stage;

/// The spell checker; its makers publish it to PyPI as a program, which comes within seconds.
const TYPOS: &str = "typos==1.52.0";
/// The storage for tests: S3 in memory, with the server that speaks for it. What these bring along is as new as PyPI
/// has it.
const MOTO: [&str; 3] = ["moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5"];
/// What makes calls from the OpenAPI document.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";
/// The checker of the dependency tree.
const DENY_VERSION: &str = "0.20.2";

/// What it can check without the network.
const OFFLINE_CHECKS: &[&str] = &["bans", "licenses", "sources"];

fn tools() -> PathBuf {
    paths::target().join("tools")
}

pub(super) fn spelling(run: &Run) -> anyhow::Result<Outcome> {
    let program = match from_pypi(&run.stage, "typos", &[TYPOS]) {
        Ok(program) => program,
        Err(error) => return Ok(Outcome::Skipped(format!("{error:#}"))),
    };
    run.stage.run(Command::new(program).current_dir(paths::root()))?;
    Ok(Outcome::passed())
}

/// The server of the storage for tests.
pub(super) fn moto(stage: &Stage) -> anyhow::Result<PathBuf> {
    from_pypi(stage, "moto_server", &MOTO)
}

/// The program that makes calls from the OpenAPI document.
pub(crate) fn schemathesis(stage: &Stage) -> anyhow::Result<PathBuf> {
    from_pypi(stage, "schemathesis", &[SCHEMATHESIS])
}

/// A Python that has the peers of the analysis.
pub(crate) fn analysis_peers(stage: &Stage) -> anyhow::Result<PathBuf> {
    let list = std::fs::read_to_string(paths::root().join("tests/peers/requirements.txt"))?;
    let packages: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let folder = environment(stage, "analysis-peers", &packages)?;
    Ok(folder.join("bin/python3"))
}

/// A program that comes with these packages, installed into a folder that is named after the first.
fn from_pypi(stage: &Stage, program: &str, packages: &[&str]) -> anyhow::Result<PathBuf> {
    let name = packages.first().copied().unwrap_or_default().replace("==", "-");
    let folder = environment(stage, &name, packages)?;
    Ok(folder.join("bin").join(program))
}

/// A folder with a Python of its own and these packages; made anew when they are others.
fn environment(stage: &Stage, name: &str, packages: &[&str]) -> anyhow::Result<PathBuf> {
    let folder = tools().join(name);
    // Written last: a folder without it was left half made.
    let list = folder.join("packages.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&list).is_ok_and(|made| made == wanted) {
        return Ok(folder);
    }
    let python =
        paths::on_path("python3").with_context(|| format!("{name} needs python3 to be installed"))?;
    let mut venv = Command::new(python);
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    let mut pip = Command::new(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"])
        .args(packages);
    stage
        .run(&mut venv)
        .and_then(|()| stage.run(&mut pip))
        .with_context(|| format!("{name} cannot be installed"))?;
    std::fs::write(list, wanted)?;
    Ok(folder)
}

/// Licences, banned crates and where crates come from.
pub(super) fn deny(run: &Run) -> anyhow::Result<Outcome> {
    install_deny(run)?;
    run.stage.run(cargo_deny().arg("check").args(OFFLINE_CHECKS))?;
    Ok(Outcome::passed())
}

/// Known holes in dependencies. The list of them comes over the network.
pub(super) fn advisories(run: &Run) -> anyhow::Result<Outcome> {
    if run.stage.run(cargo_deny().args(["fetch", "db"])).is_err() {
        return Ok(Outcome::Skipped(
            "the list of advisories cannot be fetched".into(),
        ));
    }
    run.stage.run(cargo_deny().args(["check", "advisories"]))?;
    Ok(Outcome::passed())
}

fn deny_folder() -> PathBuf {
    tools().join(format!("cargo-deny-{DENY_VERSION}"))
}

/// From source, as a debug build: that takes a third of the time, and checking takes seconds all the same.
fn install_deny(run: &Run) -> anyhow::Result<()> {
    if deny_folder().join("bin/cargo-deny").is_file() {
        return Ok(());
    }
    let mut command = cargo("install");
    command
        .args(["cargo-deny", "--locked", "--debug", "--no-default-features"])
        .args(["--version", DENY_VERSION, "--root"])
        .arg(deny_folder());
    run.stage.run(&mut command)
}

fn cargo_deny() -> Command {
    let mut command = Command::new(deny_folder().join("bin/cargo-deny"));
    command.current_dir(paths::root());
    command
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::run::Session;
    use crate::storage::Storage;

    #[test]
    fn the_storage_for_tests_answers_and_is_gone_when_dropped() {
        let session = Session::start().unwrap();
        let logs = tempfile::tempdir().unwrap();
        let stage = Stage::into_log(&session, &logs.path().join("log")).unwrap();
        let program = moto(&stage).unwrap();
        let storage = Storage::start(&stage, &program, &logs.path().join("storage.log")).unwrap();
        let address = storage.url().strip_prefix("http://").unwrap().to_owned();
        assert!(TcpStream::connect(&address).is_ok());
        drop(storage);
        assert!(TcpStream::connect(&address).is_err());
    }
}
