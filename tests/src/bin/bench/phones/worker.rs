//! A process with a share of the phones: one process may not open the files of them all.
//!
//! It is led through its standard input, a word a line, and tells of itself in the same way: see [`Word`].

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, bail};
use futures_util::future::try_join_all;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::phone::{Calling, Phone, Started};
use super::words::Word;

/// Threads for networks, and threads for databases: more would only take turns on the same cores.
const THREADS: usize = 2;
/// Phones whose outage passes at once.
const OUTAGES_AT_ONCE: usize = 2;

/// Which phones, and where.
#[derive(clap::Args)]
pub(crate) struct Share {
    #[arg(long)]
    first: u32,
    #[arg(long)]
    count: u32,
    /// The server's address.
    #[arg(long)]
    server: SocketAddr,
    /// Where the phones keep their data.
    #[arg(long)]
    folder: PathBuf,
}

pub(crate) fn run(share: &Share) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(THREADS)
        .max_blocking_threads(THREADS)
        .enable_all()
        .build()?;
    runtime.block_on(live(share))
}

async fn live(share: &Share) -> anyhow::Result<()> {
    let mut leader = leader();
    let numbers = share.first..share.first.saturating_add(share.count);
    let phones: Vec<Phone> = stream::iter(numbers)
        .map(|number| Phone::after_outage(number, &share.folder))
        .buffer_unordered(OUTAGES_AT_ONCE)
        .try_collect()
        .await?;
    tell(Word::Ready);
    hear(&mut leader, Word::Start).await?;
    let started: Vec<Started> = phones.into_iter().map(Phone::start).collect();
    hear(&mut leader, Word::ServerIsBack).await?;
    let began = Instant::now();
    let calling = started
        .into_iter()
        .map(|phone| phone.server_is_back(share.server, began));
    let calling: Vec<Calling> = calling.collect::<Result<_, _>>()?;
    tokio::select! {
        emptied = try_join_all(calling.iter().map(Calling::emptied)) => {
            emptied?;
            tell(Word::Emptied);
            hear(&mut leader, Word::End).await?;
        }
        // Whoever leads has no more patience.
        told = hear(&mut leader, Word::End) => told?,
    }
    for phone in calling {
        let record = phone.end().await?;
        println!("{}", serde_json::to_string(&record)?);
    }
    Ok(())
}

fn tell(word: Word) {
    println!("{}", word.as_str());
}

/// What the leader says, a line each.
fn leader() -> UnboundedReceiver<String> {
    let (lines, leader) = unbounded_channel();
    // Apart from the few threads for databases, of which it would hold one for ever.
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                return;
            }
        }
    });
    leader
}

async fn hear(leader: &mut UnboundedReceiver<String>, word: Word) -> anyhow::Result<()> {
    let heard = leader.recv().await.context("nobody leads any more")?;
    if heard != word.as_str() {
        bail!("{heard:?} was said in place of {:?}", word.as_str());
    }
    Ok(())
}
