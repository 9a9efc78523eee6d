//! The same path by `lamplight` and plain HTTP, as a kiosk or a script would go it.

use std::path::Path;
use std::process::Output;

use anyhow::Result;
use lamplight_tests::device::Device;
use lamplight_tests::patrol::Station;
use lamplight_tests::programs::path_of;
use lamplight_tests::samples;
use serde_json::Value;
use tokio::process::Command;

/// `lamplight` on this data folder, as a script calls it.
pub(crate) fn program(data: &Path) -> Result<Command> {
    let mut command = Command::new(path_of("lamplight")?);
    command.arg("--json").arg("--data").arg(data);
    Ok(command)
}

async fn lamplight(device: &Device, arguments: &[&str]) -> Result<Output> {
    Ok(program(device.data())?.args(arguments).output().await?)
}

pub(crate) fn lines(output: &Output) -> Vec<Value> {
    output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect()
}

#[tokio::test]
async fn a_kiosk_reports_offline_and_hears_back() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let url = station.url();
    let report = [
        "--server",
        &url,
        "report",
        "--category",
        "vandalism",
        "--place",
        "Mill Street",
        "--note",
        "Paint",
    ];
    let saved = lamplight(&device, &report).await?;
    assert_eq!(saved.status.code(), Some(0));
    let saved = lines(&saved).remove(0);
    assert_eq!(saved["state"], "saved");
    assert_eq!(lamplight(&device, &["sync"]).await?.status.code(), Some(3));

    let patrol = station.open().await?;
    assert_eq!(lamplight(&device, &["sync"]).await?.status.code(), Some(0));
    assert_eq!(patrol.reports().await?[0]["id"], saved["id"]);
    patrol.publish_alert(&samples::alert("Gas smell")).await?;
    patrol.publish_event(&samples::event("Walk")).await?;
    assert_eq!(lamplight(&device, &["sync"]).await?.status.code(), Some(0));
    assert_eq!(lines(&lamplight(&device, &["alerts"]).await?).len(), 1);
    assert_eq!(lines(&lamplight(&device, &["events"]).await?).len(), 1);

    let export = station.command(&["export", "reports"]).await?;
    let exported: Value = serde_json::from_str(export.trim())?;
    assert_eq!(exported["id"], saved["id"]);
    assert_eq!(exported["note"], "Paint");
    Ok(())
}

#[tokio::test]
async fn a_refused_report_is_sent_again_or_let_go_of() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    std::fs::write(station.data().join("area.json"), lamplight_town::AREA_JSON)?;
    let url = station.url();
    let far_away = ["report", "--category", "vandalism", "--lat=-33", "--lon=151"];
    let report = [&["--server", &url], &far_away[..]].concat();
    let id = lines(&lamplight(&device, &report).await?).remove(0)["id"].clone();
    let id = id.as_str().unwrap_or_default();
    let _patrol = station.open().await?;
    let sync = async || anyhow::Ok(lamplight(&device, &["sync"]).await?.status.code());

    assert_eq!(sync().await?, Some(4));
    let listed = lines(&lamplight(&device, &["reports"]).await?);
    assert_eq!(listed[0]["attention"]["code"], "invalid");
    let again = lines(&lamplight(&device, &["retry", id]).await?).remove(0);
    assert_eq!(again["state"], "saved");
    assert!(lines(&lamplight(&device, &["reports"]).await?)[0]["attention"].is_null());
    assert_eq!(sync().await?, Some(4));
    let gone = lines(&lamplight(&device, &["discard", id]).await?).remove(0);
    assert_eq!(gone["state"], "discarded");
    assert_eq!(sync().await?, Some(0));
    assert!(lines(&lamplight(&device, &["reports"]).await?).is_empty());
    Ok(())
}
