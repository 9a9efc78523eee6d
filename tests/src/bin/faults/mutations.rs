//! Checks of the campaigns themselves: something that keeps the promise is taken away, and a campaign must
//! see it. It is taken away in the database or in a copy of the built program, so that what is shipped needs no
//! switch for it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use lamplight_tests::patrol::Station;
use lamplight_tests::programs::path_of;
use lamplight_tests::tally::{Finding, Wrong};
use rusqlite::Connection;

use crate::campaign::{Found, Order, Outcome};
use crate::settle::quiet_station;
use crate::{app_kills, corrupt, crowd, live, network};

/// How many there are.
pub(crate) const COUNT: u32 = 5;

/// The key by which a report is known again no longer holds: right after it was first written it is spelled in
/// another way, which means the same to a reader. (Without any key the server would not even take a report in.)
const KEY_TAKEN_AWAY: &str = "
    CREATE TRIGGER forget_key AFTER INSERT ON receipt BEGIN
        UPDATE OR IGNORE receipt SET report_id = upper(NEW.report_id) WHERE number = NEW.number;
    END;";

/// The device's cursor moves on without the alerts that it passed, as if the two were written apart.
const CURSOR_WITHOUT_ROWS: &str = "
    CREATE TRIGGER forget_news BEFORE INSERT ON news BEGIN SELECT RAISE(IGNORE); END;";

/// A row of the server's journal is not there when the reader's cursor passes its place.
const JOURNAL_WITH_HOLES: &str = "
    CREATE TRIGGER forget_row AFTER INSERT ON journal WHEN NEW.id % 5 = 0 BEGIN
        DELETE FROM journal WHERE id = NEW.id;
    END;";

/// What makes a writer wait for its turn at the start, and what it would be without; as long as each other, so
/// that one can be put in the other's place in a built program.
const TURN_AT_START: &[u8] = b"BEGIN IMMEDIATE";
const TURN_WHEN_NEEDED: &[u8] = b"BEGIN DEFERRED ";

/// What tells the resident that a damaged file was found, and what tells nothing: no row may have that key.
const NOTICE: &[u8] = b"INSERT OR REPLACE INTO salvage (one, reports, lost, at) VALUES (1,";
const NO_NOTICE: &[u8] = b"INSERT OR IGNORE  INTO salvage (one, reports, lost, at) VALUES (2,";

/// A mutation and what its campaign made of it.
struct Mutation {
    taken_away: &'static str,
    campaign: Found,
    /// What the campaign must have found.
    expected: Wrong,
}

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let of = |runs| Order { runs, ..order };
    let folder = tempfile::tempdir()?;
    let hasty = program_with(&folder.path().join("hasty"), TURN_AT_START, TURN_WHEN_NEEDED)?;
    let silent = program_with(&folder.path().join("silent"), NOTICE, NO_NOTICE)?;
    let mutations = [
        Mutation {
            taken_away: "the unique key",
            campaign: network::on(&broken(KEY_TAKEN_AWAY).await?, of(40)).await?,
            expected: Wrong::Doubled,
        },
        Mutation {
            taken_away: "IMMEDIATE",
            campaign: crowd::on(&quiet_station()?, of(10), Some(&hasty)).await?,
            expected: Wrong::Refused,
        },
        Mutation {
            taken_away: "the cursor's transaction",
            campaign: app_kills::on(&quiet_station()?, of(10), CURSOR_WITHOUT_ROWS).await?,
            expected: Wrong::Lost,
        },
        Mutation {
            taken_away: "the journal's order",
            campaign: live::on(&broken(JOURNAL_WITH_HOLES).await?, of(25)).await?,
            expected: Wrong::Lost,
        },
        Mutation {
            taken_away: "the notice of damage",
            campaign: corrupt::on(of(12), Some(&silent)).await?,
            expected: Wrong::Lost,
        },
    ];
    let unnoticed = mutations
        .iter()
        .filter(|mutation| mutation.campaign.count(mutation.expected) == 0);
    let findings = unnoticed.map(|mutation| Finding {
        seed: order.seed,
        wrong: Wrong::Unnoticed,
        what: format!(
            "without {}, nothing was {:?}",
            mutation.taken_away, mutation.expected
        ),
    });
    let seen = mutations.iter().map(|mutation| {
        let count = mutation.campaign.count(mutation.expected);
        format!("without {}: {count} {:?}", mutation.taken_away, mutation.expected)
    });
    Ok(Outcome::Ran(Found {
        done: COUNT.into(),
        findings: findings.collect(),
        remark: seen.collect::<Vec<_>>().join(", "),
        ..Found::default()
    }))
}

/// A copy of `lamplight` with other words in the place of some that are as long.
fn program_with(copy: &Path, words: &[u8], instead: &[u8]) -> anyhow::Result<PathBuf> {
    let built = path_of("lamplight")?;
    let mut bytes = std::fs::read(&built)?;
    let places: Vec<usize> = bytes
        .windows(words.len())
        .enumerate()
        .filter(|(_, window)| *window == words)
        .map(|(at, _)| at)
        .collect();
    ensure!(
        !places.is_empty(),
        "the program has no {}",
        String::from_utf8_lossy(words)
    );
    for at in places {
        let place = bytes.get_mut(at..at + words.len());
        place.context("a place beyond the end")?.copy_from_slice(instead);
    }
    // Copied first, for the permission to run it.
    std::fs::copy(&built, copy)?;
    std::fs::write(copy, bytes)?;
    Ok(copy.to_owned())
}

/// A station on whose database this was done.
async fn broken(mutation: &str) -> anyhow::Result<Station> {
    // What a broken server logs is no news here.
    let station = Station::new()?.with_environment("RUST_LOG", "off");
    // The first start makes the database.
    station.open().await?.close().await?;
    let connection = Connection::open(station.data().join("lamplight.sqlite3"))?;
    connection
        .execute_batch(mutation)
        .context("the mutation does not fit the schema")?;
    Ok(station)
}
