//! Several programs on one data folder at once: each waits for its turn, and none is refused.

use std::path::Path;

use fastrand::Rng;
use futures_util::future::try_join_all;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::tally::{Account, Finding, Wrong};
use lamplight_tests::terminal::Terminal;

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 2;
/// Programs that write at once, beside two that sync.
const WRITERS: usize = 8;

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    Ok(Outcome::Ran(on(&quiet_station()?, order, None).await?))
}

/// The campaign on this station, with another build of the program where one is named.
pub(crate) async fn on(station: &Station, order: Order, program: Option<&Path>) -> anyhow::Result<Found> {
    let patrol = station.open().await?;
    let runs = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, |seed| {
        one(&patrol, seed, program)
    })
    .await?;
    let (mut accounts, mut findings) = (Vec::new(), Vec::new());
    for (account, refused) in runs {
        findings.extend(refused.then(|| Finding {
            seed: account.seed,
            wrong: Wrong::Refused,
            what: "a program was refused instead of waiting for its turn".into(),
        }));
        accounts.push(account);
    }
    let mut found = settle(station, &patrol, &accounts).await?;
    found.done = order.runs.into();
    found.findings.extend(findings);
    patrol.close().await?;
    Ok(found)
}

/// Tells what was said, and whether anybody was refused.
async fn one(patrol: &Patrol, seed: u64, program: Option<&Path>) -> anyhow::Result<(Account, bool)> {
    let mut terminal = Terminal::new()?;
    if let Some(program) = program {
        terminal = terminal.with_program(program);
    }
    let mut phone = Phone::with(terminal, seed, patrol.url())?;
    phone.must_report(&mut Rng::with_seed(seed), "first").await?;
    let Some(first) = phone.account.told.first().map(|told| told.id.clone()) else {
        return Ok((phone.account, true));
    };
    let texts: Vec<String> = (0..WRITERS).map(|number| format!("word {number}")).collect();
    let (terminal, server) = (&phone.terminal, phone.server.as_str());
    let words = try_join_all(texts.iter().map(|text| terminal.reply(server, &first, text)));
    let syncs = try_join_all((0..2).map(|_| phone.sync()));
    let (said, _) = tokio::try_join!(words, syncs)?;
    let refused = said.iter().any(Option::is_none);
    let saved = texts.into_iter().zip(said).filter(|(_, said)| said.is_some());
    let words: Vec<_> = saved.map(|(text, _)| (first.clone(), text)).collect();
    phone.account.words.extend(words);
    Ok((phone.finish().await?, refused))
}
