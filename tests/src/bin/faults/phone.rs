//! A phone of a campaign: a terminal, and the account of what its resident was told.

use std::process::Output;

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use lamplight_tests::picture::{Picture, SIDE_PX};
use lamplight_tests::tally::{Account, Finding, Wrong};
use lamplight_tests::terminal::{Shown, Terminal, planted};
use rusqlite::Connection;
use tempfile::TempDir;

/// How often a phone may sync until nothing is left, once nothing is in its way.
const LAST_SYNCS_MAX: usize = 4;
/// Photos of one report in a campaign.
const PHOTOS_MAX: usize = 2;

pub(crate) struct Phone {
    pub(crate) terminal: Terminal,
    /// Where it sends.
    pub(crate) server: String,
    pub(crate) account: Account,
    pictures: TempDir,
    /// The width and height of its pictures.
    pub(crate) picture_side_px: u32,
}

impl Phone {
    pub(crate) fn new(seed: u64, server: &str) -> anyhow::Result<Self> {
        Self::with(Terminal::new()?, seed, server)
    }

    pub(crate) fn with(terminal: Terminal, seed: u64, server: &str) -> anyhow::Result<Self> {
        Ok(Self {
            terminal,
            server: server.to_owned(),
            account: Account {
                seed,
                ..Account::default()
            },
            pictures: tempfile::tempdir()?,
            picture_side_px: SIDE_PX,
        })
    }

    /// No picture, one or two; half of all reports have none.
    pub(crate) fn pictures(&self, rng: &mut Rng) -> anyhow::Result<Vec<Picture>> {
        let count = if rng.bool() { rng.usize(1..=PHOTOS_MAX) } else { 0 };
        (0..count)
            .map(|_| Picture::of_side(self.pictures.path(), rng.u64(..), self.picture_side_px))
            .collect()
    }

    /// A note that no other report has.
    pub(crate) fn note(&self, name: &str) -> String {
        format!("Paint {}.{name}", self.account.seed)
    }

    /// Reports, and tells whether the resident was told that it is saved.
    pub(crate) async fn report(&mut self, rng: &mut Rng, name: &str) -> anyhow::Result<bool> {
        let pictures = self.pictures(rng)?;
        let told = self
            .terminal
            .report(&self.server, self.note(name), &pictures)
            .await?;
        let saved = told.is_some();
        self.account.told.extend(told);
        Ok(saved)
    }

    /// The same, where nothing keeps a report from being saved.
    pub(crate) async fn must_report(&mut self, rng: &mut Rng, name: &str) -> anyhow::Result<()> {
        let saved = self.report(rng, name).await?;
        ensure!(saved, "the phone saves nothing");
        Ok(())
    }

    /// Keeps what a `report` told before it ended, whichever way it ended.
    pub(crate) fn hear(&mut self, output: &Output, name: &str, pictures: &[Picture]) -> anyhow::Result<()> {
        self.account
            .told
            .extend(planted(output, self.note(name), pictures)?);
        Ok(())
    }

    /// Writes about one of the reports.
    pub(crate) async fn reply(&mut self, rng: &mut Rng, name: &str) -> anyhow::Result<()> {
        let told = rng
            .choice(&self.account.told)
            .context("nothing was reported yet")?;
        let (report, text) = (told.id.clone(), format!("word {name}"));
        let said = self.terminal.reply(&self.server, &report, &text).await?;
        said.context("the phone saves no word")?;
        self.account.words.push((report, text));
        Ok(())
    }

    /// Syncs once, and tells whether nothing is left.
    pub(crate) async fn sync(&self) -> anyhow::Result<bool> {
        Ok(self.terminal.sync(&self.server).await? == Some(0))
    }

    /// Reports whose words the patrol took and some of whose photos still wait.
    pub(crate) async fn without_photos(&self) -> anyhow::Result<usize> {
        let shown = self.terminal.reports(&self.server).await?;
        let without = |shown: &&Shown| shown.delivery == "received" && shown.photos_waiting > 0;
        Ok(shown.iter().filter(without).count())
    }

    /// Syncs to the end and keeps what the phone shows then.
    pub(crate) async fn finish(mut self) -> anyhow::Result<Account> {
        for _ in 0..LAST_SYNCS_MAX {
            if self.sync().await? {
                break;
            }
        }
        self.account.shown = self.terminal.reports(&self.server).await?;
        Ok(self.account)
    }

    /// What is wrong with the phone's database.
    pub(crate) fn damage(&self) -> anyhow::Result<Option<Finding>> {
        let says: String = self
            .database()?
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        Ok((says != "ok").then_some(Finding {
            seed: self.account.seed,
            wrong: Wrong::Damaged,
            what: says,
        }))
    }

    /// Whether the first screen says that a damaged file was found.
    pub(crate) fn is_told_of_damage(&self) -> anyhow::Result<bool> {
        let notice = "SELECT EXISTS (SELECT 1 FROM salvage)";
        Ok(self.database()?.query_row(notice, [], |row| row.get(0))?)
    }

    /// A notice of damage where nothing was damaged.
    pub(crate) fn false_alarm(&self) -> anyhow::Result<Option<Finding>> {
        Ok(self.is_told_of_damage()?.then(|| Finding {
            seed: self.account.seed,
            wrong: Wrong::FalseAlarm,
            what: "the resident was told of damage that there was not".into(),
        }))
    }

    /// The phone's database, as another program would open it.
    pub(crate) fn database(&self) -> anyhow::Result<Connection> {
        let path = self.terminal.data().join(lamplight_resident::DATABASE_FILE);
        Ok(Connection::open(path)?)
    }
}
