//! Ten thousand open reports: how long the desk waits for each of its questions. Measured, not tested: run it by
//! name, with `--ignored --nocapture`. An unoptimised build is some times slower than the server.

use std::time::Instant;

use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_store::model::{IncomingReport, Order, Reach, ReportFilter};

use crate::fixtures::{at, report, report_id, staff_id};
use crate::home::Home;

const REPORTS: u32 = 10_000;
const AT_ONCE: u32 = 500;
/// Each question is asked so often, and the longest wait is told.
const TIMES: usize = 20;

/// Reports of all categories over a town of some kilometres, each with a note of some forty words.
fn one(number: u32) -> IncomingReport {
    const WORDS: [&str; 8] = [
        "paint", "bridge", "river", "lamp", "corner", "noise", "evening", "bench",
    ];
    let mut one = report(number);
    let north = f64::from(number % 100) / 2_000.0;
    let east = f64::from(number / 100) / 2_000.0;
    one.report.category = Category::ALL[number as usize % Category::ALL.len()];
    one.report.place.point = Some(Point::new(60.0 + north, 24.0 + east).unwrap());
    let words = (0..40).map(|word| WORDS[(number as usize * 7 + word * word) % WORDS.len()]);
    let words: Vec<&str> = words.collect();
    one.report.note = Some(format!("{} heron{number}", words.join(" ")));
    one
}

fn filter() -> ReportFilter {
    ReportFilter {
        statuses: vec![Status::Received, Status::Seen, Status::Assigned, Status::OnTheWay],
        limit: 50,
        ..ReportFilter::default()
    }
}

macro_rules! told {
    ($what:literal, $question:expr) => {{
        let mut longest_ms = 0.0_f64;
        let mut sum_ms = 0.0_f64;
        for _ in 0..TIMES {
            let begun = Instant::now();
            $question.await.unwrap();
            let took_ms = begun.elapsed().as_secs_f64() * 1_000.0;
            longest_ms = longest_ms.max(took_ms);
            sum_ms += took_ms / 20.0;
        }
        println!("{:<44} {sum_ms:>8.1} ms, longest {longest_ms:>8.1} ms", $what);
    }};
}

#[tokio::test]
#[ignore = "it measures"]
async fn ten_thousand_open_reports() {
    let home = Home::on_sqlite();
    let store = home.open().await;
    let reach = Reach {
        in_charge: Some(staff_id(1)),
        ..Reach::EVERYTHING
    };
    for first in (1..=REPORTS).step_by(AT_ONCE as usize) {
        let reports: Vec<_> = (first..first + AT_ONCE).map(one).collect();
        store.accept_reports(&reports).await.unwrap();
    }
    let words = |words: &str| ReportFilter {
        words: Some(words.into()),
        ..filter()
    };
    let begun = Instant::now();
    let held = store.hold_open_reports().await.unwrap();
    println!("read into memory in {:?}: {held:?}", begun.elapsed());
    told!("list, newest", store.reports(&reach, &filter()));
    let due = ReportFilter {
        order: Order::Due,
        ..filter()
    };
    told!("list, due first", store.reports(&reach, &due));
    let unread = ReportFilter {
        unread: true,
        ..filter()
    };
    told!("list, unread", store.reports(&reach, &unread));
    let overdue = ReportFilter {
        overdue_at: Some(at(100_000_000)),
        ..filter()
    };
    told!("list, overdue", store.reports(&reach, &overdue));
    let category = ReportFilter {
        categories: vec![Category::Vehicle],
        ..filter()
    };
    told!("list, one category", store.reports(&reach, &category));
    let mine = ReportFilter {
        mine: true,
        ..filter()
    };
    told!("list, mine (none)", store.reports(&reach, &mine));
    let ids = ReportFilter {
        ids: Some(vec![report_id(77)]),
        ..filter()
    };
    told!("one row anew", store.reports(&reach, &ids));
    let half = store
        .reports(
            &reach,
            &ReportFilter {
                limit: 200,
                ..filter()
            },
        )
        .await
        .unwrap();
    let next = ReportFilter {
        before: half.next,
        ..filter()
    };
    told!("a further page", store.reports(&reach, &next));
    told!("words, one report", store.reports(&reach, &words("heron4321")));
    told!(
        "words, in nearly all",
        store.reports(&reach, &words("paint river"))
    );
    told!("counts", store.desk_counts(&reach, &[Category::Wellbeing], at(0)));
    told!("similar", store.similar_reports(&reach, report_id(4_321)));
}
