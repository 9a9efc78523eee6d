//! The demo's town: as an operator's files, and as the map on a device.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use lamplight_protocol::place::Point;
use lamplight_resident::Core;
use lamplight_resident::view::{AreaMap, PlaceKind};
use lamplight_tests::device::{Device, Running, vandalism};
use lamplight_tests::patrol::Station;
use lamplight_tests::programs::path_of;
use lamplight_tests::proxy::{Fault, Proxy, Request};
use lamplight_town::{AREA_JSON, Town};
use tokio::process::Command;

use crate::sync::until;

/// Bytes of a first answer that come through, head with them: somewhere in the middle of the pack.
const CUT_BYTES: usize = 100_000;

/// The exit code of `area check`, and all that it says.
async fn check(folder: &Path, area: &str, pack: &[u8]) -> Result<(Option<i32>, String)> {
    let (file, map) = (folder.join("area.json"), folder.join("area.pmtiles"));
    std::fs::write(&file, area)?;
    std::fs::write(&map, pack)?;
    let output = Command::new(path_of("lamplight-server")?)
        .args(["area", "check"])
        .arg(&file)
        .arg("--pack")
        .arg(&map)
        .output()
        .await?;
    let told = [output.stdout, output.stderr].concat();
    Ok((output.status.code(), String::from_utf8(told)?))
}

#[tokio::test]
async fn a_check_of_the_demos_town_finds_it_whole_and_of_another_place_says_what_is_wrong() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pack = Town::grow(1)?.pack()?;
    let (code, told) = check(folder.path(), AREA_JSON, &pack).await?;
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.starts_with("Alder Quay: a boundary of 10 corners, 3 districts, 8 categories\n"),
        "{told}"
    );
    assert!(told.contains("pack: zooms 10 to 15, "), "{told}");

    let moved = AREA_JSON.replace("[0.05, 60.012]", "[0.5, 60.012]");
    let (code, told) = check(folder.path(), &moved, &pack).await?;
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("the area's boundary goes beyond"), "{told}");
    Ok(())
}

#[tokio::test]
async fn a_check_says_in_words_why_a_file_is_no_pack() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pack = Town::grow(1)?.pack()?;
    let cut = pack.get(..pack.len() / 2).unwrap_or_default();
    for (bytes, words) in [
        (
            &b"PK\x03\x04 a zip file, and long enough for a header"[..],
            "is no PMTiles archive",
        ),
        (b"PMTiles", "is damaged"),
        (cut, "is damaged"),
    ] {
        let (code, told) = check(folder.path(), AREA_JSON, bytes).await?;
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("area.pmtiles: ") && told.contains(words), "{told}");
    }
    let (code, told) = check(folder.path(), "{", &pack).await?;
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("area.json: "), "{told}");
    Ok(())
}

/// How soon a map is on a device beside its server: a debug build takes a while.
const MAP_WITHIN: Duration = Duration::from_secs(30);

/// Which part of the map a call asks for; empty for all of it.
fn range_of(request: &Request) -> String {
    let head = String::from_utf8_lossy(request.bytes()).to_lowercase();
    let range = head.lines().find_map(|line| line.strip_prefix("range: "));
    range.unwrap_or_default().trim().to_owned()
}

/// Waits until the map is whole on the device, and gives all its bytes.
async fn whole_map(core: &Core) -> Result<Vec<u8>> {
    until(core, MAP_WITHIN, |core| {
        Ok(core.map()?.coming.is_none() && core.map()?.pack.is_some())
    })
    .await?;
    let pack = core.map()?.pack.context("no map")?;
    let mut bytes = Vec::new();
    while u32::try_from(bytes.len())? < pack.size_bytes {
        let part = core.map_bytes(&pack.sha256, u32::try_from(bytes.len())?, 100_000)?;
        bytes.extend(part.context("no part")?);
    }
    Ok(bytes)
}

#[tokio::test]
async fn a_map_that_broke_off_goes_on_from_there_and_names_places_when_the_server_is_gone() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let made = station.settle(1)?;
    let patrol = station.open().await?;
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = Arc::clone(&asked);
    let proxy = Proxy::start(
        patrol.url(),
        Box::new(move |request| {
            if !request.path().starts_with("/v1/area/pack/") {
                return Fault::Pass;
            }
            let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
            noted.push(range_of(request));
            match noted.len() {
                1 => Fault::CutAnswer(CUT_BYTES),
                2 => Fault::Portal,
                _ => Fault::Pass,
            }
        }),
    )
    .await?;
    let core = device.open(&proxy.url())?;
    let running = Running::start(&core);
    assert!(
        whole_map(&core).await? == made,
        "the map is not the one that was made"
    );
    let ranges = asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_eq!(ranges.first().map(String::as_str), Some(""));
    assert!(
        ranges.last().is_some_and(|range| range.starts_with("bytes=")),
        "{ranges:?}"
    );
    running.end().await?;
    patrol.close().await?;

    let again = device.open(&proxy.url())?;
    let at = again.locate(Point::new(60.0125, 0.0122)?)?;
    assert_eq!(
        (at.street.as_deref(), at.district.as_deref()),
        (Some("Mill Street"), Some("Old Town"))
    );
    assert!(at.inside && !again.locate(Point::new(60.2, 0.0122)?)?.inside);
    again.submit_report(&vandalism("Paint"), &[])?;
    let found = |typed: &str| -> Result<Vec<(PlaceKind, String)>> {
        let found = again.find_places(typed, None)?;
        Ok(found.into_iter().map(|place| (place.kind, place.name)).collect())
    };
    assert_eq!(found("")?[0], (PlaceKind::Recent, "by the footbridge".into()));
    assert_eq!(
        found("library")?,
        [(PlaceKind::Landmark, "Old Town library".into())]
    );
    assert_eq!(
        found("mill st")?[0],
        (PlaceKind::Landmark, "Mill Street school".into())
    );
    Ok(())
}

#[tokio::test]
async fn a_new_map_takes_the_place_of_the_old_one_once_all_of_it_is_here() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let old = station.settle(1)?;
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let running = Running::start(&core);
    assert!(whole_map(&core).await? == old);
    let sha256_of_old = core.map()?.pack.context("no map")?.sha256;
    running.end().await?;
    patrol.close().await?;

    let new = station.settle(2)?;
    let patrol = station.open().await?;
    // The area is heard of, and nothing is fetched yet.
    core.sync_once().await?;
    let meanwhile = core.map()?;
    assert_eq!(
        meanwhile.pack.map(|pack| pack.sha256),
        Some(sha256_of_old.clone())
    );
    assert_eq!(meanwhile.coming.map(|coming| coming.received_bytes), Some(0));
    let running = Running::start(&core);
    assert!(whole_map(&core).await? == new);
    assert_eq!(core.map_bytes(&sha256_of_old, 0, 1)?, None);
    running.end().await?;

    // A patrol that has no map any more: the device drops it.
    patrol.close().await?;
    std::fs::remove_file(station.data().join("area.pmtiles"))?;
    let _patrol = station.open().await?;
    let running = Running::start(&core);
    until(&core, MAP_WITHIN, |_| Ok(!device.data().join("map").exists())).await?;
    assert_eq!(core.map()?, AreaMap::default());
    running.end().await
}
