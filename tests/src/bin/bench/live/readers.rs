//! The process of the readers: as many streams as asked for, read by one thread, so that reading is not what
//! is measured. Apart from everything else, so that a server's figures are its own.

use std::io::{self, BufRead as _};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use anyhow::ensure;
use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::reader::{Read, Reader, ask};
use super::tick::{Tick, now_ns};
use super::words::{Ask, Heard};

/// Streams that are asked for before the first of them has begun: fewer than wait in a listener's queue.
const OPENING_AT_ONCE: usize = 256;
/// How long streams may take to begin.
const BEGIN_WITHIN: Duration = Duration::from_secs(30);
const EVENTS_MAX: usize = 1_024;
const READ_BYTES_MAX: usize = 256 * 1024;
/// Files that this process has open beside its streams.
const OTHER_FILES: u64 = 16;
/// Added to a stalled stream's number, to tell it from readers.
const STALLED: u64 = 1 << 32;

/// Whom they read.
#[derive(clap::Args)]
pub(crate) struct Source {
    /// The server's address.
    #[arg(long)]
    server: SocketAddr,
    /// The path of the stream.
    #[arg(long)]
    path: String,
}

/// Does what standard input says, line by line.
pub(crate) fn run(source: &Source) -> anyhow::Result<()> {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    setrlimit(Resource::Nofile, raised)?;
    let mut readers = Readers::new(source)?;
    for line in io::stdin().lock().lines() {
        readers.obey(serde_json::from_str(&line?)?)?;
        println!("{}", serde_json::to_string(&readers.tell())?);
    }
    Ok(())
}

struct Readers<'a> {
    server: SocketAddr,
    path: &'a str,
    epoll: OwnedFd,
    readers: Vec<Reader>,
    stalled: Vec<Option<TcpStream>>,
    /// The newest tick that any reader had: one that opens now begins after it.
    newest: u64,
    /// Of those who have all that is waited for, among the readers.
    complete: u32,
    latencies_ns: Vec<u64>,
    heard: Heard,
    buffer: Vec<u8>,
}

impl<'a> Readers<'a> {
    fn new(source: &'a Source) -> anyhow::Result<Self> {
        Ok(Self {
            server: source.server,
            path: &source.path,
            epoll: epoll::create(epoll::CreateFlags::CLOEXEC)?,
            readers: Vec::new(),
            stalled: Vec::new(),
            newest: 0,
            complete: 0,
            latencies_ns: Vec::new(),
            heard: Heard::default(),
            buffer: vec![0; READ_BYTES_MAX],
        })
    }

    fn obey(&mut self, word: Ask) -> anyhow::Result<()> {
        match word {
            Ask::Open(count) => {
                let from = self.readers.len();
                let files = from as u64 + u64::from(count) + OTHER_FILES;
                let allowed = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
                ensure!(
                    files <= allowed,
                    "this process may open {allowed} files; raise the limit with `ulimit -Hn {files}` as root, or take fewer readers"
                );
                self.readers.resize_with(from + count as usize, Reader::default);
                self.open(from)
            }
            Ask::OpenStalled(count) => self.open_stalled(count),
            Ask::ReadUntil { tick, patience_ms } => self.read_until(tick, Duration::from_millis(patience_ms)),
            Ask::Drop => {
                self.hang_up();
                Ok(())
            }
            Ask::Resume => self.open(0),
            Ask::MoveTo(server) => {
                self.hang_up();
                self.server = server;
                self.open(0)
            }
            Ask::AwaitStalled { patience_ms } => self.await_stalled(Duration::from_millis(patience_ms)),
        }
    }

    fn hang_up(&mut self) {
        self.readers.iter_mut().for_each(|reader| reader.stream = None);
    }

    /// Connects all readers from this number on, and waits until each stream has begun.
    fn open(&mut self, from: usize) -> anyhow::Result<()> {
        let end = self.readers.len();
        for begin in (from..end).step_by(OPENING_AT_ONCE) {
            let batch = begin..end.min(begin + OPENING_AT_ONCE);
            for number in batch.clone() {
                self.connect(number)?;
            }
            let deadline = Instant::now() + BEGIN_WITHIN;
            while !self.have_begun(batch.clone()) {
                ensure!(Instant::now() < deadline, "streams do not begin");
                self.read_once(Duration::from_millis(100))?;
            }
        }
        Ok(())
    }

    fn connect(&mut self, number: usize) -> anyhow::Result<()> {
        let newest = self.newest;
        let Some(reader) = self.readers.get_mut(number) else {
            return Ok(());
        };
        if reader.cursor.is_empty() {
            reader.last = newest;
        }
        let stream = ask(
            self.server,
            self.path,
            u32::try_from(number)?,
            &reader.cursor,
            false,
        )?;
        let flags = epoll::EventFlags::IN | epoll::EventFlags::RDHUP;
        epoll::add(
            &self.epoll,
            &stream,
            epoll::EventData::new_u64(number as u64),
            flags,
        )?;
        reader.connect(stream);
        Ok(())
    }

    fn have_begun(&self, batch: std::ops::Range<usize>) -> bool {
        let batch = self.readers.get(batch).unwrap_or_default();
        batch.iter().all(|reader| reader.has_begun)
    }

    fn open_stalled(&mut self, count: u32) -> anyhow::Result<()> {
        for number in 0..count {
            let stream = ask(self.server, self.path, number, "", true)?;
            let data = epoll::EventData::new_u64(STALLED + u64::from(number));
            epoll::add(&self.epoll, &stream, data, epoll::EventFlags::RDHUP)?;
            self.stalled.push(Some(stream));
        }
        Ok(())
    }

    fn read_until(&mut self, tick: u64, patience: Duration) -> anyhow::Result<()> {
        let deadline = Instant::now() + patience;
        // Counted when ticks come, not at each look: ten thousand looks would be what is measured.
        self.complete = 0;
        self.complete = u32::try_from(self.readers.iter().filter(|reader| reader.last >= tick).count())?;
        while (self.complete as usize) < self.readers.len() && Instant::now() < deadline {
            self.read_ticks(tick, Duration::from_millis(100))?;
        }
        self.heard.complete = self.complete;
        Ok(())
    }

    fn await_stalled(&mut self, patience: Duration) -> anyhow::Result<()> {
        let deadline = Instant::now() + patience;
        while self.stalled.iter().any(Option::is_some) && Instant::now() < deadline {
            self.read_once(Duration::from_millis(100))?;
        }
        Ok(())
    }

    fn read_once(&mut self, wait: Duration) -> anyhow::Result<()> {
        self.read_ticks(u64::MAX, wait)
    }

    /// Reads what is there; readers who come to have `wanted` are counted.
    fn read_ticks(&mut self, wanted: u64, wait: Duration) -> anyhow::Result<()> {
        let mut events: Vec<epoll::Event> = Vec::with_capacity(EVENTS_MAX);
        let wait = Timespec {
            tv_sec: 0,
            tv_nsec: wait.subsec_nanos().into(),
        };
        epoll::wait(&self.epoll, spare_capacity(&mut events), Some(&wait))?;
        for event in events {
            let number = event.data.u64();
            if let Some(stalled) = number.checked_sub(STALLED) {
                if let Some(stream) = self.stalled.get_mut(usize::try_from(stalled)?) {
                    *stream = None;
                }
                continue;
            }
            self.read_one(usize::try_from(number)?, wanted);
        }
        Ok(())
    }

    fn read_one(&mut self, number: usize, wanted: u64) {
        let Some(reader) = self.readers.get_mut(number) else {
            return;
        };
        let (heard, newest, complete) = (&mut self.heard, &mut self.newest, &mut self.complete);
        let latencies = &mut self.latencies_ns;
        let read = reader.read(&mut self.buffer, |last, tick: Tick, bytes| {
            latencies.push(now_ns().saturating_sub(tick.begun_ns));
            heard.frame_bytes = bytes;
            if tick.number <= *last {
                heard.doubled += 1;
                return;
            }
            heard.missed += tick.number - *last - 1;
            *complete += u32::from(*last < wanted && tick.number >= wanted);
            *last = tick.number;
            *newest = (*newest).max(tick.number);
        });
        if let Read::Ended = read {
            heard.ended += 1;
            reader.stream = None;
        }
    }

    /// What was heard since the last time; the counting begins anew.
    fn tell(&mut self) -> Heard {
        self.latencies_ns.sort_unstable();
        let at = |percent: usize| {
            let index =
                (self.latencies_ns.len() * percent / 100).min(self.latencies_ns.len().saturating_sub(1));
            self.latencies_ns.get(index).map_or(0, |ns| ns / 1_000)
        };
        let told = Heard {
            deliveries: self.latencies_ns.len() as u64,
            last_us: at(100),
            p99_us: at(99),
            median_us: at(50),
            stalled_open: u32::try_from(self.stalled.iter().flatten().count()).unwrap_or(u32::MAX),
            ..std::mem::take(&mut self.heard)
        };
        self.latencies_ns.clear();
        told
    }
}
