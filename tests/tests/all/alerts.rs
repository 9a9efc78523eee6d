//! What becomes of an alert, as the real core hears it live.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use lamplight_protocol::alert::{Alert, AlertState, Level, Urgency};
use lamplight_resident::Core;
use lamplight_tests::colleague::Colleague;
use lamplight_tests::device::{Device, Running};
use lamplight_tests::patrol::{Patrol, Station, random_id};
use lamplight_tests::samples;
use reqwest::Method;
use serde_json::{Value, json};

use crate::sync::until;

/// How soon news must be on the device while it is connected.
const NEWS_WITHIN: Duration = Duration::from_secs(5);

/// Waits until the one alert of the device is as it should be.
async fn heard(core: &Core, is: impl Fn(&Alert) -> bool) -> Result<Alert> {
    until(core, NEWS_WITHIN, |core| {
        let alerts = core.alerts()?;
        Ok(alerts.len() == 1 && alerts.first().is_some_and(&is))
    })
    .await?;
    core.alerts()?.pop().context("no alert on the device")
}

async fn step(patrol: &Patrol, id: &str, step: &str, body: &Value) -> Result<()> {
    let path = format!("alerts/{id}/{step}/{}", random_id()?);
    patrol.staff(Method::PUT, &path, Some(body)).await?;
    Ok(())
}

/// An alert of level 3, which needs a second person.
fn loud(headline: &str) -> Result<Value> {
    let mut loud = samples::alert(headline);
    *loud.get_mut("severity").context("a severity")? = "severe".into();
    Ok(loud)
}

/// Waits for an event that is published now: what was sent before it was heard by then.
async fn hears_what_was_sent_so_far(core: &Core, patrol: &Patrol) -> Result<()> {
    let known = core.events()?.len();
    patrol.publish_event(&samples::event("Walk")).await?;
    until(core, NEWS_WITHIN, |core| Ok(core.events()?.len() > known)).await
}

/// The approval of what waits, as somebody sees it.
async fn approval(approver: &Colleague, id: &str) -> Result<Value> {
    let seen = approver.call(Method::GET, &format!("alerts/{id}"), None).await?;
    let digest = seen.pointer("/plan/digest").context("nothing waits")?;
    let revision = seen.get("revision").context("a revision")?;
    Ok(json!({ "revision": revision, "digest": digest, "approve": true }))
}

#[tokio::test]
async fn a_loud_alert_and_its_update_reach_a_resident_when_a_second_person_approves_them() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let ana = Colleague::sign_in(&station, "Ana", "publisher").await?;
    let bo = Colleague::sign_in(&station, "Bo", "publisher").await?;
    let core = device.open(patrol.url())?;
    let running = Running::start(&core);

    let id = random_id()?;
    let proposed = loud("Gas smell")?;
    ana.call(Method::PUT, &format!("alerts/{id}"), Some(&proposed))
        .await?;
    hears_what_was_sent_so_far(&core, &patrol).await?;
    ensure!(core.alerts()?.is_empty(), "heard before anybody approved it");

    let decision = |operation: String| format!("alerts/{id}/decision/{operation}");
    let seen = approval(&bo, &id).await?;
    let own = ana.call(Method::PUT, &decision(random_id()?), Some(&seen)).await;
    ensure!(own.is_err(), "whoever proposed it approved it");
    bo.call(Method::PUT, &decision(random_id()?), Some(&seen)).await?;
    let first = heard(&core, |alert| alert.state == AlertState::Active).await?;
    assert_eq!(first.level, Level::Severe);

    let update = json!({ "revision": 2, "content": loud("Gas smell, as loud as before")? });
    let path = format!("alerts/{id}/updates/{}", random_id()?);
    ana.call(Method::PUT, &path, Some(&update)).await?;
    hears_what_was_sent_so_far(&core, &patrol).await?;
    assert_eq!(heard(&core, |_| true).await?, first);
    let seen = approval(&bo, &id).await?;
    bo.call(Method::PUT, &decision(random_id()?), Some(&seen)).await?;
    heard(&core, |alert| alert.state == AlertState::Updated).await?;
    running.end().await
}

#[tokio::test]
async fn an_update_and_an_all_clear_take_the_place_of_what_was_heard() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let running = Running::start(&core);
    let id = patrol.publish_alert(&samples::alert("Gas smell")).await?;
    let first = heard(&core, |alert| alert.state == AlertState::Active).await?;

    let update = json!({ "revision": 1, "content": samples::alert("Gas smell, wider now") });
    step(&patrol, &id, "updates", &update).await?;
    let updated = heard(&core, |alert| alert.state == AlertState::Updated).await?;
    assert_ne!(updated.identifier, first.identifier);
    assert_eq!(
        updated.references.last().map(|one| one.identifier),
        Some(first.identifier)
    );

    let end = json!({ "revision": 2, "closing": [{ "language": "en", "text": "The gas is off" }] });
    step(&patrol, &id, "end", &end).await?;
    let ended = heard(&core, |alert| alert.state == AlertState::Ended).await?;
    assert_eq!(ended.content.urgency, Urgency::Past);
    assert_eq!(
        ended.closing.first().map(|closing| closing.text.as_str()),
        Some("The gas is off")
    );
    running.end().await
}

#[tokio::test]
async fn a_recall_is_heard_and_what_is_prepared_is_not() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let running = Running::start(&core);
    let proposed = random_id()?;
    patrol
        .staff(
            Method::PUT,
            &format!("alerts/{proposed}"),
            Some(&loud("Only proposed")?),
        )
        .await?;

    let id = patrol.publish_alert(&samples::alert("A mistake")).await?;
    heard(&core, |alert| alert.state == AlertState::Active).await?;
    let recall = json!({ "revision": 1, "closing": [{ "language": "en", "text": "There was no gas" }] });
    step(&patrol, &id, "recall", &recall).await?;
    let recalled = heard(&core, |alert| alert.state == AlertState::Recalled).await?;
    assert!(!recalled.is_in_force(recalled.sent));
    running.end().await
}
