//! Attacks what is told with all that is told: of a world of random reports, month after month, by every way.

use std::collections::BTreeMap;

use lamplight_protocol::api::{Figure, MonthFigures, ServiceFigures, StatusChange};
use lamplight_protocol::ids::{OperationId, ReportId, StaffId};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::status::{Capacity, ClosingReason, Ending, Status};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{
    Actor, IncomingReport, Reach, ResidentAction, ResidentOperation, Role, StaffAction, StaffOperation,
};

use super::FIGURE_REPORTS_MIN;
use crate::retention::Retention;
use crate::testing::{World, report};

/// Cells of the ground, next to one another.
const CELLS: [&str; 4] = [
    "8828308281fffff",
    "8828308283fffff",
    "8828308285fffff",
    "8828308287fffff",
];
const CATEGORIES: [Category; 8] = Category::ALL;
/// Months that are told.
const MONTHS: usize = 4;
const WORLDS: u64 = 6;

/// Chance by a seed: the same at each run (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(end)).unwrap()
    }
}

/// One report as it was, for the attack to be measured by.
struct Truth {
    category: Category,
    cell: &'static str,
    is_counted: bool,
    first_ended: bool,
    reopened: bool,
    fixed: Option<bool>,
    no_basis: bool,
}

struct City {
    world: World,
    chance: Chance,
    number: u32,
}

impl City {
    fn id(&mut self) -> [u8; 16] {
        self.number += 1;
        let mut id = [7; 16];
        id[..4].copy_from_slice(&self.number.to_be_bytes());
        id
    }

    /// A month with a few reports of some kinds and many of others, most of which are worked.
    async fn month(&mut self) -> Vec<Truth> {
        let mut truth = Vec::new();
        for category in CATEGORIES {
            let most = [2, 6, 14, 60][self.chance.below(4) as usize];
            for _ in 0..self.chance.below(most) {
                let cell = CELLS[(self.chance.below(4) * self.chance.below(4) / 3) as usize];
                truth.push(self.report(category, cell).await);
            }
        }
        truth
    }

    async fn report(&mut self, category: Category, cell: &'static str) -> Truth {
        let id = ReportId::from_random(self.id());
        let hash = blake3::hash(id.to_string().as_bytes()).into();
        let received_at = self.world.now().plus_millis(self.chance.below(100_000).into());
        let practice = self.chance.below(12) == 0;
        let mut body: NewReport = serde_json::from_value(report()).unwrap();
        body.category = category;
        body.practice = practice;
        let incoming = IncomingReport {
            id,
            receipt_hash: hash,
            body_hash: hash,
            reference: format!("LL-{}", self.number),
            report: body,
            district: None,
            cell: Some(cell.into()),
            occurred_in_future: false,
            received_at,
            due_at: received_at.plus_millis(DAY_MS),
            entered_by: None,
        };
        self.world.store().accept_reports(&[incoming]).await.unwrap();
        let is_withdrawn = self.chance.below(15) == 0;
        let mut truth = Truth {
            category,
            cell,
            is_counted: !practice && !is_withdrawn && category != Category::Wellbeing,
            first_ended: false,
            reopened: false,
            fixed: None,
            no_basis: false,
        };
        if is_withdrawn {
            self.resident(id, hash, received_at, ResidentAction::Withdraw)
                .await;
        } else if self.chance.below(4) > 0 {
            self.work(id, hash, received_at, &mut truth).await;
        }
        truth
    }

    async fn work(&mut self, id: ReportId, hash: [u8; 32], received_at: TimestampMillis, truth: &mut Truth) {
        let no_basis = self.chance.below(2) == 0;
        // Within three days, to the minute.
        let at = received_at.plus_millis(i64::from(self.chance.below(3 * 24 * 60)) * 60_000);
        let change = StatusChange {
            revision: 1,
            to: Status::Closed,
            ending: Ending {
                reason: Some(if no_basis {
                    ClosingReason::NoBasis
                } else {
                    ClosingReason::NotOurs
                }),
                ..Ending::default()
            },
            message: None,
        };
        let operation = StaffOperation {
            id: OperationId::from_random(self.id()),
            report_id: id,
            body_hash: hash,
            by: Actor::person(
                StaffId::from_random([9; 16]),
                [Role::Dispatcher].into_iter().collect(),
            ),
            reach: Reach::EVERYTHING,
            acting_as: vec![Capacity::Dispatcher, Capacity::Responder],
            action: StaffAction::Status(change),
            at,
        };
        self.world.store().change_report(&operation).await.unwrap();
        truth.first_ended = true;
        truth.no_basis = no_basis;
        match self.chance.below(5) {
            0 => {
                self.resident(id, hash, at.plus_millis(DAY_MS), ResidentAction::Reopen)
                    .await;
                truth.reopened = true;
            }
            answer @ 1..=2 => {
                truth.fixed = Some(answer == 1);
                let says = ResidentAction::Feedback(answer == 1);
                self.resident(id, hash, at.plus_millis(DAY_MS), says).await;
            }
            _ => {}
        }
    }

    async fn resident(&mut self, id: ReportId, hash: [u8; 32], at: TimestampMillis, action: ResidentAction) {
        let operation = ResidentOperation {
            id: OperationId::from_random(self.id()),
            report_id: id,
            receipt_hash: hash,
            body_hash: hash,
            action,
            at,
        };
        self.world.store().accept_operation(&operation).await.unwrap();
    }
}

fn told(figure: Figure) -> Option<u32> {
    match figure {
        Figure::Told(number) => Some(number),
        Figure::Hidden | Figure::StillWaiting => None,
    }
}

fn count(truth: &[Truth], which: impl Fn(&Truth) -> bool) -> u32 {
    let counted = truth.iter().filter(|report| report.is_counted);
    u32::try_from(counted.filter(|report| which(report)).count()).unwrap()
}

/// No count is told that is too low, and none can be worked out from the others and their sum.
fn attack_counts(month: &MonthFigures, truth: &[Truth]) {
    let mut told_sum = 0;
    let mut low = 0;
    for figure in &month.categories {
        let reports = count(truth, |report| report.category == figure.category);
        low += u32::from(reports < FIGURE_REPORTS_MIN);
        if let Some(number) = told(figure.reports) {
            assert_eq!(number, reports);
            assert!(number >= FIGURE_REPORTS_MIN, "{figure:?}");
            told_sum += number;
        }
    }
    if let Some(sum) = told(month.reports) {
        assert!(sum >= FIGURE_REPORTS_MIN);
        let left = sum - told_sum;
        assert!(
            low == 0 || left >= FIGURE_REPORTS_MIN,
            "{left} are left over: {month:?}"
        );
    }
}

/// From no place, with the number of all about the same, does it follow that elsewhere there were few.
fn attack_places(figures: &ServiceFigures, truth: &[Truth]) {
    let month = &figures.months[0];
    let places = figures.places.as_ref().unwrap();
    assert_eq!(places.from, month.from);
    let mut at_least: BTreeMap<Category, u32> = BTreeMap::new();
    for place in &places.told {
        assert!(place.reports_at_least >= FIGURE_REPORTS_MIN);
        assert!(!place.category.is_sensitive());
        *at_least.entry(place.category).or_default() += place.reports_at_least;
    }
    for (category, sum) in at_least {
        let about = month
            .categories
            .iter()
            .find(|told| told.category == category)
            .unwrap();
        let all = told(about.reports).expect("no place of a kind whose number is hidden");
        assert!(all - sum >= FIGURE_REPORTS_MIN, "{category:?}: {sum} of {all}");
        let cells =
            CELLS.map(|cell| count(truth, |report| (report.category, report.cell) == (category, cell)));
        let told = places
            .told
            .iter()
            .filter(|place| place.category == category)
            .count();
        let high = cells
            .iter()
            .filter(|reports| **reports >= FIGURE_REPORTS_MIN)
            .count();
        assert!(told <= high, "a cell of few is told");
    }
}

/// Behind each share there are enough on either side.
fn attack_shares(month: &MonthFigures, truth: &[Truth]) {
    let service = &month.service;
    let suspicious = |report: &Truth| report.category == Category::SuspiciousActivity && report.first_ended;
    let shares = [
        (
            service.no_basis_percent,
            count(truth, |r| suspicious(r) && r.no_basis && !r.reopened),
            count(truth, |r| suspicious(r) && !r.no_basis && !r.reopened),
        ),
        (
            service.content_percent,
            count(truth, |r| r.fixed == Some(true)),
            count(truth, |r| r.fixed == Some(false)),
        ),
        (
            service.answering_percent,
            count(truth, |r| r.fixed.is_some()),
            count(truth, |r| r.first_ended && r.fixed.is_none()),
        ),
        (
            service.reopened_percent,
            count(truth, |r| r.reopened),
            count(truth, |r| r.first_ended && !r.reopened),
        ),
    ];
    for (share, part, rest) in shares {
        let is_enough = part.min(rest) >= FIGURE_REPORTS_MIN;
        assert!(told(share).is_none() || is_enough, "{part} beside {rest}");
    }
    assert!(told(service.open).is_none_or(|open| open >= FIGURE_REPORTS_MIN));
}

/// Page and files tell what the app is told, and no number beside it.
async fn every_way_tells_the_same(world: &World, figures: &ServiceFigures) {
    let json = world.get("/how-we-are-doing.json").await.done();
    assert_eq!(json.text(), world.get("/v1/figures").await.text());
    let mut allowed: Vec<String> = Vec::new();
    for month in &figures.months {
        let categories = month.categories.iter().map(|told| told.reports);
        let counts = categories.chain([month.reports, month.service.open]);
        allowed.extend(counts.filter_map(told).map(|number| number.to_string()));
    }
    let csv = world.get("/how-we-are-doing.csv").await.done().text();
    let numbers = csv.lines().skip(1).filter(|line| line.contains(",reports,told,"));
    for line in numbers {
        let number = line.rsplit(',').next().unwrap().to_owned();
        assert!(allowed.contains(&number), "{line}");
    }
    let page = world.get("/how-we-are-doing?lang=en").await.done().text();
    for text in page.split(['<', '>']) {
        if text.parse::<u32>().is_ok() {
            assert!(allowed.contains(&text.to_owned()), "{text} is on the page");
        }
    }
}

async fn read(world: &World) -> ServiceFigures {
    serde_json::from_value(world.get("/v1/figures").await.json()).unwrap()
}

#[tokio::test]
async fn nothing_that_is_told_leads_to_a_few_reports() {
    let (mut numbers, mut hidden, mut places, mut shares) = (0, 0, 0, 0);
    for seed in 0..WORLDS {
        let mut city = City {
            world: World::new().await,
            chance: Chance(seed),
            number: 0,
        };
        let mut before: Vec<MonthFigures> = Vec::new();
        for month in 0..MONTHS {
            let truth = city.month().await;
            // From the 20th on, a month is told 18 days later at the earliest, and before the next 20th.
            city.world.pass(19 * DAY_MS);
            city.world.jobs(Retention::default()).tell_months().await.unwrap();
            let figures = read(&city.world).await;
            assert_eq!(figures.months.len(), month + 1, "seed {seed}");
            assert_eq!(figures.months[1..], before, "what was told stays as it was told");
            let newest = &figures.months[0];
            attack_counts(newest, &truth);
            attack_places(&figures, &truth);
            attack_shares(newest, &truth);
            every_way_tells_the_same(&city.world, &figures).await;
            numbers += newest
                .categories
                .iter()
                .filter_map(|figure| told(figure.reports))
                .count();
            hidden += newest
                .categories
                .iter()
                .filter(|figure| told(figure.reports).is_none())
                .count();
            places += figures.places.as_ref().unwrap().told.len();
            let service = &newest.service;
            let told_shares = [
                service.no_basis_percent,
                service.content_percent,
                service.answering_percent,
                service.reopened_percent,
            ];
            shares += told_shares.into_iter().filter_map(told).count();
            before.clone_from(&figures.months);
            // To the 20th of the next month, whatever its length.
            while !city.world.now().to_string()[8..].starts_with("20") {
                city.world.pass(DAY_MS);
            }
        }
    }
    println!("{numbers} numbers told, {hidden} hidden, {places} places, {shares} shares");
    assert!(
        numbers > 20 && hidden > 20 && places > 5 && shares > 5,
        "the attack had something to attack"
    );
}

#[tokio::test]
async fn of_several_servers_one_tells_a_month() {
    let world = World::new().await;
    let mut body = report();
    body["category"] = "vandalism".into();
    world
        .resident()
        .write("PUT", "")
        .digested(&body)
        .send()
        .await
        .done();
    let other = world.restarted().await;
    world.pass(18 * DAY_MS);
    let (one, another) = (world.jobs(Retention::default()), other.jobs(Retention::default()));
    let (first, second) = tokio::join!(one.tell_months(), another.tell_months());
    first.and(second).unwrap();
    assert_eq!(read(&world).await.months.len(), 1);
    assert_eq!(read(&world).await, read(&other).await);
}

#[tokio::test]
async fn a_server_that_was_down_tells_what_it_missed_for_a_year() {
    let world = World::new().await;
    world
        .resident()
        .write("PUT", "")
        .digested(&report())
        .send()
        .await
        .done();
    world.pass(50 * DAY_MS);
    world.jobs(Retention::default()).tell_months().await.unwrap();
    let months = async || {
        let figures = read(&world).await;
        figures
            .months
            .iter()
            .map(|month| month.from.to_string()[..7].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(months().await, ["2026-12", "2026-11"]);
    world.pass(3 * 365 * DAY_MS);
    world.jobs(Retention::default()).tell_months().await.unwrap();
    let all = months().await;
    assert_eq!(
        (all.len(), all[0].as_str(), all[11].as_str()),
        (12, "2029-12", "2029-01")
    );
    world.pass(6 * 365 * DAY_MS);
    world.jobs(Retention::default()).tell_months().await.unwrap();
    let kept = world.store().told_months(100).await.unwrap();
    assert_eq!(kept.len(), 12, "what is older than five years is forgotten");
}
