//! What the analysis is made of, and what it found.

use lamplight_protocol::api::{BackTest, IncidentOrigin, RiskMap, StatusChange};
use lamplight_protocol::place::Point;
use lamplight_protocol::report::{Category, Contact};
use lamplight_protocol::status::{ClosingReason, Ending, Status};
use lamplight_store::Store;
use lamplight_store::model::{
    Actor, AnalysisKind, AnalysisTurn, ImportTarget, ImportedIncident, IncidentMark, IncomingReport,
    KeptIncident, KeptStreets, ReportedIncident, ReportedQuery, ResidentAction, ResidentOperation,
    StaffAction, StaffOperation, StreetsForm,
};

use crate::fixtures::{at, by_dispatcher, by_resident, hash, report, report_id};
use crate::home::Home;
use crate::on_both_engines;
use crate::triage_lists::done;

on_both_engines!(
    what_is_imported_again_is_there_already,
    sources_have_categories_of_their_own,
    incidents_are_read_by_their_time_and_none_is_passed_over,
    incidents_that_are_past_keeping_go_in_chunks,
    a_source_is_forgotten_and_nothing_of_the_others,
    reports_count_while_they_are_open_or_turned_out_to_be_so,
    of_a_reporter_only_a_stand_in_for_this_run_is_told,
    a_result_is_made_by_whoever_took_its_turn,
    the_last_few_results_of_each_kind_stay,
    a_map_that_none_followed_is_forgotten,
    streets_take_the_place_of_those_before,
);

fn incident(second: i64, category: &str) -> ImportedIncident {
    ImportedIncident {
        occurred_at: at(second),
        category: category.into(),
        place: Point::new(40.044_84, -75.163_69).unwrap(),
        origin: IncidentOrigin::Reported,
    }
}

async fn target(store: &dyn Store, source: &str) -> ImportTarget {
    let by = Actor::command_line();
    store.begin_import(source, &by, at(0)).await.unwrap()
}

async fn import(store: &dyn Store, source: &str, incidents: &[ImportedIncident]) -> u64 {
    let target = target(store, source).await;
    let added = store.import_incidents(target, incidents).await.unwrap();
    store.end_import(target, at(9)).await.unwrap();
    added
}

/// All that are kept, read `limit` at a time.
async fn kept(store: &dyn Store, since: i64, limit: u32) -> Vec<KeptIncident> {
    let mut kept = Vec::new();
    let mut after = Some(IncidentMark::before(at(since)));
    while let Some(mark) = after {
        let page = store.incidents(mark, limit).await.unwrap();
        assert!(page.incidents.len() <= limit as usize);
        kept.extend(page.incidents);
        after = page.next;
    }
    kept
}

async fn what_is_imported_again_is_there_already(home: Home) {
    let store = home.open().await;
    let (twice, other) = (incident(1, "Burglary"), incident(2, "Burglary"));
    let file = [twice.clone(), twice, other];
    assert_eq!(import(&*store, "police", &file).await, 2);
    assert_eq!(import(&*store, "police", &file).await, 0);
    assert_eq!(import(&*store, "police", &[]).await, 0);
    let moved = ImportedIncident {
        place: Point::new(40.044_84, -75.163_70).unwrap(),
        ..incident(1, "Burglary")
    };
    let renamed = incident(1, "Robbery");
    assert_eq!(import(&*store, "police", &[moved.clone(), renamed]).await, 2);
    let kept = kept(&*store, 0, 100).await;
    assert_eq!(kept.len(), 4);
    assert_eq!(kept[0].place, moved.place);
    assert_eq!(kept[0].origin, IncidentOrigin::Reported);
    let room = target(&*store, "police").await.room;
    assert_eq!(room, lamplight_store::INCIDENTS_MAX - 4);
}

async fn sources_have_categories_of_their_own(home: Home) {
    let store = home.open().await;
    for source in ["police", "city", "police"] {
        import(&*store, source, &[incident(1, "Noise"), incident(1, "Graffiti")]).await;
    }
    let categories = store.incident_categories().await.unwrap();
    let mut named: Vec<(&str, &str)> = categories
        .iter()
        .map(|category| (category.source.as_str(), category.name.as_str()))
        .collect();
    named.sort_unstable();
    let expected = [
        ("city", "Graffiti"),
        ("city", "Noise"),
        ("police", "Graffiti"),
        ("police", "Noise"),
    ];
    assert_eq!(named, expected);
    let kept = kept(&*store, 0, 100).await;
    assert_eq!(kept.len(), 4);
    assert!(
        kept.iter()
            .all(|one| categories.iter().any(|known| known.number == one.category))
    );
}

async fn incidents_are_read_by_their_time_and_none_is_passed_over(home: Home) {
    let store = home.open().await;
    let file: Vec<ImportedIncident> = (0..5)
        .rev()
        // Two at each time, which only the category tells apart.
        .flat_map(|number| [incident(number, "Graffiti"), incident(number, "Noise")])
        .collect();
    assert_eq!(import(&*store, "city", &file).await, 10);
    let all = kept(&*store, 0, 100).await;
    assert!(all.is_sorted_by_key(|one| one.occurred_at));
    for limit in [1, 4, 5, 9, 10, 11, 20] {
        assert_eq!(kept(&*store, 0, limit).await, all, "{limit}");
    }
    assert_eq!(kept(&*store, 4, 100).await, all[8..]);
    assert_eq!(kept(&*store, 5, 100).await, []);
}

async fn incidents_that_are_past_keeping_go_in_chunks(home: Home) {
    let store = home.open().await;
    let file: Vec<ImportedIncident> = (0..10).map(|second| incident(second, "Noise")).collect();
    import(&*store, "city", &file).await;
    for (limit, gone) in [(3, 3), (3, 3), (3, 1), (3, 0)] {
        assert_eq!(store.forget_incidents(at(7), limit).await.unwrap(), gone);
    }
    let kept = kept(&*store, 0, 100).await;
    assert_eq!(kept.len(), 3);
    assert_eq!(kept[0].occurred_at, at(7));
}

async fn a_source_is_forgotten_and_nothing_of_the_others(home: Home) {
    let store = home.open().await;
    let file: Vec<ImportedIncident> = (0..5).map(|second| incident(second, "Noise")).collect();
    import(&*store, "city", &file).await;
    import(&*store, "police", &file[..2]).await;
    let sources = async || {
        let sources = store.incident_sources().await.unwrap().into_iter();
        sources
            .map(|one| (one.name, one.incidents, one.imported_at))
            .collect::<Vec<_>>()
    };
    let police = ("police".to_owned(), 2, Some(at(9)));
    assert_eq!(
        sources().await,
        [("city".to_owned(), 5, Some(at(9))), police.clone()]
    );

    let by = Actor::command_line();
    assert!(!store.begin_forgetting("nobody", &by, at(9)).await.unwrap());
    assert_eq!(store.forget_source("nobody", 3).await.unwrap(), 0);
    assert!(store.begin_forgetting("city", &by, at(9)).await.unwrap());
    assert_eq!(sources().await[0].2, None, "what is left is not whole");
    for (gone, left) in [(3, 2), (2, 1)] {
        assert_eq!(store.forget_source("city", 3).await.unwrap(), gone);
        assert_eq!(sources().await.len(), left);
    }
    assert_eq!(sources().await, [police]);
    assert_eq!(kept(&*store, 0, 100).await.len(), 2);
    let categories = store.incident_categories().await.unwrap();
    assert_eq!(categories.len(), 1);

    // What was forgotten can be brought in again.
    assert_eq!(import(&*store, "city", &file).await, 5);
}

const CATEGORIES: [Category; 2] = [Category::Vandalism, Category::LitterDumping];

/// What is told of reports that came in from the beginning on.
async fn reported(store: &dyn Store, salt: u8, limit: u32) -> Vec<ReportedIncident> {
    let query = ReportedQuery {
        since: at(0),
        categories: &CATEGORIES,
        salt: &[salt; 32],
        limit,
    };
    let mut told = Vec::new();
    let mut after = None;
    loop {
        let page = store.reported_incidents(&query, after).await.unwrap();
        told.extend(page.incidents);
        after = page.next;
        if after.is_none() {
            return told;
        }
    }
}

fn closes(number: u32, reason: ClosingReason) -> StaffOperation {
    let change = StatusChange {
        revision: 1,
        to: Status::Closed,
        ending: Ending {
            reason: Some(reason),
            duplicate_of: (reason == ClosingReason::DuplicateOf).then(|| report_id(1)),
            ..Ending::default()
        },
        message: None,
    };
    StaffOperation {
        report_id: report_id(number),
        ..by_dispatcher(100 + number, StaffAction::Status(change))
    }
}

async fn reports_count_while_they_are_open_or_turned_out_to_be_so(home: Home) {
    let store = home.open().await;
    assert_eq!(store.first_received_at().await.unwrap(), None);
    let mut reports: Vec<IncomingReport> = (1..=12).map(report).collect();
    reports[1].report.practice = true;
    reports[2].report.category = Category::Wellbeing;
    reports[3].report.category = Category::SuspiciousActivity;
    reports[4].report.place.point = None;
    reports[5].received_at = at(-1);
    reports[11].report.category = Category::LitterDumping;
    store.accept_reports(&reports).await.unwrap();
    for (number, reason) in [
        (7, ClosingReason::NoBasis),
        (8, ClosingReason::NotFound),
        (9, ClosingReason::DuplicateOf),
        (10, ClosingReason::NoActionNeeded),
    ] {
        done(&*store, &closes(number, reason)).await;
    }
    let withdraws = ResidentOperation {
        report_id: report_id(11),
        receipt_hash: hash(11),
        ..by_resident(900, ResidentAction::Withdraw)
    };
    store.accept_operation(&withdraws).await.unwrap();

    let told = reported(&*store, 1, 100).await;
    let times: Vec<_> = told.iter().map(|one| one.received_at).collect();
    assert_eq!(times, [at(1), at(10), at(12)]);
    assert_eq!(told[0].occurred_at, at(1).plus_millis(-60_000));
    assert_eq!(told[0].place, Point::new(60.123_45, 24.543_21).unwrap());
    assert_eq!(told[2].category, Category::LitterDumping);
    for limit in [1, 2, 3, 4] {
        assert_eq!(reported(&*store, 1, limit).await, told, "{limit}");
    }
    assert_eq!(store.first_received_at().await.unwrap(), Some(at(-1)));
}

async fn of_a_reporter_only_a_stand_in_for_this_run_is_told(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<IncomingReport> = (1..=4).map(report).collect();
    for (report, reach) in reports
        .iter_mut()
        .zip(["+34 600 111", "+34-600111", "ana@example.org"])
    {
        report.report.contact = Some(Contact {
            name: Some("Ana".into()),
            reach: Some(reach.into()),
        });
    }
    store.accept_reports(&reports).await.unwrap();
    let told = reported(&*store, 1, 100).await;
    let [one, again, other, nobody] = [0, 1, 2, 3].map(|at: usize| told[at].reporter);
    assert!(one.is_some() && other.is_some());
    assert_eq!(one, again);
    assert_ne!(one, other);
    assert_eq!(nobody, None);
    let next_run = reported(&*store, 2, 100).await;
    assert_ne!(next_run[0].reporter, one);
}

fn map(made: i64) -> RiskMap {
    RiskMap {
        made_at: at(made),
        method: 1,
        cell_m: 150.0,
        cells: 100,
        area_share: 0.01,
        since: None,
        classes: Vec::new(),
        flagged: Vec::new(),
    }
}

fn turn(until: i64, next_at: i64) -> AnalysisTurn {
    AnalysisTurn {
        until: at(until),
        next_at: at(next_at),
    }
}

async fn a_result_is_made_by_whoever_took_its_turn(home: Home) {
    let store = home.open().await;
    let (kind, other) = (AnalysisKind::RiskMap, AnalysisKind::BackTest);
    let begin = async |kind, now| store.begin_analysis(kind, at(now), at(now + 100)).await.unwrap();
    assert!(begin(kind, 0).await);
    assert!(!begin(kind, 0).await);
    assert!(begin(other, 0).await);
    // Whoever had it was cut off.
    assert!(!begin(kind, 99).await);
    assert!(begin(kind, 100).await);
    store.keep_risk_map(&map(110), &turn(200, 1_000)).await.unwrap();
    assert!(!begin(kind, 200).await);
    assert!(begin(kind, 1_000).await);
    // Something new came while it was made.
    store.make_analyses_due(at(1_005)).await.unwrap();
    store
        .keep_risk_map(&map(1_006), &turn(1_100, 9_000))
        .await
        .unwrap();
    assert!(begin(kind, 1_007).await);
    store.make_analyses_due(at(1_010)).await.unwrap();
    assert!(begin(kind, 1_010).await);
    assert!(begin(other, 1_010).await);
}

async fn the_last_few_results_of_each_kind_stay(home: Home) {
    let store = home.open().await;
    assert_eq!(store.risk_map().await.unwrap(), None);
    let test = BackTest {
        made_at: at(1),
        method: 1,
        cell_m: 150.0,
        cells: 100,
        area_share: 0.01,
        classes: Vec::new(),
    };
    store.keep_back_test(&test, &turn(1, 2)).await.unwrap();
    for made in 1..=20 {
        store.keep_risk_map(&map(made), &turn(1, 9)).await.unwrap();
    }
    assert_eq!(store.risk_map().await.unwrap(), Some(map(20)));
    assert_eq!(store.back_test().await.unwrap(), Some(test));
    assert_eq!(
        home.meddle("DELETE FROM analysis_result WHERE kind = 'risk_map'")
            .await,
        7
    );
}

async fn a_map_that_none_followed_is_forgotten(home: Home) {
    let store = home.open().await;
    for made in [17, 18] {
        store.keep_risk_map(&map(made), &turn(1, 90)).await.unwrap();
    }
    store.forget_results(at(18)).await.unwrap();
    assert_eq!(store.risk_map().await.unwrap(), Some(map(18)));
    store.forget_results(at(19)).await.unwrap();
    assert_eq!(store.risk_map().await.unwrap(), None);
}

pub(crate) fn streets() -> KeptStreets {
    KeptStreets {
        form: StreetsForm::OsmPbf,
        made_from: "centre.osm.pbf".into(),
        kept_at: at(3),
        file: vec![0, 1, 255],
    }
}

async fn streets_take_the_place_of_those_before(home: Home) {
    let store = home.open().await;
    assert_eq!(store.streets().await.unwrap(), None);
    let by = Actor::command_line();
    let lines = KeptStreets {
        form: StreetsForm::GeoJson,
        file: vec![b'{'],
        ..streets()
    };
    for streets in [streets(), lines] {
        store.keep_streets(&streets, &by).await.unwrap();
        assert_eq!(store.streets().await.unwrap(), Some(streets));
    }
}
