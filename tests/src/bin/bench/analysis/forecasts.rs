//! How good the forecasts are: the back-tests of Philadelphia 2022–2023 and of Boston's autumn 2015.

use std::path::Path;

use chrono::NaiveDate;
use geo::Coord;
use lamplight_analysis::backtest::{Answer, Question, backtest};
use lamplight_analysis::grid::Grid;
use lamplight_analysis::incidents::{
    Catalogue, Category, Cleaning, Columns, Form, Incident, Origin, SourceColumn, read_incidents,
};
use lamplight_analysis::score::Class;

use super::ground::{self, CELL_M};
use crate::figures::Report;

const AREA_SHARE: f64 = 0.01;
/// Of that of the plain count, what is wanted of any class of any city.
const OF_COUNT_WORST_MIN: f64 = 0.98;

/// Another way to rank the cells.
struct Peer {
    name: &'static str,
    pai: fn(&Answer) -> f64,
    /// Of its PAI, what is wanted of the geometric mean over Philadelphia's classes.
    wanted: f64,
}

const PEERS: [Peer; 3] = [
    Peer {
        name: "count_365",
        pai: |answer| answer.pai_count_365,
        wanted: 1.05,
    },
    Peer {
        name: "kde",
        pai: |answer| answer.pai_kde,
        wanted: 1.15,
    },
    Peer {
        name: "gi",
        pai: |answer| answer.pai_gi,
        wanted: 1.30,
    },
];

/// Philadelphia's categories that follow the patrol.
const DISCOVERED: [&str; 10] = [
    "Narcotic / Drug Law Violations",
    "DRIVING UNDER THE INFLUENCE",
    "Prostitution and Commercialized Vice",
    "Weapon Violations",
    "Liquor Law Violations",
    "Gambling Violations",
    "Vagrancy/Loitering",
    "Public Drunkenness",
    "Receiving Stolen Property",
    "Disorderly Conduct",
];
/// Those that happen at desks and in homes, not in the street.
const INDOORS: [&str; 7] = [
    "Fraud",
    "Embezzlement",
    "Forgery and Counterfeiting",
    "All Other Offenses",
    "Offenses Against Family and Children",
    "Rape",
    "Other Sex Offenses",
];
/// Whom Boston's column `source` calls residents.
const RESIDENTS: [&str; 4] = [
    "Constituent Call",
    "Citizens Connect App",
    "Self Service",
    "Twitter",
];
const DISORDER: [&str; 7] = [
    "Noise",
    "Loud",
    "Illegal Dumping",
    "Abandoned Vehicles",
    "Needle",
    "Graffiti",
    "Unsafe Dangerous",
];

/// A city's incidents, and what is asked about them.
struct City {
    grid: Grid,
    catalogue: Catalogue,
    incidents: Vec<Incident>,
    classes: Vec<Class>,
    from: NaiveDate,
    to: NaiveDate,
}

pub(super) fn run(data: &Path, report: &mut Report) -> anyhow::Result<()> {
    report.say(&format!(
        "PAI of the next 30 days, cells of {CELL_M} m, {} % of the area",
        AREA_SHARE * 100.0
    ));
    let philadelphia = City::philadelphia(data)?.answers()?;
    let boston = City::boston(data)?.answers()?;
    for answer in philadelphia.iter().chain(&boston) {
        tell(answer, report);
    }
    for peer in PEERS {
        let logs = philadelphia
            .iter()
            .map(|answer| (answer.pai / (peer.pai)(answer)).ln());
        let mean = (logs.sum::<f64>() / philadelphia.len() as f64).exp();
        report.ratio_at_least(
            &format!("pai_of_{}", peer.name),
            &format!(
                "PAI of that of {}, geometric mean of Philadelphia's classes",
                peer.name
            ),
            mean,
            peer.wanted,
        );
    }
    let all = philadelphia.iter().chain(&boston);
    let worst = all.map(of_count).fold(f64::INFINITY, f64::min);
    report.ratio_at_least(
        "pai_of_count_365_worst",
        "PAI of that of count_365, worst class of both cities",
        worst,
        OF_COUNT_WORST_MIN,
    );
    Ok(())
}

fn of_count(answer: &Answer) -> f64 {
    answer.pai / answer.pai_count_365
}

fn tell(answer: &Answer, report: &mut Report) {
    let reported = answer.origins.iter().find(|hits| hits.origin == Origin::Reported);
    report.say(&format!(
        "{:<24} {:>7.0} incidents  PAI {:>5.2}  count {:>5.2} (x {:.3})  KDE {:>5.2} (x {:.3})  Gi* {:>5.2} (x {:.3})  \
         hit {:.1} %  PEI* {:.3}  {} forecasts",
        answer.class,
        reported.map_or(0.0, |hits| hits.incidents),
        answer.pai,
        answer.pai_count_365,
        of_count(answer),
        answer.pai_kde,
        answer.pai / answer.pai_kde,
        answer.pai_gi,
        answer.pai / answer.pai_gi,
        answer.hit_rate * 100.0,
        answer.pei_star,
        answer.forecasts.len(),
    ));
    let name = answer.class.replace(' ', "_");
    for (what, figure) in [
        ("pai", answer.pai),
        ("pai_count_365", answer.pai_count_365),
        ("pai_kde", answer.pai_kde),
        ("pai_gi", answer.pai_gi),
        ("hit_rate", answer.hit_rate),
    ] {
        report.keep(format!("{name}_{what}"), figure);
    }
}

impl City {
    fn philadelphia(data: &Path) -> anyhow::Result<Self> {
        let mut catalogue = Catalogue::default();
        for name in DISCOVERED {
            catalogue.add(Category {
                name: name.to_owned(),
                origin: Origin::Discovered,
                is_suspicion: false,
            })?;
        }
        let incidents = Cleaning::default()
            .clean(ground::philadelphia(data, &mut catalogue)?)
            .incidents;
        let is_indoors = |name: &str| INDOORS.iter().any(|indoors| name.starts_with(indoors));
        let class = |name, is_meant: &dyn Fn(&str) -> bool| Class::of_names(name, &catalogue, is_meant);
        let classes = vec![
            class("street-level", &|name| {
                !DISCOVERED.contains(&name) && !is_indoors(name)
            }),
            class("vandalism", &|name| name == "Vandalism/Criminal Mischief"),
            class("theft from vehicle", &|name| name == "Theft from Vehicle"),
            class("burglary", &|name| name.starts_with("Burglary")),
            class("robbery and assault", &|name| {
                name.contains("Robbery") || name.contains("Aggravated")
            }),
        ];
        Ok(Self {
            grid: ground::philadelphia_grid(data)?,
            classes,
            catalogue,
            incidents,
            from: day(2022, 1, 1),
            to: day(2023, 12, 31),
        })
    }

    fn boston(data: &Path) -> anyhow::Result<Self> {
        let mut catalogue = Catalogue::default();
        let columns = Columns {
            occurred_at: "opened_at".into(),
            category: "type".into(),
            source: Some(SourceColumn {
                name: "source".into(),
                residents: RESIDENTS.map(Into::into).to_vec(),
            }),
            ..Columns::default()
        };
        let file = ground::open(data, "boston_311_2015.csv.gz")?;
        let read = read_incidents(file, Form::Table, &columns, Origin::Reported, &mut catalogue)?;
        let incidents = Cleaning::default().clean(read.incidents).incidents;
        let places: Vec<Coord<f64>> = incidents.iter().map(|incident| incident.place).collect();
        let is_disorder = |name: &str| DISORDER.iter().any(|word| name.contains(word));
        Ok(Self {
            grid: Grid::around(&places, CELL_M)?,
            classes: vec![
                Class::of_names("Boston graffiti", &catalogue, |name| name == "Graffiti Removal"),
                Class::of_names("Boston disorder", &catalogue, is_disorder),
            ],
            catalogue,
            incidents,
            from: day(2015, 9, 1),
            to: day(2015, 12, 31),
        })
    }

    fn answers(&self) -> anyhow::Result<Vec<Answer>> {
        let question = Question {
            from: self.from,
            to: self.to,
            area_share: AREA_SHARE,
        };
        let classes = self.classes.iter();
        classes
            .map(|class| {
                Ok(backtest(
                    &self.grid,
                    &self.catalogue,
                    &self.incidents,
                    class,
                    &question,
                )?)
            })
            .collect()
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
