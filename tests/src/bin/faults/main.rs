//! The fault campaigns: what was told to be saved must arrive exactly once, whatever fails.
//!
//! A campaign prints one line of what it did and found. Where something was found, the seeds follow, each with
//! the command that replays it. A seed fixes every choice of the campaign; when the operating system gives
//! which process its turn is beyond it.
#![expect(clippy::print_stdout, reason = "a campaign's line is its output")]

mod app_kills;
mod campaign;
mod clock;
mod corrupt;
mod crowd;
mod cuts;
mod disk_full;
mod live;
mod locked;
mod mutations;
mod network;
mod phone;
mod restore;
mod server_kills;
mod settle;
mod side_by_side;
mod table;

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;
use futures_util::future::try_join_all;

use crate::campaign::{Campaign, Order, Outcome};
use crate::table::CAMPAIGNS;

/// Run fault campaigns.
#[derive(Parser)]
struct Options {
    /// Which one, or `all`.
    name: String,
    /// How many runs, in place of the table's count.
    #[arg(long)]
    runs: Option<u32>,
    /// Where chance begins; drawn when absent.
    #[arg(long)]
    seed: Option<u64>,
    /// The counts before a release in place of those for every change.
    #[arg(long)]
    release_counts: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let options = Options::parse();
    let seed = match options.seed {
        Some(seed) => seed,
        None => drawn_seed()?,
    };
    let order_of = |campaign: &Campaign| {
        let count = if options.release_counts {
            campaign.release
        } else {
            campaign.every_change
        };
        let runs = options.runs.unwrap_or(count);
        Order { runs, seed }
    };
    let (waiting, busy): (Vec<_>, Vec<_>) = chosen(&options.name)?
        .into_iter()
        .partition(|campaign| campaign.waits);
    let beside = try_join_all(
        waiting
            .into_iter()
            .map(|campaign| run(campaign, order_of(campaign))),
    );
    let in_turn = async {
        let mut sound = true;
        for campaign in busy {
            sound &= run(campaign, order_of(campaign)).await?;
        }
        anyhow::Ok(sound)
    };
    let (beside, in_turn) = tokio::try_join!(beside, in_turn)?;
    let sound = in_turn && beside.into_iter().all(|sound| sound);
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn chosen(name: &str) -> anyhow::Result<Vec<&'static Campaign>> {
    let chosen: Vec<_> = CAMPAIGNS
        .iter()
        .filter(|campaign| name == "all" || name == campaign.name)
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = CAMPAIGNS.iter().map(|campaign| campaign.name).collect();
        bail!(
            "there is no campaign {name}; there are {}, and all",
            names.join(", ")
        );
    }
    Ok(chosen)
}

/// Runs a campaign, tells how it went, and whether all was well.
async fn run(campaign: &Campaign, order: Order) -> anyhow::Result<bool> {
    let begun = tokio::time::Instant::now();
    let outcome = (campaign.run)(order)
        .await
        .with_context(|| format!("{} broke off; --seed {} replays it", campaign.name, order.seed))?;
    let head = format!("{:<13} runs {:<6} seed {}", campaign.name, order.runs, order.seed);
    match outcome {
        Outcome::Skipped(why) => {
            println!("{head}  skipped: {why}");
            Ok(true)
        }
        Outcome::Ran(found) => {
            println!("{head}  {}  {:.1} s", found.line(), begun.elapsed().as_secs_f64());
            for line in found.replays(campaign) {
                println!("  {line}");
            }
            Ok(found.is_sound())
        }
    }
}

fn drawn_seed() -> anyhow::Result<u64> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes)?;
    // Short enough to be typed.
    Ok(u32::from_le_bytes(bytes).into())
}
