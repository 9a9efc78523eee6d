//! Photos: made, announced, sent, and made safe to look at.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use image::{ImageFormat, Rgb, RgbImage};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::status::{Ending, Status};
use lamplight_store::model::{StaffAction, StaffOperation};
use serde_json::json;

use super::{Answer, Resident, World, report};
use crate::body::digest_of;
use crate::media::{Made, Maker, Media, NotMade, Worker, make};

/// A photo of 640 by 480 pixels.
pub(crate) fn photo() -> Vec<u8> {
    of_colour([200, 30, 30])
}

pub(crate) fn another_photo() -> Vec<u8> {
    of_colour([30, 30, 200])
}

fn of_colour(colour: [u8; 3]) -> Vec<u8> {
    let image = RgbImage::from_fn(640, 480, |x, _| {
        let shade = u8::try_from(x % 256).unwrap();
        Rgb(colour.map(|value| value ^ shade))
    });
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

pub(crate) fn sha256_of(photo: &[u8]) -> String {
    let digest = digest_of(photo);
    digest
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Makes photos in this process: here nobody attacks.
struct Here;

impl Maker for Here {
    fn make<'a>(
        &'a self,
        received: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Made, NotMade>> + Send + 'a>> {
        Box::pin(async { make(received).map_err(|_| NotMade::Unreadable) })
    }
}

/// A maker for servers under test.
pub(super) fn here() -> Arc<dyn Maker> {
    Arc::new(Here)
}

/// Has no time for any photo.
struct CutsOff;

impl Maker for CutsOff {
    fn make<'a>(&'a self, _: &'a [u8]) -> Pin<Box<dyn Future<Output = Result<Made, NotMade>> + Send + 'a>> {
        Box::pin(async { Err(NotMade::CutOff) })
    }
}

impl Resident<'_> {
    /// Sends the sample report, with these photos announced.
    pub(crate) async fn reports_with_photos(&self, photos: &[&[u8]]) -> Answer {
        let mut report = report();
        report["photos"] = photos
            .iter()
            .map(|photo| json!({ "sha256": sha256_of(photo), "size_bytes": photo.len() }))
            .collect();
        self.write("PUT", "").digested(&report).send().await
    }

    /// Sends a photo.
    pub(crate) async fn sends(&self, photo: &[u8]) -> Answer {
        let rest = format!("/photos/{}", sha256_of(photo));
        self.write("PUT", &rest).digested_bytes(photo).send().await
    }
}

impl World {
    /// Has the worker do all that there is to do.
    pub(crate) async fn work_photos(&self) {
        self.work_photos_by(Here).await;
    }

    /// The same on a machine that has no time for photos.
    pub(crate) async fn cut_photos_off(&self) {
        self.work_photos_by(CutsOff).await;
    }

    async fn work_photos_by(&self, maker: impl Maker + 'static) {
        let worker = Worker {
            metrics: Arc::default(),
            store: self.deployment.store.clone(),
            media: self.media.clone(),
            hub: self.hub.clone(),
            maker: Arc::new(maker),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        };
        worker.do_all().await;
    }

    /// Puts something into the media store that no row names.
    pub(crate) async fn leave_object(&self, bytes: &[u8]) {
        self.media
            .put(self.entropy.as_ref(), bytes.to_vec())
            .await
            .unwrap();
    }

    /// The media store.
    pub(crate) fn media(&self) -> &Media {
        &self.media
    }

    /// The files of the media store.
    pub(crate) fn object_files(&self) -> Vec<PathBuf> {
        let files = std::fs::read_dir(self.deployment.data.media()).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }

    /// How much lies in the media store.
    pub(crate) fn objects(&self) -> usize {
        self.object_files().len()
    }

    /// Has the patrol look at a report and resolve it: two revisions after this one.
    pub(crate) async fn resolves(&self, report_id: ReportId, revision: u32) {
        for (step, to) in [(0, Status::Seen), (1, Status::Resolved)] {
            let change = lamplight_protocol::api::StatusChange {
                revision: revision + step,
                to,
                ending: Ending {
                    outcome: (to == Status::Resolved).then(|| "painted over".into()),
                    ..Ending::default()
                },
                message: None,
            };
            let operation = StaffOperation {
                id: self.operation(),
                report_id,
                body_hash: [0; 32],
                by: lamplight_store::model::Actor::person(
                    lamplight_protocol::ids::StaffId::from_random([7; 16]),
                    [lamplight_store::model::Role::Dispatcher].into_iter().collect(),
                ),
                reach: lamplight_store::model::Reach::EVERYTHING,
                acting_as: vec![
                    lamplight_protocol::status::Capacity::Staff,
                    lamplight_protocol::status::Capacity::Dispatcher,
                ],
                action: StaffAction::Status(change),
                at: self.now(),
            };
            let done = self.store().change_report(&operation).await.unwrap();
            assert!(
                matches!(done, lamplight_store::model::StaffWrite::Done { .. }),
                "{done:?}"
            );
        }
    }
}
