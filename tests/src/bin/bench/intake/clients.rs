//! Clients side by side, each of whom waits for one answer before it asks again.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::Order;
use super::figures::Figures;
use crate::figures::Series;

/// How long they ask before anything is counted.
const WARM_UP: Duration = Duration::from_millis(500);

/// One who asks.
pub(crate) trait Client: Send + 'static {
    /// Asks once, and returns when what was asked for is durable.
    fn ask(&mut self) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// What they found, and how many answers they got in all, those of the warm-up among them.
pub(crate) struct Answers {
    pub(crate) figures: Figures,
    pub(crate) all: usize,
}

/// Has the clients ask for as long as ordered.
pub(crate) async fn ask(clients: Vec<impl Client>, order: &Order) -> anyhow::Result<Answers> {
    let counted_from = Instant::now() + WARM_UP;
    let until = counted_from + order.span();
    let mut asking = JoinSet::new();
    for client in clients {
        asking.spawn(ask_on(client, counted_from, until));
    }
    let (mut waits, mut all) = (Series::default(), 0);
    while let Some(asked) = asking.join_next().await {
        let (of_one, count) = asked??;
        waits.append(of_one);
        all += count;
    }
    Ok(Answers {
        figures: Figures::of(&waits, order.span()),
        all,
    })
}

async fn ask_on(
    mut client: impl Client,
    counted_from: Instant,
    until: Instant,
) -> anyhow::Result<(Series, usize)> {
    let (mut waits, mut all) = (Series::default(), 0);
    loop {
        let begun = Instant::now();
        if begun >= until {
            return Ok((waits, all));
        }
        client.ask().await?;
        all += 1;
        let ended = Instant::now();
        if begun >= counted_from && ended <= until {
            waits.push(ended - begun);
        }
    }
}
