//! "You said, we did": what everybody is told of what was done because residents asked for it.

use lamplight_protocol::api::{Figure, ToldInitiative};
use lamplight_protocol::news::News;
use lamplight_store::{Store, StoreError};

use super::FIGURE_REPORTS_MIN;

/// How many are told of at most.
const TOLD_MAX: u32 = 20;

pub(super) async fn told(store: &dyn Store) -> Result<Vec<ToldInitiative>, StoreError> {
    let standing = store.initiatives(TOLD_MAX).await?;
    // Whether news tell of an initiative may be changed after they were told.
    let still = |(news, _): &(News, u32)| news.content.initiative;
    Ok(standing.into_iter().filter(still).map(initiative).collect())
}

fn initiative((news, reports): (News, u32)) -> ToldInitiative {
    ToldInitiative {
        news: news.id,
        published_at: news.published_at,
        reports: at_least(reports),
        texts: news.content.texts,
    }
}

/// In whole steps: a number that grew by one would tell that somebody in particular had just been answered.
fn at_least(reports: u32) -> Figure {
    match reports / FIGURE_REPORTS_MIN * FIGURE_REPORTS_MIN {
        0 => Figure::Hidden,
        known => Figure::Told(known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_told_in_fives_and_fewer_not_at_all() {
        let told = [0, 4, 5, 9, 10, 23].map(at_least);
        let known = [5, 5, 10, 20].map(Figure::Told);
        assert_eq!(told[..2], [Figure::Hidden; 2]);
        assert_eq!(told[2..], known);
    }
}
