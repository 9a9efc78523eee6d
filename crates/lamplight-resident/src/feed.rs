//! The feed: alerts, events and news, pulled page by page from a cursor.
//!
//! A page and the cursor behind it are stored in one transaction, and only if the device still stands where
//! it stood when it asked. So nothing is skipped and nothing is applied twice, whoever else pulls into the
//! same folder.
//!
//! A **snapshot** is the feed from its beginning: at the first start, with another server, and in a new
//! epoch. What it does not hold is dropped when its last page is in. The cursor, the generation and the fact
//! that a snapshot is under way are stored with each page, so a crash in between changes nothing.

use lamplight_protocol::api::{FeedItem, FeedPage};
use lamplight_protocol::limits::PAGE_ITEMS_DEFAULT;
use rusqlite::Connection;

use crate::Core;
use crate::config::ServerUrl;
use crate::error::CoreError;
use crate::local::server::{self, FeedPosition};
use crate::local::{news, rsvps, threads};
use crate::outbox;
use crate::pull::PullError;
use crate::remote::Remote;
use crate::view::Scope;

/// Pages taken in one go; a longer feed goes on at the next occasion. Nothing a server sends may keep the
/// device busy for ever.
const PAGES_PER_PULL_MAX: u32 = 200;
/// How far the stored time of the last sync may lag behind, in milliseconds: one minute. Writing it more
/// often would wear the disk for nothing.
const SYNCED_AT_STEP_MS: i64 = 60 * 1_000;

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// It is stored, or held nothing new.
    Stored,
    /// Another process has moved on in the feed since the page was asked for.
    Elsewhere,
    /// Another process has turned the folder to another server; the next pull turns it back.
    OtherServer,
}

impl Core {
    /// Brings the feed up to date.
    pub(crate) async fn pull_feed(&self, remote: &Remote) -> Result<(), PullError> {
        for _ in 0..PAGES_PER_PULL_MAX {
            let position = self.on_disk(|core| core.db().read(server::feed_position)).await?;
            let answer = remote.feed(position.cursor.as_ref(), PAGE_ITEMS_DEFAULT).await;
            match self.understand::<FeedPage>(answer) {
                Ok(page) => {
                    let more = page.more;
                    let url = remote.base().clone();
                    let taken = self
                        .on_disk(move |core| core.take_page(&url, &position, &page))
                        .await?;
                    match taken {
                        Taken::Stored if more => {}
                        Taken::Stored | Taken::OtherServer => return Ok(()),
                        Taken::Elsewhere => {}
                    }
                }
                Err(PullError::CursorExpired) => {
                    let url = remote.base().clone();
                    self.on_disk(move |core| core.begin_epoch(&url, &position))
                        .await?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Stores a page with the cursor behind it.
    fn take_page(&self, url: &ServerUrl, asked: &FeedPosition, page: &FeedPage) -> Result<Taken, CoreError> {
        let now = self.now();
        let is_news = !page.items.is_empty() || asked.snapshot || asked.cursor.as_ref() != Some(&page.next);
        let is_stale = self.db().read(server::synced_at)?.is_none_or(|at| {
            // Also when the clock was set back since.
            !(0..SYNCED_AT_STEP_MS).contains(&now.millis_since(at))
        });
        if !is_news && !is_stale {
            return Ok(Taken::Stored);
        }
        let taken = self.write(|tx| {
            if !server::belongs_to(tx, url)? {
                return Ok(Taken::OtherServer);
            }
            if server::feed_position(tx)? != *asked {
                return Ok(Taken::Elsewhere);
            }
            for item in &page.items {
                apply(tx, item, asked.generation)?;
            }
            let snapshot = asked.snapshot && page.more;
            if asked.snapshot && !snapshot {
                news::remove_older_than(tx, asked.generation)?;
            }
            news::trim(tx)?;
            if !snapshot {
                rsvps::trim(tx)?;
            }
            server::set_cursor(tx, &page.next, snapshot)?;
            if !page.more {
                server::set_synced_at(tx, now)?;
            }
            Ok(Taken::Stored)
        })?;
        if taken == Taken::Stored {
            self.tell_news(asked, page);
        }
        Ok(taken)
    }

    fn tell_news(&self, asked: &FeedPosition, page: &FeedPage) {
        let has = |wanted: fn(&FeedItem) -> bool| asked.snapshot || page.items.iter().any(wanted);
        if has(|item| matches!(item, FeedItem::Alert(_) | FeedItem::AlertRemoved { .. })) {
            self.inner.changes.tell(Scope::Alerts);
            self.inner.bells.tell.notify_one();
        }
        if has(|item| matches!(item, FeedItem::Event(_) | FeedItem::EventRemoved { .. })) {
            self.inner.changes.tell(Scope::Events);
            self.inner.bells.tell.notify_one();
            self.inner.bells.pictures.notify_one();
        }
        if has(|item| matches!(item, FeedItem::News(_) | FeedItem::NewsRemoved { .. })) {
            self.inner.changes.tell(Scope::News);
            self.inner.bells.pictures.notify_one();
        }
        if !page.more {
            self.inner.changes.tell(Scope::Connection);
        }
    }

    /// The server was restored from a backup, or is not the one it was: takes a fresh snapshot, asks for
    /// every thread anew, and presents again what the server may have lost. Only the first of several
    /// processes that notice does it.
    fn begin_epoch(&self, url: &ServerUrl, asked: &FeedPosition) -> Result<(), CoreError> {
        let now = self.now();
        let begun = self.write(|tx| {
            if !server::belongs_to(tx, url)? || server::feed_position(tx)? != *asked {
                return Ok(false);
            }
            server::begin_snapshot(tx)?;
            threads::ask_anew(tx)?;
            outbox::present_again(tx, now)?;
            rsvps::present_again(tx, now)?;
            Ok(true)
        })?;
        if begun {
            tracing::info!("the server began a new epoch; presenting again what it had accepted");
            self.inner.changes.tell(Scope::Reports);
            self.inner.bells.push.notify_one();
        }
        Ok(())
    }
}

fn apply(tx: &Connection, item: &FeedItem, generation: i64) -> Result<(), CoreError> {
    match item {
        FeedItem::Alert(alert) => news::put_alert(tx, alert, generation),
        FeedItem::Event(event) => news::put_event(tx, event, generation),
        FeedItem::AlertRemoved { id } => news::remove(tx, "alert", &id.to_string()),
        FeedItem::EventRemoved { id } => news::remove(tx, "event", &id.to_string()),
        FeedItem::News(item) => news::put_item(tx, item, generation),
        FeedItem::NewsRemoved { id } => news::remove(tx, "news", &id.to_string()),
        FeedItem::Unknown => Ok(()),
    }
}

#[cfg(test)]
mod tests;
