//! One reader's way through the journal: a cursor, and a place in the ring while it has one.

use std::collections::HashSet;
use std::sync::Arc;

use axum::body::Bytes;
use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::ReportId;
use lamplight_store::StoreError;
use lamplight_store::model::{Belonging, Reach};

use super::ring::{Content, Frame};
use super::{Hub, PAGE_ROWS};

/// Frames that a reader takes at once, so that it holds the ring's lock for a moment only.
const BATCH_FRAMES: usize = 64;

/// Who is listening, and so what of the journal they hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: the public feed.
    Public,
    /// The holder of receipts: the public feed, and hints for these reports.
    Holder(HashSet<ReportId>),
    /// Staff: the public feed, and hints for the reports within their reach.
    Staff(Reach),
}

impl Audience {
    fn hears(&self, content: &Content) -> Option<Bytes> {
        match (self, content) {
            (_, Content::Public(bytes)) => Some(bytes.clone()),
            (
                Self::Staff(reach),
                Content::Report {
                    for_staff, belonging, ..
                },
            ) if may_know(reach, belonging.as_ref()) => Some(for_staff.clone()),
            (Self::Holder(reports), Content::Report { id, for_resident, .. }) if reports.contains(id) => {
                Some(for_resident.clone())
            }
            (Self::Public | Self::Holder(_) | Self::Staff(_), Content::Report { .. }) => None,
        }
    }
}

/// Nothing tells any more whose an erased report was. That it is gone is told to everybody who reads reports,
/// so that its words leave every screen; the hint holds an id that opens nothing.
fn may_know(reach: &Reach, report: Option<&Belonging>) -> bool {
    match report {
        Some(report) => reach.covers(report),
        None => reach.is_something(),
    }
}

/// A reader: made when its stream opens, ended with it.
pub(super) struct Reader {
    hub: Arc<Hub>,
    audience: Audience,
    /// The last row that it has heard or passed over.
    after: Cursor,
    /// The number of its next frame in the ring; none while it pages from the journal.
    next: Option<u64>,
}

impl Reader {
    /// Begins after a cursor, or now.
    ///
    /// # Errors
    /// [`StoreError::CursorExpired`] when the cursor is of another epoch or beyond the head.
    pub(super) async fn open(
        hub: Arc<Hub>,
        audience: Audience,
        after: Option<Cursor>,
    ) -> Result<Self, StoreError> {
        let (head, end) = hub.with_ring(|ring| (ring.head().clone(), ring.end()));
        let (after, next) = match after {
            None => (head, Some(end)),
            Some(cursor) => {
                let next = hub.with_ring(|ring| ring.number_after(&cursor));
                if next.is_none() {
                    // The store alone can tell an old cursor from an expired one, and must before the answer
                    // begins, because a stream cannot say 410 any more.
                    hub.store.journal(&cursor, 1).await?;
                }
                (cursor, next)
            }
        };
        Ok(Self {
            hub,
            audience,
            after,
            next,
        })
    }

    /// The cursor up to which it has heard everything.
    pub(super) fn position(&self) -> &Cursor {
        &self.after
    }

    /// From now on hears what this audience hears.
    pub(super) fn listen_as(&mut self, audience: Audience) {
        self.audience = audience;
    }

    /// What comes next, if anything is there. Empty when the reader has heard everything up to now.
    ///
    /// # Errors
    /// A [`StoreError`] when the journal cannot be read; the reader is where it was.
    pub(super) async fn next_batch(&mut self) -> Result<Vec<Bytes>, StoreError> {
        loop {
            let passed = match self.next {
                Some(number) => self.take_from_ring(number),
                None => self.take_from_journal().await?,
            };
            let Some(frames) = passed else {
                continue;
            };
            if frames.is_empty() {
                return Ok(Vec::new());
            }
            let heard: Vec<Bytes> = frames
                .iter()
                .filter_map(|frame| self.audience.hears(&frame.content))
                .collect();
            if !heard.is_empty() {
                return Ok(heard);
            }
        }
    }

    /// The next frames of the ring; none when they have fallen off its end, and the journal has to be asked.
    fn take_from_ring(&mut self, number: u64) -> Option<Vec<Frame>> {
        let frames: Option<Vec<Frame>> = self
            .hub
            .with_ring(|ring| Some(ring.from(number)?.take(BATCH_FRAMES).cloned().collect()));
        match &frames {
            None => self.next = None,
            Some(frames) => self.pass(frames, Some(number + frames.len() as u64)),
        }
        frames
    }

    /// The next rows of the journal, or none when the ring has them.
    async fn take_from_journal(&mut self) -> Result<Option<Vec<Frame>>, StoreError> {
        if let Some(number) = self.hub.with_ring(|ring| ring.number_after(&self.after)) {
            self.next = Some(number);
            return Ok(None);
        }
        let page = self.hub.store.journal(&self.after, PAGE_ROWS).await?;
        let frames: Vec<Frame> = page.rows.into_iter().map(Frame::from).collect();
        self.pass(&frames, None);
        Ok(Some(frames))
    }

    fn pass(&mut self, frames: &[Frame], next: Option<u64>) {
        if let Some(last) = frames.last() {
            self.after = last.cursor.clone();
        }
        self.next = next;
    }
}
