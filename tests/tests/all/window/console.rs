//! The console.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::EntryContent;
use lamplight_resident::Core;
use lamplight_tests::desk::{ANSWER, Desk};
use lamplight_tests::device::{Device, Running, vandalism};
use lamplight_tests::patrol::Station;
use tokio::process::Command;
use tokio::time::timeout;

/// How soon a resident's app has what the desk wrote. It asks by itself within a minute, so this is the stream's doing.
const HEARD_WITHIN: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_person_enrols_signs_in_sees_a_report_come_in_and_answers_it() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let invitation = station.command(&["staff", "invite", "--name", "Bo"]).await?;
    let mut desk = Desk::send(invitation.trim(), "by the footbridge", None)?;
    desk.hear("signed-in").await?;

    let id = core.submit_report(&vandalism("Fresh paint"), &[])?.id;
    core.sync_once().await?;
    for word in ["heard", "opened", "answered"] {
        desk.hear(word).await?;
    }
    desk.leave().await?;

    core.sync_once().await?;
    let thread = core.thread(id)?.context("no thread")?;
    assert_eq!(thread.report.status, Some(Status::Seen));
    let answered = thread
        .entries
        .iter()
        .any(|entry| matches!(&entry.content, EntryContent::Message { text, .. } if text == ANSWER));
    assert!(answered, "the answer did not reach the resident");
    Ok(())
}

/// Runs a script in a real browser, and gives what it said.
pub(super) async fn browse(script: &str, arguments: &[&str]) -> Result<String> {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui");
    let output = Command::new("node")
        .current_dir(ui)
        .arg(format!("scripts/browser/{script}.mjs"))
        .args(arguments)
        .kill_on_drop(true)
        .output()
        .await
        .context("node is missing")?;
    ensure!(
        output.status.success(),
        "{script}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// A station with a name that passkeys can be bound to; a number is none.
fn named_station() -> Result<Station> {
    let station = Station::new()?;
    let named = station.url().replace("127.0.0.1", "localhost");
    Ok(station.with_arguments(&["--public-url", &named]))
}

fn has_the_answer(core: &Core, id: ReportId) -> Result<bool> {
    let thread = core.thread(id)?.context("no thread")?;
    let is_it =
        |content: &EntryContent| matches!(content, EntryContent::Message { text, .. } if text == ANSWER);
    Ok(thread.entries.iter().any(|entry| is_it(&entry.content)))
}

#[tokio::test]
async fn what_the_desk_does_in_a_shift_is_with_the_resident_within_seconds() -> Result<()> {
    let (station, device) = (named_station()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let mut changes = core.changes();
    let running = Running::start(&core);
    let invitation = station.command(&["staff", "invite", "--name", "Bo"]).await?;
    let mut desk = Desk::send_for_a_shift(invitation.trim(), "by the footbridge", None)?;
    desk.hear("in").await?;

    let id = core.submit_report(&vandalism("Fresh paint"), &[])?.id;
    for word in ["in-charge", "answered"] {
        desk.hear(word).await?;
    }
    // Nobody tells the core to ask: it hears of it.
    let heard = async {
        while !has_the_answer(&core, id)? {
            changes.recv().await?;
        }
        anyhow::Ok(())
    };
    timeout(HEARD_WITHIN, heard)
        .await
        .context("the answer did not come by itself")??;
    let thread = core.thread(id)?.context("no thread")?;
    assert_eq!(thread.report.status, Some(Status::Assigned));
    desk.leave().await?;
    running.end().await?;
    patrol.close().await?;
    Ok(())
}

#[tokio::test]
async fn a_person_enrols_by_a_passkey_and_comes_in_with_it() -> Result<()> {
    let station = named_station()?;
    let patrol = station.open().await?;
    let invitation = station.command(&["staff", "invite", "--name", "Bo"]).await?;
    let said = browse("real-passkey", &["--link", invitation.trim()]).await?;
    assert_eq!(said, "enrolled\nsigned-in\nadded\nremoved\n");
    patrol.close().await?;
    Ok(())
}

#[tokio::test]
async fn nothing_that_anybody_writes_runs_in_the_console() -> Result<()> {
    let station = Station::new()?;
    let patrol = station.open().await?;
    let link = station.command(&["staff", "link", "--name", "Bo"]).await?;
    let arguments = ["--link", link.trim(), "--token", patrol.token()];
    assert_eq!(browse("real-payloads", &arguments).await?, "200\n");
    patrol.close().await?;
    Ok(())
}
