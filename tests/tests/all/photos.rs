//! Photos from the file to the desk, by `lamplight`.

use std::path::Path;
use std::process::Output;

use anyhow::{Context as _, Result};
use image::RgbImage;
use lamplight_tests::device::Device;
use lamplight_tests::patrol::Station;
use lamplight_tests::picture::Picture;
use lamplight_tests::proxy::{Fault, Proxy};
use lamplight_tests::tally;
use reqwest::Method;
use serde_json::Value;
use tokio::process::Command;

use crate::terminal::{lines, program};

/// Width and height of the largest pictures that phones take, in pixels: 48 megapixels.
const LARGEST_PX: (u32, u32) = (8_064, 6_048);
/// What taking one photo in may cost, in KiB of address space: 400 MiB, of which its pixels alone are 140.
const MEMORY_KIB_MAX: u32 = 400 * 1024;

fn report<'c>(command: &'c mut Command, server: &str, photos: &[&Path]) -> &'c mut Command {
    let place = ["--category", "vandalism", "--place", "by the footbridge"];
    command.args(["--server", server, "report"]).args(place);
    for photo in photos {
        command.arg("--photo").arg(photo);
    }
    command
}

async fn sync(device: &Device, server: &str) -> Result<Option<i32>> {
    let mut command = program(device.data())?;
    Ok(command
        .args(["--server", server, "sync"])
        .output()
        .await?
        .status
        .code())
}

fn said(output: &Output) -> Result<Value> {
    lines(output).pop().context("nothing was said")
}

#[tokio::test]
async fn six_photos_taken_offline_arrive_once_in_one_sync_although_each_call_comes_twice() -> Result<()> {
    let (station, device, folder) = (Station::new()?, Device::new()?, tempfile::tempdir()?);
    let pictures: Result<Vec<Picture>> = (1..=6).map(|seed| Picture::make(folder.path(), seed)).collect();
    let pictures = pictures?;
    let files: Vec<&Path> = pictures.iter().map(Picture::file).collect();
    let proxy = Proxy::start(&station.url(), Box::new(|_| Fault::Twice)).await?;
    let saved = report(&mut program(device.data())?, &proxy.url(), &files)
        .output()
        .await?;
    let id = said(&saved)?["id"].as_str().context("no id")?.to_owned();
    assert_eq!(sync(&device, &proxy.url()).await?, Some(3));

    let patrol = station.open().await?;
    assert_eq!(sync(&device, &proxy.url()).await?, Some(0));
    let detail = patrol.staff(Method::GET, &format!("reports/{id}"), None).await?;
    let at_the_desk: Vec<&str> = detail["photos"]
        .as_array()
        .context("no photos")?
        .iter()
        .filter_map(|photo| photo["sha256"].as_str())
        .collect();
    let taken: Vec<String> = pictures.iter().map(Picture::sha256).collect();
    assert_eq!(at_the_desk, taken);
    let exported = tally::exported(&station.command(&["export", "reports"]).await?)?;
    assert_eq!(exported.len(), 1);
    assert_eq!(exported[0].photos.len(), 6);
    let has_come = |photo: &tally::ExportedPhoto| matches!(photo.state.as_str(), "checking" | "ready");
    assert!(exported[0].photos.iter().all(has_come), "{exported:?}");
    Ok(())
}

#[tokio::test]
async fn a_photo_that_the_disk_changed_is_refused_once_and_the_next_one_passes() -> Result<()> {
    let (station, device, folder) = (Station::new()?, Device::new()?, tempfile::tempdir()?);
    let (spoiled, whole) = (Picture::make(folder.path(), 1)?, Picture::make(folder.path(), 2)?);
    report(
        &mut program(device.data())?,
        &station.url(),
        &[spoiled.file(), whole.file()],
    )
    .output()
    .await?;
    let database = rusqlite::Connection::open(device.data().join(lamplight_resident::DATABASE_FILE))?;
    let spoil = "UPDATE photos SET bytes = zeroblob(length(bytes)) WHERE sha256 = ?1";
    assert_eq!(database.execute(spoil, [spoiled.sha256()])?, 1);
    drop(database);

    let _patrol = station.open().await?;
    assert_eq!(sync(&device, &station.url()).await?, Some(4));
    let exported = tally::exported(&station.command(&["export", "reports"]).await?)?;
    let come: Vec<(&str, bool)> = exported[0]
        .photos
        .iter()
        .map(|photo| (photo.sha256.as_str(), photo.state != "to_come"))
        .collect();
    assert_eq!(
        come,
        [
            (spoiled.sha256().as_str(), false),
            (whole.sha256().as_str(), true)
        ]
    );
    let shown = said(&program(device.data())?.arg("reports").output().await?)?;
    assert_eq!(shown["attention"]["code"], "photo_lost");
    Ok(())
}

#[tokio::test]
async fn a_heic_picture_is_refused_with_what_to_do() -> Result<()> {
    let (device, folder) = (Device::new()?, tempfile::tempdir()?);
    let heic = folder.path().join("phone.heic");
    std::fs::write(&heic, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")?;
    let refused = report(&mut program(device.data())?, "http://127.0.0.1:9", &[&heic])
        .output()
        .await?;
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr)?;
    for words in ["phone.heic", "HEIC", "most compatible", "share it as JPEG"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    Ok(())
}

#[tokio::test]
async fn the_largest_picture_of_a_phone_is_taken_in_within_bounded_memory() -> Result<()> {
    let (device, folder) = (Device::new()?, tempfile::tempdir()?);
    let file = folder.path().join("largest.jpg");
    largest()?.save(&file)?;
    // A process that wants more gets none, and ends.
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("ulimit -v {MEMORY_KIB_MAX} && exec \"$@\""), "sh"]);
    let plain = program(device.data())?;
    limited
        .arg(plain.as_std().get_program())
        .args(plain.as_std().get_args());
    let saved = report(&mut limited, "http://127.0.0.1:9", &[&file])
        .output()
        .await?;
    assert!(
        saved.status.success(),
        "{}",
        String::from_utf8_lossy(&saved.stderr)
    );

    let id = said(&saved)?["id"].as_str().context("no id")?.to_owned();
    let thread = said(&program(device.data())?.args(["thread", &id]).output().await?)?;
    let photo = &thread["photos"][0];
    assert_eq!(
        (&photo["width_px"], &photo["height_px"]),
        (&2_048.into(), &1_536.into())
    );
    Ok(())
}

/// Noise from left to right, the same in every row: a picture of that size in next to no time.
fn largest() -> Result<RgbImage> {
    let (width, height) = LARGEST_PX;
    let mut rng = fastrand::Rng::with_seed(48);
    let row: Vec<u8> = (0..3 * width).map(|_| rng.u8(..)).collect();
    let rows = row.repeat(usize::try_from(height)?);
    RgbImage::from_raw(width, height, rows).context("not as many pixels")
}
