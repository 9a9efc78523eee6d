//! What the desk is not shown in passing, and who may look at it.

use lamplight_protocol::disclosure::{DisclosureReason, DisclosureRequest, Withheld};
use lamplight_protocol::place::Point;
use lamplight_protocol::report::{Category, Contact};
use lamplight_store::Store;
use lamplight_store::model::{Disclosed, Disclosing, Erasure, Reach, ReportFilter};

use crate::audit::rows;
use crate::fixtures::{at, hash, operation_id, person, report, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_sensitive_place_is_rough_and_a_contact_is_only_said_to_be_there,
    a_reason_opens_it_and_every_look_is_recorded,
    nobody_looks_beyond_their_reach,
    the_words_of_a_reason_lie_sealed_and_go_with_the_report,
);

async fn accept(store: &dyn Store, number: u32, category: Category) {
    let mut incoming = report(number);
    incoming.report.category = category;
    incoming.report.contact = Some(Contact {
        name: Some("Ana".into()),
        reach: Some("600 100 200".into()),
    });
    store.accept_reports(&[incoming]).await.unwrap();
}

pub(crate) fn look(number: u32, operation: u32, what: Withheld) -> Disclosing {
    Disclosing {
        id: operation_id(operation),
        report_id: report_id(number),
        body_hash: hash(operation),
        by: person(1),
        reach: Reach::EVERYTHING,
        request: DisclosureRequest {
            what,
            reason: DisclosureReason::Other,
            words: Some("canary: the clinic asks".into()),
        },
        at: at(500),
    }
}

async fn a_sensitive_place_is_rough_and_a_contact_is_only_said_to_be_there(home: Home) {
    let store = home.open().await;
    accept(&*store, 1, Category::Wellbeing).await;
    accept(&*store, 2, Category::SuspiciousActivity).await;
    accept(&*store, 3, Category::Vandalism).await;
    let filter = ReportFilter {
        limit: 9,
        ..ReportFilter::default()
    };
    let list = store.reports(&Reach::EVERYTHING, &filter).await.unwrap().reports;
    let words: Vec<_> = list
        .iter()
        .map(|summary| summary.place_words.as_deref())
        .collect();
    assert_eq!(words, [Some("Mill Street 3"), None, None]);
    let exported = store.export_reports(None, 9).await.unwrap();
    for number in 1..=3 {
        let found = store.report(&Reach::EVERYTHING, report_id(number)).await.unwrap();
        let found = found.unwrap();
        let sensitive = number < 3;
        assert_eq!((found.place_withheld, found.has_contact), (sensitive, true));
        let (point, words) = if sensitive {
            (Point::new(60.12, 24.54).unwrap(), None)
        } else {
            (Point::new(60.12345, 24.54321).unwrap(), Some("Mill Street 3"))
        };
        assert_eq!(found.place.point, Some(point));
        assert_eq!(found.place.words.as_deref(), words);
        let line = exported.iter().find(|line| line.id == report_id(number)).unwrap();
        assert_eq!(line.place, found.place);
    }
}

async fn a_reason_opens_it_and_every_look_is_recorded(home: Home) {
    let store = home.open().await;
    accept(&*store, 1, Category::Wellbeing).await;
    let place = look(1, 50, Withheld::Place);
    for _ in 0..2 {
        let Disclosed::Given(given) = store.disclose(&place).await.unwrap() else {
            panic!("nothing was given");
        };
        assert_eq!(given.place, Some(report(1).report.place));
        assert_eq!(given.contact, None);
    }
    let Disclosed::Given(given) = store.disclose(&look(1, 51, Withheld::Contact)).await.unwrap() else {
        panic!("nothing was given");
    };
    assert_eq!(given.contact.unwrap().name.as_deref(), Some("Ana"));
    assert_eq!(given.place, None);
    let other = Disclosing {
        body_hash: hash(99),
        ..place
    };
    assert_eq!(store.disclose(&other).await.unwrap(), Disclosed::Conflict);
    let rows = rows(&home, &*store).await;
    let acts: Vec<&str> = rows.iter().map(|row| row.act.as_str()).collect();
    assert_eq!(
        acts,
        ["report.place_read", "report.place_read", "report.contact_read"]
    );
    assert_eq!(rows[0].reason.as_deref(), Some("other"));
    let looked_at = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(looked_at.summary.revision, 1);
}

async fn nobody_looks_beyond_their_reach(home: Home) {
    let store = home.open().await;
    accept(&*store, 1, Category::Wellbeing).await;
    let ordinary = Reach {
        wellbeing: false,
        ..Reach::EVERYTHING
    };
    let beyond = Disclosing {
        reach: ordinary,
        ..look(1, 50, Withheld::Place)
    };
    let nothing = look(2, 51, Withheld::Place);
    for asked in [beyond, nothing] {
        assert_eq!(store.disclose(&asked).await.unwrap(), Disclosed::NotFound);
    }
    assert!(rows(&home, &*store).await.is_empty());
}

async fn the_words_of_a_reason_lie_sealed_and_go_with_the_report(home: Home) {
    let store = home.open().await;
    accept(&*store, 1, Category::Wellbeing).await;
    store.disclose(&look(1, 50, Withheld::Place)).await.unwrap();
    // The length is that of the seal and the words; the words themselves are not in it.
    let all = "UPDATE disclosure SET reason = reason WHERE words_sealed IS NOT NULL";
    assert_eq!(home.meddle(all).await, 1);
    if home.is_sqlite() {
        let readable =
            "UPDATE disclosure SET reason = reason WHERE instr(words_sealed, CAST('canary' AS BLOB)) > 0";
        assert_eq!(home.meddle(readable).await, 0);
    }
    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(600),
    };
    store.erase_report(&erasure).await.unwrap();
    assert_eq!(home.meddle("UPDATE disclosure SET reason = reason").await, 0);
}
