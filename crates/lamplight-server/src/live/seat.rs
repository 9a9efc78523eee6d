//! One reader's place in the room: a connection, and how far in the ring it has heard. No task and no queue of
//! its own, so that ten thousand of them are ten thousand small rows of a table.

use std::any::Any;
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::Buf as _;
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_rustls::server::TlsStream;

use super::Hub;
use super::audience::Audience;
use super::batch::Batch;
use super::right::{Right, Standing};
use super::stream::Turn;

/// How long a reader may take nothing of what there is for it, in milliseconds: with the second between two
/// sweeps it is gone within twenty.
const BLOCKED_MS_MAX: u64 = 18_000;
/// What is read at once of what a listener says, who has nothing to say.
const CHATTER_BYTES: usize = 64;
/// How much a listener may say in all, in bytes: a call that was sent ahead. Whoever goes on would cost a look for every
/// few bytes, at the others' expense.
const CHATTER_BYTES_MAX: usize = 4_096;

/// What carries a stream's bytes.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin + 'static {
    /// The socket beneath, where there is one.
    fn socket(&self) -> Option<&TcpStream>;
}

impl Wire for TcpStream {
    fn socket(&self) -> Option<&TcpStream> {
        Some(self)
    }
}

impl Wire for TlsStream<TcpStream> {
    fn socket(&self) -> Option<&TcpStream> {
        Some(self.get_ref().0)
    }
}

/// Where an answer's body is read by somebody else.
impl Wire for DuplexStream {
    fn socket(&self) -> Option<&TcpStream> {
        None
    }
}

/// Before a wire is dropped whose reader takes nothing: the kernel must not keep what is unsent.
fn abandon(wire: &dyn Wire) {
    if let Some(socket) = wire.socket() {
        // A connection that is gone already is as good.
        drop(SockRef::from(socket).set_linger(Some(Duration::ZERO)));
    }
}

/// A reader who has caught up, and hears what comes.
pub(super) struct Seat {
    wire: Box<dyn Wire>,
    audience: Audience,
    /// The number of its next frame in the ring.
    next: u64,
    /// What was begun to be written, and not all taken. Nothing else is written before.
    rest: Bytes,
    /// Since when the connection takes nothing.
    blocked_since: Option<Instant>,
    /// What the listener has said so far, in bytes.
    said: usize,
    /// When it is to have a heartbeat.
    pub(super) beat_at: Instant,
    pub(super) turn: Option<Turn>,
    right: Option<Right>,
    /// Whatever is given back when the reader goes.
    _kept: Box<dyn Any + Send>,
}

/// Whether a reader stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Stays,
    Goes,
}

impl Seat {
    pub(super) fn new(
        wire: Box<dyn Wire>,
        audience: Audience,
        next: u64,
        turn: Option<Turn>,
        right: Option<Right>,
        kept: Box<dyn Any + Send>,
    ) -> Self {
        Self {
            wire,
            audience,
            next,
            rest: Bytes::new(),
            blocked_since: None,
            said: 0,
            // The first one comes at once: it says that the stream is open, and where the head is.
            beat_at: Instant::now(),
            turn,
            right,
            _kept: kept,
        }
    }

    /// Whether all that was written was taken.
    pub(super) fn is_free(&self) -> bool {
        self.blocked_since.is_none()
    }

    /// Writes what it has not heard up to a number, until it takes no more.
    pub(super) fn serve(&mut self, hub: &Hub, batch: &mut Batch, end: u64, waker: &Waker) -> Step {
        loop {
            if self.write_rest(waker) == Step::Goes {
                return Step::Goes;
            }
            if !self.is_free() || self.next >= end || !self.may_hear() {
                return Step::Stays;
            }
            // Whoever has fallen off the ring comes back with its cursor, and pages.
            if !batch.begin_at(hub, self.next) {
                return Step::Goes;
            }
            self.next = batch.end();
            self.rest = batch.bytes_for(&mut self.audience);
        }
    }

    /// Writes something that is no row of the journal.
    pub(super) fn say(&mut self, frame: Bytes, waker: &Waker) -> Step {
        self.rest = frame;
        self.write_rest(waker)
    }

    /// Tells it the last thing, as far as it takes that now.
    pub(super) fn part(&mut self, frame: Bytes, waker: &Waker) {
        if self.is_free() && self.say(frame, waker) == Step::Stays {
            let shutdown = Pin::new(&mut *self.wire).poll_shutdown(&mut Context::from_waker(waker));
            drop(shutdown);
        }
    }

    /// Whether it took everything before this number, and nothing after.
    pub(super) fn has_heard_up_to(&self, end: u64) -> bool {
        self.is_free() && self.next == end
    }

    /// Goes on with what was not taken before.
    fn write_rest(&mut self, waker: &Waker) -> Step {
        let mut context = Context::from_waker(waker);
        while !self.rest.is_empty() {
            match Pin::new(&mut *self.wire).poll_write(&mut context, &self.rest) {
                Poll::Ready(Ok(0) | Err(_)) => return Step::Goes,
                Poll::Ready(Ok(count)) => {
                    self.rest.advance(count);
                    self.blocked_since = None;
                }
                Poll::Pending => return self.block(),
            }
        }
        // Nothing to do for TCP; what TLS has encrypted has to leave as well.
        match Pin::new(&mut *self.wire).poll_flush(&mut context) {
            Poll::Ready(Ok(())) => {
                self.blocked_since = None;
                Step::Stays
            }
            Poll::Ready(Err(_)) => Step::Goes,
            Poll::Pending => self.block(),
        }
    }

    fn block(&mut self) -> Step {
        self.blocked_since.get_or_insert_with(Instant::now);
        Step::Stays
    }

    /// Whether staff may be told something now. Where their right was not looked up in time, they are told
    /// later.
    fn may_hear(&mut self) -> bool {
        let Some(right) = &self.right else {
            return true;
        };
        let standing = right.standing();
        let Standing::Holds { reach, until } = &*standing else {
            return false;
        };
        if Instant::now() >= *until {
            return false;
        }
        if !matches!(&self.audience, Audience::Staff(known) if known == reach) {
            self.audience = Audience::Staff(reach.clone());
        }
        true
    }

    /// Whether it is still there, and takes what it is sent, by right.
    pub(super) fn look_after(&self, hub: &Hub, now: Instant) -> Step {
        let blocked_max = Duration::from_millis(BLOCKED_MS_MAX);
        if self
            .blocked_since
            .is_some_and(|since| now.duration_since(since) >= blocked_max)
        {
            hub.let_go.fetch_add(1, Ordering::Relaxed);
            abandon(&*self.wire);
            return Step::Goes;
        }
        match &self.right {
            Some(right) if right.has_ended() => Step::Goes,
            _ => Step::Stays,
        }
    }

    /// Hears whether the listener has gone. What they say otherwise is nothing to us, as long as it is little.
    pub(super) fn listen(&mut self, waker: &Waker) -> Step {
        let mut context = Context::from_waker(waker);
        let mut chatter = [0; CHATTER_BYTES];
        let mut read = ReadBuf::new(&mut chatter);
        match Pin::new(&mut *self.wire).poll_read(&mut context, &mut read) {
            Poll::Pending => Step::Stays,
            Poll::Ready(Ok(())) if !read.filled().is_empty() => {
                self.said += read.filled().len();
                if self.said > CHATTER_BYTES_MAX {
                    return Step::Goes;
                }
                // There may be more; the others come first.
                waker.wake_by_ref();
                Step::Stays
            }
            Poll::Ready(_) => Step::Goes,
        }
    }
}
