//! Fetching the pack that the area tells of: from where the last try broke off, and into its place only when its hash is
//! right.

use std::fs::File;
use std::io::Write as _;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt as _;
use lamplight_area::Pack;
use lamplight_protocol::area::AreaPack;
use lamplight_protocol::limits::AREA_PACK_BYTES_MAX;
use tokio::time::timeout;

use crate::Core;
use crate::error::CoreError;
use crate::map::shelf::{self, Shelf};
use crate::remote::{PackAnswer, Remote};
use crate::retry::RETRY_DELAY_MS_MAX;
use crate::sync::sleep_ms;
use crate::view::{MapTrouble, Scope};

/// When a map is looked for that was not to be had, in milliseconds: after an hour.
const LOOK_AGAIN_MS: i64 = 60 * 60 * 1_000;
/// How long the server may be silent in the middle of a pack.
const SILENCE: Duration = Duration::from_secs(30);
/// What is gathered before it is written, in bytes.
const WRITTEN_AT_ONCE_BYTES: usize = 256 * 1024;
/// How often it is told how much has come, in bytes: each MiB.
const TOLD_EACH_BYTES: u64 = 1024 * 1024;

/// Why a pack has not come whole.
enum NoMap {
    /// The server could not be reached, broke off, or asks to wait.
    NotNow,
    /// Trying again at once would help nobody.
    Trouble(MapTrouble),
}

impl From<CoreError> for NoMap {
    fn from(_: CoreError) -> Self {
        Self::NotNow
    }
}

/// A pack that is to be fetched, and the file into which it comes.
struct Fetch {
    shelf: Shelf,
    pack: AreaPack,
    file: File,
    received: u64,
}

impl Core {
    /// Fetches the map whenever there is one to fetch.
    pub(crate) async fn map_loop(&self) {
        let mut failures = 0;
        loop {
            let wait_ms = match self.fetch_map().await {
                Ok(()) | Err(NoMap::Trouble(_)) => {
                    failures = 0;
                    LOOK_AGAIN_MS
                }
                Err(NoMap::NotNow) => {
                    failures += 1;
                    self.backoff_ms(failures, RETRY_DELAY_MS_MAX)
                }
            };
            tokio::select! {
                () = self.inner.bells.map.notified() => {}
                () = sleep_ms(wait_ms) => {}
            }
        }
    }

    async fn fetch_map(&self) -> Result<(), NoMap> {
        if self.inner.connection.paused_until(self.now()).is_some() {
            return Err(NoMap::NotNow);
        }
        // Asked first: it makes the area that of the server in use.
        let Some(remote) = self.remote().await? else {
            return Ok(());
        };
        let Some((shelf, pack)) = self.on_disk(Self::missing_map).await? else {
            return Ok(());
        };
        let sha256 = pack.sha256.clone();
        let fetched = self.fetch_pack(&remote, shelf, pack).await;
        self.coming_map().trouble = match &fetched {
            Err(NoMap::Trouble(trouble)) => Some((sha256, *trouble)),
            _ => None,
        };
        self.inner.changes.tell(Scope::Map);
        fetched
    }

    /// The pack that is to be fetched. What is needed no longer is dropped.
    fn missing_map(&self) -> Result<Option<(Shelf, AreaPack)>, CoreError> {
        let Some((shelf, pack)) = self.wanted_map()? else {
            // Before the area was heard, nobody knows that there is no map.
            if self.db().read(|db| Ok(self.known_area(db)?.known))? && shelf::clear(self.db().dir()) {
                self.inner.changes.tell(Scope::Map);
            }
            return Ok(None);
        };
        shelf.keep_only(&pack.sha256);
        let is_here = shelf
            .current(&pack.sha256)
            .is_some_and(|(sha256, _)| sha256 == pack.sha256);
        Ok((!is_here).then_some((shelf, pack)))
    }

    async fn fetch_pack(&self, remote: &Remote, shelf: Shelf, pack: AreaPack) -> Result<(), NoMap> {
        if u64::from(pack.size_bytes) > AREA_PACK_BYTES_MAX {
            return Err(NoMap::Trouble(MapTrouble::TooLarge));
        }
        let begun = self
            .on_disk(move |core| Ok(core.begin_fetch(shelf, pack)))
            .await?;
        let Some(mut fetch) = begun? else {
            // Another process fetches it.
            return Ok(());
        };
        if fetch.received < u64::from(fetch.pack.size_bytes) {
            fetch = self.receive(remote, fetch).await?;
        }
        self.on_disk(move |core| Ok(core.finish_fetch(fetch))).await?
    }

    /// None while another process fetches it.
    fn begin_fetch(&self, shelf: Shelf, pack: AreaPack) -> Result<Option<Fetch>, NoMap> {
        let received = shelf.received_bytes(&pack);
        self.db()
            .check_room(u64::from(pack.size_bytes.saturating_sub(received)))
            .map_err(|_| NoMap::Trouble(MapTrouble::NoRoom))?;
        let begun = shelf
            .begin(&pack.sha256)
            .map_err(|_| NoMap::Trouble(MapTrouble::NoRoom))?;
        Ok(begun.map(|file| Fetch {
            received: received.into(),
            shelf,
            pack,
            file,
        }))
    }

    /// Takes what one answer brings. Breaking off is no loss: the next try goes on from there.
    async fn receive(&self, remote: &Remote, mut fetch: Fetch) -> Result<Fetch, NoMap> {
        let answer = remote.area_pack(&fetch.pack.sha256, fetch.received).await;
        let mut chunks = match answer.map_err(|_| NoMap::NotNow)? {
            PackAnswer::From { offset, chunks } if offset == fetch.received => chunks,
            // Somebody on the way knows no parts of files: from the beginning then.
            PackAnswer::From { offset: 0, chunks } => {
                fetch.file.set_len(0).map_err(|_| NoMap::NotNow)?;
                fetch.received = 0;
                chunks
            }
            PackAnswer::From { .. } | PackAnswer::None => return Err(NoMap::NotNow),
        };
        let mut gathered = Vec::new();
        loop {
            let next = timeout(SILENCE, chunks.next()).await;
            let Ok(Some(Ok(chunk))) = next else {
                // The end, or a break: what came is kept.
                fetch = self.keep(fetch, gathered).await?;
                let is_whole = fetch.received == u64::from(fetch.pack.size_bytes);
                return if is_whole { Ok(fetch) } else { Err(NoMap::NotNow) };
            };
            gathered.push(chunk);
            if gathered.iter().map(Bytes::len).sum::<usize>() >= WRITTEN_AT_ONCE_BYTES {
                fetch = self.keep(fetch, std::mem::take(&mut gathered)).await?;
            }
        }
    }

    /// Writes what was gathered behind what is there.
    async fn keep(&self, mut fetch: Fetch, gathered: Vec<Bytes>) -> Result<Fetch, NoMap> {
        let told = fetch.received / TOLD_EACH_BYTES;
        let write = move |_: &Self| {
            for chunk in gathered {
                let bytes = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                fetch.received = fetch.received.saturating_add(bytes);
                if fetch.received > u64::from(fetch.pack.size_bytes) {
                    return Ok(Err(NoMap::Trouble(MapTrouble::Damaged)));
                }
                if fetch.file.write_all(&chunk).is_err() {
                    return Ok(Err(NoMap::Trouble(MapTrouble::NoRoom)));
                }
            }
            Ok(Ok(fetch))
        };
        let fetch = self.on_disk(write).await??;
        if fetch.received / TOLD_EACH_BYTES > told {
            self.inner.changes.tell(Scope::Map);
        }
        Ok(fetch)
    }

    fn finish_fetch(&self, fetch: Fetch) -> Result<(), NoMap> {
        let Fetch {
            shelf, pack, file, ..
        } = fetch;
        let is_right = shelf
            .finish(&pack, file)
            .map_err(|_| NoMap::Trouble(MapTrouble::NoRoom))?;
        let reads = is_right
            && shelf
                .current(&pack.sha256)
                .is_some_and(|(_, path)| Pack::open(&path).is_ok());
        if !reads {
            tracing::warn!("the map that came from the server does not read");
            shelf.remove(&pack.sha256);
            return Err(NoMap::Trouble(MapTrouble::Damaged));
        }
        shelf.keep_only(&pack.sha256);
        // Read ahead, so that nobody who types waits for it.
        if let Ok(Some(open)) = self.open_map() {
            open.index();
        }
        Ok(())
    }
}
