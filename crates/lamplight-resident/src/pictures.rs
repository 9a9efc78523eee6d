//! Pictures of what the patrol tells everybody.
//!
//! They are fetched as soon as the feed tells of them, those of the next events first, whether anybody will look at them
//! or not: so they are there without a network, and nobody learns from a call what a resident looked at. They come by a
//! loop of their own, because a large one on a slow line must not keep an alert waiting. A terminal that syncs once
//! shows none, and fetches none.

use std::collections::HashSet;

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::picture::Picture;

use crate::Core;
use crate::error::CoreError;
use crate::local::{news, pictures};
use crate::remote::Remote;
use crate::retry::RETRY_DELAY_MS_MAX;
use crate::sha256::sha256;
use crate::sync::sleep_ms;
use crate::view::Scope;

/// Pictures kept on the device, in bytes all together: 24 MiB, which is those of some forty events.
const PICTURES_BYTES_MAX: u64 = 24 * 1024 * 1024;
/// When pictures are looked for that were not to be had, in milliseconds: after an hour.
const LOOK_AGAIN_MS: i64 = 60 * 60 * 1_000;

/// The server could not be reached, or asks to wait.
struct NotNow;

impl Core {
    /// A picture of something that the patrol tells everybody, as JPEG. None while it is not on this device.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn picture_bytes(&self, sha256: &PhotoHash) -> Result<Option<Vec<u8>>, CoreError> {
        self.db().read(|db| pictures::bytes(db, sha256))
    }

    /// Fetches pictures whenever there are some to fetch.
    pub(crate) async fn pictures_loop(&self) {
        let mut failures = 0;
        loop {
            let wait_ms = match self.fetch_pictures().await {
                Ok(()) => {
                    failures = 0;
                    LOOK_AGAIN_MS
                }
                Err(NotNow) => {
                    failures += 1;
                    self.backoff_ms(failures, RETRY_DELAY_MS_MAX)
                }
            };
            tokio::select! {
                () = self.inner.bells.pictures.notified() => {}
                () = sleep_ms(wait_ms) => {}
            }
        }
    }

    async fn fetch_pictures(&self) -> Result<(), NotNow> {
        if self.inner.connection.paused_until(self.now()).is_some() {
            return Err(NotNow);
        }
        let Some(remote) = self.remote().await.map_err(|_| NotNow)? else {
            return Ok(());
        };
        let missing = self.on_disk(Self::missing_pictures).await.map_err(|_| NotNow)?;
        for picture in missing {
            self.fetch_picture(&remote, picture).await?;
        }
        Ok(())
    }

    async fn fetch_picture(&self, remote: &Remote, picture: Picture) -> Result<(), NotNow> {
        let answer = remote.picture(&picture.sha256).await.map_err(|_| NotNow)?;
        if answer.status == 404 {
            // What shows it was changed or withdrawn meanwhile: the feed will tell.
            return Ok(());
        }
        // Whoever answers something else, a captive portal for one, has not given the picture.
        if answer.status != 200 || PhotoHash::from_sha256(sha256(&answer.body)) != picture.sha256 {
            return Err(NotNow);
        }
        self.on_disk(move |core| core.keep_picture(&picture.sha256, &answer.body))
            .await
            .map_err(|_| NotNow)
    }

    /// The pictures that are to be fetched. Those that nothing shows any more are dropped.
    fn missing_pictures(&self) -> Result<Vec<Picture>, CoreError> {
        let now = self.now();
        let (wanted, kept) = self.db().read(|db| {
            let shown = news::pictures(db, now)?;
            Ok((within(shown, PICTURES_BYTES_MAX), pictures::kept(db)?))
        })?;
        let names: HashSet<&str> = wanted.iter().map(|picture| picture.sha256.as_str()).collect();
        let unwanted: Vec<&String> = kept
            .iter()
            .filter(|name| !names.contains(name.as_str()))
            .collect();
        if !unwanted.is_empty() {
            self.write(|tx| unwanted.iter().try_for_each(|name| pictures::remove(tx, name)))?;
        }
        Ok(wanted
            .into_iter()
            .filter(|picture| !kept.contains(picture.sha256.as_str()))
            .collect())
    }

    fn keep_picture(&self, sha256: &PhotoHash, bytes: &[u8]) -> Result<(), CoreError> {
        self.write(|tx| pictures::put(tx, sha256, bytes))?;
        for scope in [Scope::Events, Scope::News] {
            self.inner.changes.tell(scope);
        }
        Ok(())
    }
}

/// The first of these that fit together, each once.
fn within(pictures: Vec<Picture>, bytes_max: u64) -> Vec<Picture> {
    let mut seen = HashSet::new();
    let mut bytes = 0;
    pictures
        .into_iter()
        .filter(|picture| seen.insert(picture.sha256.clone()))
        .take_while(|picture| {
            bytes += u64::from(picture.size_bytes);
            bytes <= bytes_max
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(number: u32, size_bytes: u32) -> Picture {
        Picture {
            sha256: format!("{number:064}").parse().unwrap(),
            size_bytes,
        }
    }

    #[test]
    fn the_first_pictures_are_kept_up_to_a_bound_and_each_is_counted_once() {
        let all = vec![picture(1, 4), picture(1, 4), picture(2, 6), picture(3, 1)];
        assert_eq!(within(all.clone(), 10), [picture(1, 4), picture(2, 6)]);
        assert_eq!(within(all.clone(), 9), [picture(1, 4)]);
        assert_eq!(within(all, 11).len(), 3);
    }
}
