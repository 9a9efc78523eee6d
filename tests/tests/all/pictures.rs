//! Pictures of events, from the desk to the device.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use lamplight_protocol::digest::PhotoHash;
use lamplight_resident::Core;
use lamplight_tests::device::{Device, Running};
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::picture::Picture;
use lamplight_tests::proxy::{Fault, Proxy};
use lamplight_tests::samples;
use serde_json::{Value, json};

use crate::sync::until;

/// How soon a picture is on a device beside its server: a debug build takes a while.
const PICTURE_WITHIN: Duration = Duration::from_secs(20);

/// Publishes an event with a picture, and gives what it names of it.
async fn publish(patrol: &Patrol, folder: &Path) -> Result<Value> {
    let file = std::fs::read(Picture::make(folder, 1)?.file())?;
    let picture = patrol.send_picture(&file).await?;
    let mut event = samples::event("Walk the waterfront");
    let shown = event.as_object_mut().context("an event is an object")?;
    shown.insert("picture".into(), picture.clone());
    let words = "Noise, as far as anybody can tell";
    let text =
        json!({ "language": "en", "title": "Walk", "description": "Far", "picture_description": words });
    shown.insert("texts".into(), json!([text]));
    patrol.publish_event(&event).await?;
    Ok(picture)
}

fn hash_of(picture: &Value) -> Result<PhotoHash> {
    let sha256 = picture.get("sha256").and_then(Value::as_str).context("no hash")?;
    Ok(sha256.parse()?)
}

async fn has_picture(core: &Core, sha256: &PhotoHash) -> Result<()> {
    until(core, PICTURE_WITHIN, |core| {
        Ok(core.picture_bytes(sha256)?.is_some())
    })
    .await
}

#[tokio::test]
async fn a_picture_comes_with_its_event_and_stays_when_the_server_is_gone() -> Result<()> {
    let (station, device, folder) = (Station::new()?, Device::new()?, tempfile::tempdir()?);
    let patrol = station.open().await?;
    let core = device.open(patrol.url())?;
    let running = Running::start(&core);
    let picture = publish(&patrol, folder.path()).await?;
    let sha256 = hash_of(&picture)?;
    has_picture(&core, &sha256).await?;
    running.end().await?;
    patrol.close().await?;

    let again = device.open(&station.url())?;
    let bytes = again.picture_bytes(&sha256)?.context("no picture offline")?;
    assert_eq!(bytes.len(), picture["size_bytes"]);
    let events = again.events()?;
    let told = events[0].event.content.picture.as_ref().context("no picture")?;
    assert_eq!(told.sha256, sha256);
    Ok(())
}

#[tokio::test]
async fn a_page_of_something_on_the_way_is_never_taken_for_a_picture() -> Result<()> {
    let (station, device, folder) = (Station::new()?, Device::new()?, tempfile::tempdir()?);
    let patrol = station.open().await?;
    let mut portals = 0;
    let proxy = Proxy::start(
        patrol.url(),
        Box::new(move |request| {
            let is_picture = request.path().starts_with("/v1/pictures/");
            portals += u32::from(is_picture);
            if is_picture && portals == 1 {
                Fault::Portal
            } else {
                Fault::Pass
            }
        }),
    )
    .await?;
    let core = device.open(&proxy.url())?;
    let running = Running::start(&core);
    let sha256 = hash_of(&publish(&patrol, folder.path()).await?)?;
    has_picture(&core, &sha256).await?;
    let bytes = core.picture_bytes(&sha256)?.context("no picture")?;
    assert!(bytes.starts_with(&[0xff, 0xd8]));
    running.end().await
}
