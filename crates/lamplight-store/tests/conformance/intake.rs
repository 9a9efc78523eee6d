//! Group commit.

use futures_util::future::join_all;
use lamplight_store::{Intake, StoreError};

use crate::fixtures::{accepted, report};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    everybody_gets_the_answer_to_their_own_report,
    reports_that_wait_are_kept_when_the_last_handle_goes,
    everybody_of_a_group_that_fails_is_told,
);

/// Reports of one group, as the store bounds them.
const GROUP: u32 = 256;

async fn everybody_gets_the_answer_to_their_own_report(home: Home) {
    let store = home.open().await;
    let intake = Intake::start(store.clone());
    let mut received = 0;
    for count in [0, GROUP - 1, GROUP, GROUP + 1, 2 * GROUP] {
        let numbers = received + 1..=received + count;
        received += count;
        // Each is brought twice at once; one of the two is told so.
        let brought = numbers
            .clone()
            .chain(numbers.clone())
            .map(|number| intake.accept(report(number)));
        let answers: Vec<_> = join_all(brought).await.into_iter().map(Result::unwrap).collect();
        for number in numbers {
            for repeated in [false, true] {
                let expected = accepted(number, repeated);
                assert_eq!(answers.iter().filter(|answer| **answer == expected).count(), 1);
            }
        }
    }
    assert_eq!(
        store.export_reports(None, u32::MAX).await.unwrap().len(),
        received as usize
    );
}

async fn reports_that_wait_are_kept_when_the_last_handle_goes(home: Home) {
    let store = home.open().await;
    let intake = Intake::start(store.clone());
    let brought: Vec<_> = (1..=300)
        .map(|number| {
            let intake = intake.clone();
            tokio::spawn(async move { intake.accept(report(number)).await.unwrap() })
        })
        .collect();
    drop(intake);
    for (number, answer) in (1..).zip(brought) {
        assert_eq!(answer.await.unwrap(), accepted(number, false));
    }
}

async fn everybody_of_a_group_that_fails_is_told(home: Home) {
    let store = home.open().await;
    let intake = Intake::start(store.clone());
    store.close().await;
    let answers = join_all((1..=10).map(|number| intake.accept(report(number)))).await;
    for answer in answers {
        assert!(matches!(answer, Err(StoreError::Closed)), "{answer:?}");
    }
}

#[tokio::test]
async fn a_full_disk_keeps_nothing_of_a_group_and_tells_everybody() {
    crate::home::on_postgres(fill_the_disk).await;
}

/// PostgreSQL can be made to say that its disk is full, in the midst of a group.
async fn fill_the_disk(home: Home) {
    let store = home.open().await;
    home.meddle(
        "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql
         AS $$ BEGIN RAISE disk_full; END $$",
    )
    .await;
    home.meddle("CREATE TRIGGER fill BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION fill()")
        .await;
    let intake = Intake::start(store.clone());
    for answer in join_all((1..=10).map(|number| intake.accept(report(number)))).await {
        assert!(matches!(answer, Err(StoreError::Full)), "{answer:?}");
    }
    home.meddle("DROP TRIGGER fill ON journal").await;
    assert!(store.export_reports(None, 9).await.unwrap().is_empty());
    assert_eq!(intake.accept(report(1)).await.unwrap(), accepted(1, false));
}
