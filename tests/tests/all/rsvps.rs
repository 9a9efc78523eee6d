//! Answers to events, from the device to the desk.

use std::time::Duration;

use anyhow::{Context as _, Result};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::EventId;
use lamplight_resident::Core;
use lamplight_resident::view::{AnswerState, EventAnswer};
use lamplight_tests::device::{Device, Running};
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::proxy::{Fault, Proxy};
use lamplight_tests::samples;

use crate::sync::until;

/// How soon an answer is there and back beside its server: a debug build takes a while.
const ANSWERED_WITHIN: Duration = Duration::from_secs(20);

/// Publishes an event for two people and waits until the device knows it.
async fn invited(patrol: &Patrol, core: &Core) -> Result<EventId> {
    let mut event = samples::event("Walk the waterfront");
    let content = event.as_object_mut().context("an event is an object")?;
    content.insert("capacity".into(), 2.into());
    patrol.publish_event(&event).await?;
    until(core, ANSWERED_WITHIN, |core| Ok(!core.events()?.is_empty())).await?;
    Ok(core.events()?.first().context("no event")?.event.id)
}

async fn comes_to(core: &Core, wanted: AnswerState) -> Result<EventAnswer> {
    let answer = |core: &Core| -> Result<Option<EventAnswer>> {
        Ok(core.events()?.first().and_then(|event| event.answer))
    };
    until(core, ANSWERED_WITHIN, |core| {
        Ok(answer(core)?.is_some_and(|answer| answer.state == wanted))
    })
    .await?;
    answer(core)?.context("no answer")
}

#[tokio::test]
async fn an_answer_whose_first_echo_was_lost_counts_once() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let mut sent = 0;
    let proxy = Proxy::start(
        patrol.url(),
        Box::new(move |request| {
            let is_answer = request.path().contains("/rsvps/");
            sent += u32::from(is_answer);
            if is_answer && sent == 1 {
                Fault::LoseAnswer
            } else {
                Fault::Pass
            }
        }),
    )
    .await?;
    let core = device.open(&proxy.url())?;
    let running = Running::start(&core);
    let event = invited(&patrol, &core).await?;
    core.answer_event(event, 2)?;
    assert_eq!(comes_to(&core, AnswerState::Kept).await?.kept, 2);
    let attendance = patrol.attendance(event).await?;
    assert_eq!(
        (attendance["answers"].clone(), attendance["people"].clone()),
        (1.into(), 2.into())
    );
    running.end().await
}

#[tokio::test]
async fn a_full_event_takes_no_more_and_what_counted_before_still_counts() -> Result<()> {
    let (station, ana, bo) = (Station::new()?, Device::new()?, Device::new()?);
    let patrol = station.open().await?;
    let (anas, bos) = (ana.open(patrol.url())?, bo.open(patrol.url())?);
    let running = [Running::start(&anas), Running::start(&bos)];
    let event = invited(&patrol, &anas).await?;
    invited_too(&bos).await?;
    anas.answer_event(event, 1)?;
    comes_to(&anas, AnswerState::Kept).await?;
    bos.answer_event(event, 1)?;
    comes_to(&bos, AnswerState::Kept).await?;
    bos.answer_event(event, 2)?;
    let refused = comes_to(&bos, AnswerState::Refused).await?;
    assert_eq!((refused.kept, refused.refusal), (1, Some(ErrorCode::Full)));
    bos.answer_event(event, 0)?;
    comes_to(&bos, AnswerState::Kept).await?;
    assert_eq!(patrol.attendance(event).await?["people"], 1);
    for device in running {
        device.end().await?;
    }
    Ok(())
}

async fn invited_too(core: &Core) -> Result<()> {
    until(core, ANSWERED_WITHIN, |core| Ok(!core.events()?.is_empty())).await
}
