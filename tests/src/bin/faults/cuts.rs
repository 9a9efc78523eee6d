//! A cut at every byte of one whole exchange: of the request and of the answer, of a report and of its photo.
//! Of the photo's request one byte in seven is enough.
//!
//! In one process with the core, because it is about bytes and there are many of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lamplight_resident::Core;
use lamplight_tests::device::{Device, vandalism};
use lamplight_tests::patrol::Patrol;
use lamplight_tests::picture::Picture;
use lamplight_tests::proxy::{Fault, Proxy, Request, Script, fair};
use lamplight_tests::tally::{Account, Planted};
use lamplight_tests::terminal::Shown;

use crate::campaign::{Order, Outcome};
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

/// Phones side by side; each makes one cut in so many.
const PHONES: u32 = 8;
/// Reports of one phone. A sync asks about each of them, so a fresh phone takes over after some.
const REPORTS_A_PHONE: usize = 25;
/// Of a photo's request, one byte in so many.
const PHOTO_STEP: usize = 7;

/// Which words are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Words {
    of_photo: bool,
    of_server: bool,
}

const ALL_WORDS: [Words; 4] = [
    words(false, false),
    words(false, true),
    words(true, false),
    words(true, true),
];

const fn words(of_photo: bool, of_server: bool) -> Words {
    Words { of_photo, of_server }
}

impl Words {
    /// How far apart cuts are made, in bytes.
    fn step(self) -> usize {
        if self.of_photo && !self.of_server {
            PHOTO_STEP
        } else {
            1
        }
    }

    fn are_about(self, request: &Request) -> bool {
        request.writes() && request.path().contains("/photos/") == self.of_photo
    }
}

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let station = quiet_station()?;
    let patrol = station.open().await?;
    let cuts_max = usize::try_from(order.runs)?;
    let (mut accounts, mut cuts) = (Vec::new(), Vec::new());
    for words in ALL_WORDS {
        let phones = side_by_side(0, PHONES, 8, |first| {
            cut_some(&patrol, order.seed, words, first, cuts_max)
        });
        let made: Vec<Account> = phones.await?.into_iter().flatten().collect();
        cuts.push(made.iter().map(|account| account.told.len()).sum::<usize>());
        accounts.extend(made);
    }
    let mut found = settle(&station, &patrol, &accounts).await?;
    found.done = cuts.iter().sum::<usize>() as u64;
    found.remark = format!("report, its answer, photo, its answer: {cuts:?}");
    patrol.close().await?;
    Ok(Outcome::Ran(found))
}

/// Cuts one place in eight, a report each, until a cut lies behind the end.
async fn cut_some(
    patrol: &Patrol,
    seed: u64,
    words: Words,
    first: u64,
    cuts_max: usize,
) -> anyhow::Result<Vec<Account>> {
    let mut at = usize::try_from(first)? * words.step();
    let stride = usize::try_from(PHONES)? * words.step();
    let mut accounts = Vec::new();
    let mut ended = false;
    while !ended {
        let phone = CutPhone::new(patrol, seed).await?;
        let mut account = Account {
            seed,
            ..Account::default()
        };
        while !ended && account.told.len() < REPORTS_A_PHONE {
            let (told, behind_end) = phone.report_with_cut(words, at).await?;
            account.told.push(told);
            ended = behind_end || at > cuts_max;
            at += stride;
        }
        account.shown = shown(&phone.core)?;
        accounts.push(account);
    }
    Ok(accounts)
}

/// A core behind a proxy.
struct CutPhone {
    core: Core,
    proxy: Proxy,
    picture: Picture,
    _device: Device,
}

impl CutPhone {
    async fn new(patrol: &Patrol, seed: u64) -> anyhow::Result<Self> {
        let device = Device::new()?;
        let proxy = Proxy::start(patrol.url(), fair()).await?;
        Ok(Self {
            core: device.open(&proxy.url())?,
            proxy,
            picture: Picture::make(device.data(), seed)?,
            _device: device,
        })
    }

    /// Reports, syncs with a cut at this byte, and syncs again. Tells whether the cut lay behind the end.
    async fn report_with_cut(&self, words: Words, at: usize) -> anyhow::Result<(Planted, bool)> {
        let note = format!("Paint {words:?} {at}");
        let photos = [self.picture.prepared().clone()];
        let photos = if words.of_photo { &photos[..] } else { &[] };
        let saved = self.core.submit_report(&vandalism(&note), photos)?;
        let calls = Arc::new(Calls::default());
        self.proxy.follow(script(words, at, Arc::clone(&calls)));
        let left = self.core.sync_once().await?;
        let behind_end = if words.of_server {
            // Nothing was sent a second time, so the answer had come whole.
            left.waiting == 0 && calls.made.load(Ordering::Relaxed) == 1
        } else {
            at > calls.length_bytes.load(Ordering::Relaxed)
        };
        self.proxy.follow(fair());
        self.core.sync_once().await?;
        let told = Planted {
            id: saved.id.to_string(),
            note,
            photos: photos.iter().map(|_| self.picture.sha256()).collect(),
        };
        Ok((told, behind_end))
    }
}

/// The calls that are meant: how long each is, and how many were made.
#[derive(Default)]
struct Calls {
    length_bytes: AtomicUsize,
    made: AtomicUsize,
}

/// Cuts the first call that is meant; everything else passes.
fn script(words: Words, at: usize, calls: Arc<Calls>) -> Script {
    Box::new(move |request| {
        if !words.are_about(request) || calls.made.fetch_add(1, Ordering::Relaxed) > 0 {
            return Fault::Pass;
        }
        calls
            .length_bytes
            .store(request.length_bytes(), Ordering::Relaxed);
        if words.of_server {
            Fault::CutAnswer(at)
        } else {
            Fault::CutRequest(at)
        }
    })
}

/// What the core shows, in the words of the program.
pub(crate) fn shown(core: &Core) -> anyhow::Result<Vec<Shown>> {
    let reports = core.reports()?;
    let shown = reports
        .iter()
        .map(|report| Ok(serde_json::from_value(serde_json::to_value(report)?)?));
    shown.collect()
}
