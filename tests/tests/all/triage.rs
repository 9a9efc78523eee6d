//! What the desk does with reports, as the devices of those who sent them hear it.

use std::time::Duration;

use anyhow::{Context as _, Result};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::redaction::RemovedPart;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::EntryContent;
use lamplight_resident::Core;
use lamplight_tests::device::{Device, Running, vandalism};
use lamplight_tests::patrol::{Patrol, Station, random_id};
use reqwest::Method;
use serde_json::{Value, json};

use crate::sync::{NEWS_WITHIN, until};

/// What the desk does with a report.
async fn does(patrol: &Patrol, id: ReportId, deed: &str, body: &Value) -> Result<()> {
    let path = format!("reports/{id}/{deed}/{}", random_id()?);
    patrol.staff(Method::PUT, &path, Some(body)).await?;
    Ok(())
}

/// Whether the thread of a report on this device has an entry like this.
fn has(core: &Core, id: ReportId, is_it: fn(&EntryContent) -> bool) -> Result<bool> {
    let thread = core.thread(id)?.context("no thread")?;
    Ok(thread.entries.iter().any(|entry| is_it(&entry.content)))
}

#[tokio::test]
async fn whoever_reported_the_same_hears_what_becomes_of_it() -> Result<()> {
    let (station, ana, bo) = (Station::new()?, Device::new()?, Device::new()?);
    let patrol = station.open().await?;
    let (ana, bo) = (ana.open(patrol.url())?, bo.open(patrol.url())?);
    let original = ana.submit_report(&vandalism("Paint on the bridge"), &[])?.id;
    let duplicate = bo
        .submit_report(&vandalism("Somebody painted the bridge"), &[])?
        .id;
    ana.sync_once().await?;
    bo.sync_once().await?;
    let running = Running::start(&bo);

    let merge = json!({ "revision": 1, "to": "closed",
        "ending": { "reason": "duplicate_of", "duplicate_of": original } });
    does(&patrol, duplicate, "status", &merge).await?;
    until(&bo, Duration::from_secs(10), |core| {
        Ok(core.thread(duplicate)?.context("no thread")?.report.status == Some(Status::Closed))
    })
    .await?;
    let resolve = json!({ "revision": 1, "to": "assigned" });
    does(&patrol, original, "status", &resolve).await?;
    until(&bo, NEWS_WITHIN, |core| {
        has(core, duplicate, |content| {
            matches!(
                content,
                EntryContent::Original {
                    status: Status::Assigned,
                    ..
                }
            )
        })
    })
    .await?;
    running.end().await
}

#[tokio::test]
async fn what_the_patrol_removes_of_its_own_words_leaves_the_device() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let id = core.submit_report(&vandalism("Paint"), &[])?.id;
    core.sync_once().await?;
    let running = Running::start(&core);

    does(&patrol, id, "notes", &json!({ "text": "known to us" })).await?;
    does(&patrol, id, "messages", &json!({ "text": "Óscar saw it too" })).await?;
    until(&core, Duration::from_secs(10), |core| {
        has(core, id, |content| {
            matches!(content, EntryContent::Message { .. })
        })
    })
    .await?;
    let redaction = json!({ "revision": 2, "part": { "kind": "message", "revision": 2 },
        "spans": [{ "from": 0, "to": 5 }], "reason": "names a neighbour" });
    does(&patrol, id, "redactions", &redaction).await?;
    until(&core, NEWS_WITHIN, |core| {
        has(core, id, |content| {
            matches!(
                content,
                EntryContent::Removed {
                    part: RemovedPart::Message { revision: 2 },
                    ..
                }
            )
        })
    })
    .await?;
    let thread = serde_json::to_string(&core.thread(id)?.context("no thread")?.entries)?;
    assert!(
        thread.contains("▇▇▇ saw it too") && !thread.contains("Óscar"),
        "{thread}"
    );
    assert!(
        !thread.contains("known to us") && !thread.contains("names a neighbour"),
        "{thread}"
    );
    running.end().await
}
