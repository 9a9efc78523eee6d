//! Photos tell nothing but what they show: 40 files that tell more, on every path that a photo can take.
//!
//! Once the server is done with every photo, what was planted into the files is looked for in all that left
//! the resident's programs, in every file of the devices, the server, its backup and their folder for
//! temporary files, and in what the desk opens. What a lying device sends is its own affair: its wire is not
//! looked at. Until the server has written a photo anew, the received bytes lie sealed in the media store;
//! then they are deleted.

mod files;
mod liar;
mod scene;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use files::{FILES, Tagged};
use lamplight_tests::postgres;
use lamplight_tests::programs::path_of;
use scene::Scene;
use serde_json::{Map, Value};
use tokio::process::Command;

use crate::terminal::program;

/// The paths that a photo can take: the terminal, a draft, and a device that lies.
const PATHS: usize = 3;

#[tokio::test]
async fn what_files_tell_beside_their_pixels_is_nowhere() -> Result<()> {
    let scene = Scene::on_sqlite()?;
    send_everything(&scene).await
}

#[tokio::test]
async fn what_files_tell_beside_their_pixels_is_nowhere_on_postgres_either() -> Result<()> {
    let Some(server) = postgres::server() else {
        println!("skipped: {} names no server", postgres::SERVER);
        return Ok(());
    };
    let database = postgres::new_database(&server).await?;
    send_everything(&Scene::on_postgres(database)?).await
}

async fn send_everything(scene: &Scene) -> Result<()> {
    let tagged = Tagged::make()?;
    assert_eq!(tagged.files().len(), FILES);
    let patrol = scene.station.open().await?;
    let wire = scene.wire().await?;
    by_terminal(scene, &tagged, &wire.url()).await?;
    by_drafts(scene, &tagged, &wire.url()).await?;
    assert_eq!(wire.photos(), 2 * FILES);
    liar::send(patrol.url(), tagged.files()).await?;

    scene.until_made(PATHS * FILES).await?;
    wire.keep(&scene.file("wire"))?;
    scene.open_all(&patrol).await?;
    scene.back_up().await?;
    let found = scene.search(tagged.planted())?;
    assert!(found.is_empty(), "{found:#?}");
    let told = told_by(&scene.file("opened")).await?;
    assert!(told.is_empty(), "{told:?}");
    Ok(())
}

/// Every file by `lamplight report`, as many to a report as fit.
async fn by_terminal(scene: &Scene, tagged: &Tagged, url: &str) -> Result<()> {
    let data = scene.file("kiosk");
    for files in tagged.by_report() {
        let mut report = scene.with_temporary(program(&data)?);
        report.args([
            "--server",
            url,
            "report",
            "--category",
            "vandalism",
            "--place",
            "x",
        ]);
        for file in files {
            report.arg("--photo").arg(file);
        }
        run(&mut report).await?;
    }
    run(scene.with_temporary(program(&data)?).arg("sync"))
        .await
        .map(drop)
}

/// Every file by drafts.
async fn by_drafts(scene: &Scene, tagged: &Tagged, url: &str) -> Result<()> {
    let mut drafts = scene.with_temporary(Command::new(path_of("drafts")?));
    drafts
        .arg("--data")
        .arg(scene.file("phone"))
        .args(["--server", url]);
    run(drafts.args(tagged.files())).await.map(drop)
}

/// What exiftool finds in the pictures of a folder that is neither of the file as such nor of JFIF's head.
async fn told_by(folder: &Path) -> Result<BTreeSet<String>> {
    let output = run(Command::new("exiftool").args(["-json", "-G1", "-a"]).arg(folder)).await?;
    let pictures: Vec<Map<String, Value>> = serde_json::from_slice(&output)?;
    // Of each path the picture and its thumbnail.
    assert_eq!(pictures.len(), 2 * PATHS * FILES);
    let is_plain = |name: &str| {
        let (group, tag) = name.split_once(':').unwrap_or((name, ""));
        matches!(
            group,
            "SourceFile" | "ExifTool" | "System" | "File" | "JFIF" | "Composite"
        ) && tag != "Comment"
    };
    let names = pictures
        .into_iter()
        .flat_map(|picture| picture.into_iter().map(|(name, _)| name));
    Ok(names.filter(|name| !is_plain(name)).collect())
}

/// Runs a program that must succeed, and gives what it printed.
async fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output().await.context("a program is missing")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}
