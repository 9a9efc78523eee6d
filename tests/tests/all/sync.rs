//! The real core against the real server, over real sockets.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{Author, EntryContent};
use lamplight_resident::Core;
use lamplight_resident::view::{Delivery, MyReport, Outbox};
use lamplight_tests::device::{Device, Running, vandalism};
use lamplight_tests::patrol::{Station, random_id};
use lamplight_tests::samples;
use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

const NOTHING_WAITS: Outbox = Outbox {
    waiting: 0,
    attention: 0,
};
/// How soon news must be on the device while it is connected.
pub(crate) const NEWS_WITHIN: Duration = Duration::from_secs(2);

fn only_report(core: &Core) -> Result<MyReport> {
    let mut reports = core.reports()?;
    ensure!(reports.len() == 1, "{} reports on the device", reports.len());
    reports.pop().context("no report on the device")
}

/// Waits for the core's news until the condition holds.
pub(crate) async fn until(
    core: &Core,
    within: Duration,
    condition: impl Fn(&Core) -> Result<bool>,
) -> Result<()> {
    let mut changes = core.changes();
    let waiting = async {
        while !condition(core)? {
            changes.recv().await?;
        }
        Ok(())
    };
    timeout(within, waiting)
        .await
        .context("it did not happen in time")?
}

#[tokio::test]
async fn a_report_saved_with_no_server_arrives_once_it_is_there() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let core = device.open(&station.url())?;
    let saved = core.submit_report(&vandalism("Fresh paint on the bridge"), &[])?;
    assert_eq!(core.sync_once().await?.waiting, 1);
    assert_eq!(only_report(&core)?.delivery, Delivery::Saved);

    let patrol = station.open().await?;
    core.wake();
    assert_eq!(core.sync_once().await?, NOTHING_WAITS);

    assert_eq!(only_report(&core)?.delivery, Delivery::Received);
    let reports = patrol.reports().await?;
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["id"], saved.id.to_string());
    Ok(())
}

#[tokio::test]
async fn syncing_again_and_again_doubles_nothing() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    for n in 0..20 {
        core.submit_report(&vandalism(&format!("Report {n}")), &[])?;
    }
    let again = device.open(patrol.url())?;
    let (one, other) = tokio::join!(core.sync_once(), again.sync_once());
    one?;
    other?;
    assert_eq!(core.sync_once().await?, NOTHING_WAITS);
    assert_eq!(patrol.reports().await?.len(), 20);
    Ok(())
}

#[tokio::test]
async fn words_go_both_ways_and_the_status_is_told() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let id = core.submit_report(&vandalism("Paint"), &[])?.id;
    core.reply(id, "It is still wet")?;
    core.sync_once().await?;

    let report = patrol.staff(Method::GET, &format!("reports/{id}"), None).await?;
    assert_eq!(report["note"], "Paint");
    assert_eq!(report["thread"][1]["text"], "It is still wet");
    let message = format!("reports/{id}/messages/{}", random_id()?);
    patrol
        .staff(Method::PUT, &message, Some(&json!({"text": "Thank you"})))
        .await?;
    let revision =
        patrol.staff(Method::GET, &format!("reports/{id}"), None).await?["summary"]["revision"].clone();
    let status = format!("reports/{id}/status/{}", random_id()?);
    let change = json!({"revision": revision, "to": "seen"});
    patrol.staff(Method::PUT, &status, Some(&change)).await?;
    core.sync_once().await?;

    let thread = core.thread(id)?.context("no thread")?;
    assert_eq!(thread.report.delivery, Delivery::Seen);
    assert_eq!(thread.report.status, Some(Status::Seen));
    assert_eq!(thread.report.unread, 1);
    let said: Vec<_> = thread
        .entries
        .iter()
        .filter_map(|entry| match &entry.content {
            EntryContent::Message { from, text, .. } => Some((*from, text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        said,
        [
            (Author::Resident, "It is still wet"),
            (Author::Patrol, "Thank you")
        ]
    );
    Ok(())
}

#[tokio::test]
async fn one_pull_brings_more_than_one_answer_holds() -> Result<()> {
    // An answer holds 200 entries of a thread, and 1,000 of all.
    const REPORTS: usize = 6;
    const WORDS: usize = 205;
    let (station, writer, reader) = (Station::new()?, Device::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = writer.open(patrol.url())?;
    for _ in 0..REPORTS {
        let saved = core.submit_report(&vandalism("Much to say"), &[])?;
        for word in 0..WORDS {
            core.reply(saved.id, &format!("Word {word}"))?;
        }
    }
    assert_eq!(core.sync_once().await?, NOTHING_WAITS);

    let follower = reader.open(patrol.url())?;
    for report in core.reports()? {
        let reference = report.reference.as_deref().context("no reference")?;
        follower.follow_report(reference, report.receipt.expose()).await?;
    }
    follower.sync_once().await?;
    assert_eq!(follower.reports()?.len(), REPORTS);
    for report in follower.reports()? {
        let thread = follower.thread(report.id)?.context("no thread")?;
        assert_eq!(thread.entries.len(), 1 + WORDS);
    }
    Ok(())
}

#[tokio::test]
async fn a_report_is_taken_back_and_another_erased() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let withdrawn = core.submit_report(&vandalism("Never mind"), &[])?.id;
    let erased = core.submit_report(&vandalism("Forget this"), &[])?.id;
    core.sync_once().await?;
    core.withdraw_report(withdrawn)?;
    core.erase_report(erased)?;
    assert_eq!(core.sync_once().await?, NOTHING_WAITS);

    let reports = patrol.reports().await?;
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["id"], withdrawn.to_string());
    assert_eq!(reports[0]["status"], "withdrawn");
    let here: Vec<ReportId> = core.reports()?.iter().map(|report| report.id).collect();
    assert_eq!(here, [withdrawn]);
    Ok(())
}

#[tokio::test]
async fn an_alert_an_event_and_an_answer_are_heard_live() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let id = core.submit_report(&vandalism("Paint"), &[])?.id;
    let running = Running::start(&core);
    until(&core, Duration::from_secs(10), |core| {
        Ok(only_report(core)?.delivery == Delivery::Received)
    })
    .await?;

    patrol
        .publish_alert(&samples::alert("Gas smell near Mill Street"))
        .await?;
    until(&core, NEWS_WITHIN, |core| Ok(core.alerts()?.len() == 1)).await?;
    patrol
        .publish_event(&samples::event("Walk with the patrol"))
        .await?;
    until(&core, NEWS_WITHIN, |core| Ok(core.events()?.len() == 1)).await?;
    let message = format!("reports/{id}/messages/{}", random_id()?);
    patrol
        .staff(Method::PUT, &message, Some(&json!({"text": "On our way"})))
        .await?;
    until(&core, NEWS_WITHIN, |core| Ok(only_report(core)?.unread == 1)).await?;
    running.end().await
}

#[tokio::test]
async fn a_stream_that_breaks_goes_on_where_it_was() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let running = Running::start(&core);
    patrol.publish_alert(&samples::alert("First")).await?;
    until(&core, Duration::from_secs(10), |core| {
        Ok(core.alerts()?.len() == 1)
    })
    .await?;
    patrol.close().await?;

    let patrol = station.open().await?;
    patrol.publish_alert(&samples::alert("Second")).await?;
    until(&core, Duration::from_secs(20), |core| {
        Ok(core.alerts()?.len() == 2)
    })
    .await?;
    running.end().await
}

#[tokio::test]
async fn what_an_older_backup_forgot_is_presented_again() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let early = core.submit_report(&vandalism("In the backup"), &[])?.id;
    core.sync_once().await?;
    patrol.close().await?;
    let backup = tempfile::tempdir()?;
    copy_folder(station.data(), backup.path())?;

    let patrol = station.open().await?;
    let late = core.submit_report(&vandalism("After the backup"), &[])?.id;
    core.reply(early, "Also after the backup")?;
    patrol
        .publish_alert(&samples::alert("Forgotten by the restore"))
        .await?;
    core.sync_once().await?;
    assert_eq!(core.alerts()?.len(), 1);
    patrol.close().await?;
    copy_folder(backup.path(), station.data())?;
    station.command(&["restore"]).await?;

    let patrol = station.open().await?;
    core.wake();
    core.sync_once().await?;
    assert_eq!(core.sync_once().await?, NOTHING_WAITS);
    let mut ids: Vec<String> = patrol
        .reports()
        .await?
        .iter()
        .filter_map(|report| report["id"].as_str().map(str::to_owned))
        .collect();
    ids.sort_unstable();
    let mut expected = [early.to_string(), late.to_string()];
    expected.sort_unstable();
    assert_eq!(ids, expected);
    let thread = patrol
        .staff(Method::GET, &format!("reports/{early}"), None)
        .await?;
    assert_eq!(thread["thread"][1]["text"], "Also after the backup");
    assert_eq!(thread["thread"].as_array().map(Vec::len), Some(2));
    assert!(
        core.alerts()?.is_empty(),
        "an alert that the server no longer knows is still shown"
    );
    Ok(())
}

/// Replaces what is in one folder by what is in another.
fn copy_folder(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    std::fs::remove_dir_all(to)?;
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let (source, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if source.is_dir() {
            std::fs::create_dir(&target)?;
            copy_folder(&source, &target)?;
        } else {
            std::fs::copy(source, target)?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_report_the_server_refuses_is_kept_with_its_reason() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    std::fs::write(station.data().join("area.json"), lamplight_town::AREA_JSON)?;
    let core = device.open(&station.url())?;
    let mut draft = vandalism("Far away");
    draft.place.point = lamplight_protocol::place::Point::new(-33.0, 151.0).ok();
    core.submit_report(&draft, &[])?;
    let _patrol = station.open().await?;
    assert_eq!(
        core.sync_once().await?,
        Outbox {
            waiting: 0,
            attention: 1
        }
    );
    let report = only_report(&core)?;
    assert_eq!(report.delivery, Delivery::NeedsAttention);
    let attention = report.attention.context("no reason is given")?;
    assert_eq!(attention.code, "invalid");
    assert_eq!(attention.field.as_deref(), Some("place.point"));

    // Now the device knows the area and refuses before anything is saved.
    assert!(core.submit_report(&draft, &[]).is_err());
    assert_eq!(core.reports()?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_second_use_of_an_id_with_another_body_changes_nothing() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let saved = core.submit_report(&vandalism("The first words"), &[])?;
    core.sync_once().await?;

    let body = r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en"}"#;
    let answer = put_report(patrol.url(), saved.id, saved.receipt.expose(), body).await?;
    assert_eq!(answer.0, 409);
    assert_eq!(answer.1["code"], "conflict");
    assert_eq!(answer.1["id"], saved.id.to_string());
    let report = patrol
        .staff(Method::GET, &format!("reports/{}", saved.id), None)
        .await?;
    assert_eq!(report["note"], "The first words");
    Ok(())
}

async fn put_report(url: &str, id: ReportId, receipt: &str, body: &str) -> Result<(u16, serde_json::Value)> {
    use lamplight_protocol::digest::ContentDigest;
    use sha2::Digest as _;
    let digest = ContentDigest::from_sha256(sha2::Sha256::digest(body).into());
    let answer = reqwest::Client::new()
        .put(format!("{url}/v1/reports/{id}"))
        .header("authorization", format!("Receipt {receipt}"))
        .header("content-digest", digest.to_string())
        .header("content-type", "application/json")
        .body(body.to_owned())
        .send()
        .await?;
    Ok((answer.status().as_u16(), answer.json().await?))
}
