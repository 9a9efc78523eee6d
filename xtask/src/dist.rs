//! `cargo xtask dist`: the programs as they are given out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use crate::build::{cargo, npm};
use crate::paths;
use crate::setup::{self, Group};
use crate::stage::Stage;

/// Builds the server with its console inside, the resident's program and the app with its Debian package,
/// and lays them into `target/dist` with their checksums.
///
/// # Errors
/// When something cannot be built or copied.
pub(crate) fn dist(stage: &Stage) -> anyhow::Result<()> {
    setup::ensure(stage, &[Group::Build])?;
    stage.run(&mut npm("build"))?;
    stage.run(&mut release("lamplight-server", "embed-ui"))?;
    stage.run(&mut release("lamplight-resident", "cli"))?;
    stage.run(&mut app_bundle())?;

    let dist = paths::target().join("dist");
    if dist.exists() {
        std::fs::remove_dir_all(&dist)?;
    }
    std::fs::create_dir_all(&dist)?;
    let mut sums = String::new();
    for file in products()? {
        let name = file.file_name().context("a product without a name")?;
        std::fs::copy(&file, dist.join(name)).with_context(|| format!("cannot copy {}", file.display()))?;
        writeln!(sums, "{}  {}", sha256(&file)?, name.display())?;
    }
    std::fs::write(dist.join("SHA256SUMS"), &sums)?;
    print!("{sums}");
    stage.tell(&format!("they lie in {}", dist.display()))
}

fn release(package: &str, features: &str) -> Command {
    let mut command = cargo("build");
    command.args(["--release", "--package", package, "--features", features]);
    command
}

/// Tauri's bundler builds the app with the built UI inside and packs it.
fn app_bundle() -> Command {
    let mut command = Command::new(paths::ui().join("node_modules/.bin/tauri"));
    command
        .args(["build", "--bundles", "deb"])
        .current_dir(paths::root().join("src-tauri"));
    command
}

fn products() -> anyhow::Result<Vec<PathBuf>> {
    let programs = ["lamplight-server", "lamplight", "lamplight-app"];
    let mut products: Vec<PathBuf> = programs.map(paths::release_program).into();
    for entry in std::fs::read_dir(paths::release_program("bundle").join("deb"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            products.push(path);
        }
    }
    Ok(products)
}

/// The checksum as `sha256sum` writes it.
fn sha256(file: &Path) -> anyhow::Result<String> {
    let digest = Sha256::digest(std::fs::read(file)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_that_of_sha256sum() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("abc");
        std::fs::write(&file, "abc").unwrap();
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(&file).unwrap(), expected);
    }
}
