//! The console.

use anyhow::{Context as _, Result};
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::EntryContent;
use lamplight_tests::desk::{ANSWER, Desk};
use lamplight_tests::device::{Device, vandalism};
use lamplight_tests::patrol::Station;

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
