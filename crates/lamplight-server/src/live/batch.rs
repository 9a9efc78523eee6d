//! What a whole shard is about to write: nearly all of its readers wait for the same frames, which are taken
//! from the ring and put together once for all of them.

use axum::body::Bytes;

use super::Hub;
use super::audience::Audience;
use super::ring::Frame;

/// Frames that are written at once: a reader who was away for long must not hold up the others.
const FRAMES_MAX: u64 = 64;

/// Frames of the ring that follow one another.
#[derive(Default)]
pub(super) struct Batch {
    first: u64,
    frames: Vec<Frame>,
    public: Bytes,
}

impl Batch {
    /// Takes the frames from a number on, unless it has them already. Whether there are any: none are left
    /// where the number has fallen off the ring's end.
    pub(super) fn begin_at(&mut self, hub: &Hub, number: u64) -> bool {
        if self.first == number && !self.frames.is_empty() {
            return true;
        }
        let taken = hub.with_ring(|ring| {
            let frames = ring.from(number)?;
            Some(frames.take(usize::try_from(FRAMES_MAX).ok()?).cloned().collect())
        });
        self.first = number;
        self.frames = taken.unwrap_or_default();
        self.public = self.heard_by(&mut Audience::Public);
        !self.frames.is_empty()
    }

    /// The number of the frame that follows.
    pub(super) fn end(&self) -> u64 {
        self.first + self.frames.len() as u64
    }

    /// What an audience hears of it, in one piece.
    pub(super) fn bytes_for(&self, audience: &mut Audience) -> Bytes {
        match audience {
            Audience::Public => self.public.clone(),
            Audience::Holder(_) | Audience::Staff(_) => self.heard_by(audience),
        }
    }

    fn heard_by(&self, audience: &mut Audience) -> Bytes {
        joined(
            self.frames
                .iter()
                .filter_map(|frame| audience.hears(&frame.content)),
        )
    }
}

/// Frames in one piece; a single one is not copied.
pub(super) fn joined<'a>(mut frames: impl Iterator<Item = &'a Bytes>) -> Bytes {
    match (frames.next(), frames.next()) {
        (None, _) => Bytes::new(),
        (Some(one), None) => one.clone(),
        (Some(first), Some(second)) => {
            let mut all = [first.as_ref(), second.as_ref()].concat();
            frames.for_each(|frame| all.extend_from_slice(frame));
            all.into()
        }
    }
}
