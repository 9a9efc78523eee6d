//! The demo's town, as an operator's files.

use std::path::Path;

use anyhow::Result;
use lamplight_tests::programs::path_of;
use lamplight_town::{AREA_JSON, Town};
use tokio::process::Command;

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
