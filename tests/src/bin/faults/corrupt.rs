//! A damaged database on the device: flipped bits in the file or in its write-ahead log, either of them cut
//! off, the log lost.
//!
//! What the damage destroyed cannot come back. But the app must open, everything that is left must arrive
//! once, and what is missing must not be missing in silence: it stands in "needs attention", or the first
//! screen says that a damaged file was found.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use lamplight_tests::patrol::Patrol;
use lamplight_tests::proxy::{Fault, Proxy, fair};
use lamplight_tests::tally::{Account, Finding, Wrong};
use lamplight_tests::terminal::Terminal;

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 2;
const REPORTS: u32 = 4;
const FLIPS_MAX: usize = 20;
/// Reports until the log is there: the program that keeps it may start after the first of them.
const LAST_REPORTS_MAX: u32 = 100;
/// Starts until all is well again: what is damaged may be found only when what hid it was put right.
const STARTS_MAX: u32 = 4;
/// The header of a log, and one of its frames, in bytes.
const LOG_HEADER_BYTES: u64 = 32;
const FRAME_BYTES: u64 = 24 + 4_096;

/// What is done to the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Harm {
    BitsOfDatabase,
    DatabaseCutOff,
    BitsOfLog,
    LogCutOff,
    LogCutOffBetweenFrames,
    LogCutOffAndIndexLost,
    LogLost,
    LogAndIndexLost,
}

impl Harm {
    const ALL: [Self; 8] = [
        Self::BitsOfDatabase,
        Self::DatabaseCutOff,
        Self::BitsOfLog,
        Self::LogCutOff,
        Self::LogCutOffBetweenFrames,
        Self::LogCutOffAndIndexLost,
        Self::LogLost,
        Self::LogAndIndexLost,
    ];

    /// Whether what stood in the database before the last program came is out of its reach. (A log with a
    /// hole in it may have moved rows from a page that is left to one that is gone.)
    fn spares_database(self) -> bool {
        !matches!(
            self,
            Self::BitsOfDatabase | Self::DatabaseCutOff | Self::BitsOfLog
        )
    }
}

/// What became of one phone, beside its account.
struct Fate {
    seed: u64,
    harm: Harm,
    /// Reports that the harm could not reach.
    spared: BTreeSet<String>,
    /// Reports that stand in "needs attention" in the end, with anything of theirs.
    hurt: BTreeSet<String>,
    /// The first screen says that a damaged file was found.
    told: bool,
    damage: Option<Finding>,
}

impl Fate {
    /// Whether the resident can see what is missing, and the harm is to blame for it.
    fn explains(&self, finding: &Finding) -> bool {
        let is_about = |id: &String| finding.what.ends_with(id.as_str());
        let needs_attention = self.hurt.iter().any(is_about);
        match finding.wrong {
            Wrong::Lost => needs_attention || (self.told && !self.spared.iter().any(is_about)),
            Wrong::Stuck => needs_attention,
            _ => false,
        }
    }
}

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    Ok(Outcome::Ran(on(order, None).await?))
}

/// The campaign, with another build of the program where one is named.
pub(crate) async fn on(order: Order, program: Option<&Path>) -> anyhow::Result<Found> {
    let station = quiet_station()?;
    let patrol = station.open().await?;
    let runs = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, |seed| {
        one(&patrol, seed, program)
    })
    .await?;
    let (accounts, fates): (Vec<Account>, Vec<Fate>) = runs.into_iter().unzip();
    let mut found = settle(&station, &patrol, &accounts).await?;
    patrol.close().await?;
    let all = found.findings.len();
    found.findings.retain(|finding| {
        let mut of_phone = fates.iter().filter(|fate| fate.seed == finding.seed);
        !of_phone.any(|fate| fate.explains(finding))
    });
    found.remark = format!(
        "{} phones said that a damaged file was found, {} things were destroyed and shown to be",
        fates.iter().filter(|fate| fate.told).count(),
        all - found.findings.len()
    );
    found
        .findings
        .extend(fates.iter().filter_map(|fate| fate.damage.clone()));
    for finding in &mut found.findings {
        if let Some(fate) = fates.iter().find(|fate| fate.seed == finding.seed) {
            finding.what += &format!(", after {:?}", fate.harm);
        }
    }
    found.done = order.runs.into();
    Ok(found)
}

async fn one(patrol: &Patrol, seed: u64, program: Option<&Path>) -> anyhow::Result<(Account, Fate)> {
    let mut rng = Rng::with_seed(seed);
    let mut terminal = Terminal::new()?;
    if let Some(program) = program {
        terminal = terminal.with_program(program);
    }
    let proxy = Proxy::start(patrol.url(), fair()).await?;
    let mut phone = Phone::with(terminal, seed, &proxy.url())?;
    for number in 0..REPORTS {
        phone.must_report(&mut rng, &number.to_string()).await?;
        phone.reply(&mut rng, &number.to_string()).await?;
        if rng.bool() {
            phone.sync().await?;
        }
    }
    let before: BTreeSet<String> = phone.account.told.iter().map(|told| told.id.clone()).collect();
    let database = phone.terminal.data().join(lamplight_resident::DATABASE_FILE);
    if rng.bool() {
        proxy.follow(Box::new(|_| Fault::Refuse));
    }
    write_and_be_killed(&mut phone, &mut rng, &beside(&database, "-wal")).await?;
    proxy.follow(fair());
    let harm = damage(&database, &mut rng)?;

    // Each start finds what the one before could not, and puts it right; from then on all goes on.
    for number in 0..STARTS_MAX {
        let well = phone.sync().await?
            && phone.report(&mut rng, &format!("after {number}")).await?
            && phone.terminal.reports(&phone.server).await.is_ok();
        if well {
            break;
        }
    }
    let (told, damage) = (phone.is_told_of_damage()?, phone.damage()?);
    let account = phone
        .finish()
        .await
        .with_context(|| format!("seed {seed} after {harm:?}"))?;
    let hurt = account.shown.iter().filter(|shown| shown.attention.is_some());
    let fate = Fate {
        seed,
        harm,
        spared: before.into_iter().filter(|_| harm.spares_database()).collect(),
        hurt: hurt.map(|shown| shown.id.clone()).collect(),
        told,
        damage,
    };
    Ok((account, fate))
}

/// Reports while another program has the folder open, which is then killed: so the write-ahead log stays.
async fn write_and_be_killed(phone: &mut Phone, rng: &mut Rng, log: &Path) -> anyhow::Result<()> {
    let mut other = phone.terminal.start_watch(&phone.server)?;
    let reports = rng.u32(1..=REPORTS);
    for number in 0..LAST_REPORTS_MAX {
        phone.must_report(rng, &format!("last {number}")).await?;
        if number >= reports && std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            break;
        }
    }
    ensure!(log.exists(), "nobody keeps the log");
    Ok(other.kill().await?)
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", database.display()))
}

/// Harms the files of a database, and says how.
fn damage(database: &Path, rng: &mut Rng) -> anyhow::Result<Harm> {
    let (log, index) = (beside(database, "-wal"), beside(database, "-shm"));
    let harm = rng.choice(Harm::ALL).context("there is no harm")?;
    match harm {
        Harm::BitsOfDatabase => flip(database, rng)?,
        Harm::DatabaseCutOff => cut_off(database, rng, anywhere)?,
        Harm::BitsOfLog => flip(&log, rng)?,
        Harm::LogCutOff => cut_off(&log, rng, anywhere)?,
        Harm::LogCutOffBetweenFrames => cut_off(&log, rng, frame_end)?,
        Harm::LogCutOffAndIndexLost => {
            cut_off(&log, rng, anywhere)?;
            std::fs::remove_file(&index)?;
        }
        Harm::LogLost => std::fs::remove_file(&log)?,
        Harm::LogAndIndexLost => {
            std::fs::remove_file(&log)?;
            std::fs::remove_file(&index)?;
        }
    }
    Ok(harm)
}

fn anywhere(length: u64, rng: &mut Rng) -> u64 {
    rng.u64(..length)
}

/// Where a frame ends and another begins; or 0, or the end of the header.
fn frame_end(length: u64, rng: &mut Rng) -> u64 {
    let frames = length.saturating_sub(LOG_HEADER_BYTES) / FRAME_BYTES;
    match rng.u64(..=frames) {
        0 if rng.bool() => 0,
        frame => LOG_HEADER_BYTES + frame.min(frames.saturating_sub(1)) * FRAME_BYTES,
    }
}

fn flip(path: &Path, rng: &mut Rng) -> anyhow::Result<()> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let length = file.metadata()?.len();
    for _ in 0..rng.usize(1..=FLIPS_MAX) {
        let (at, mut byte) = (rng.u64(..length), [0]);
        file.read_exact_at(&mut byte, at)?;
        let flipped = byte.map(|byte| byte ^ (1 << rng.u8(..8)));
        file.write_all_at(&flipped, at)?;
    }
    Ok(())
}

fn cut_off(path: &Path, rng: &mut Rng, place: impl Fn(u64, &mut Rng) -> u64) -> anyhow::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len();
    Ok(file.set_len(place(length, rng))?)
}
