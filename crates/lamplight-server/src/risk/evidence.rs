//! What a run is made of: residents' reports, and what was imported.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use geo::Coord;
use lamplight_analysis::incidents::{
    Catalogue, Category as Kind, CategoryId, Cleaning, Incident, Origin, Token,
};
use lamplight_analysis::score::Class;
use lamplight_protocol::api::IncidentOrigin;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::StoreError;
use lamplight_store::model::{IncidentMark, KeptIncident, ReportedIncident, ReportedQuery};

use super::Run;
use super::settings::Rule;

/// What residents report that tells of a place. Not whom they thought suspicious, not whom they worry about, and not what
/// was lost.
pub(crate) const CATEGORIES: [Category; 5] = [
    Category::Vandalism,
    Category::LightingHazard,
    Category::NoiseDisorder,
    Category::LitterDumping,
    Category::Vehicle,
];
/// The class of residents' reports, where settings name none.
const REPORTS_CLASS: &str = "reports";
/// Imported incidents that are read in one transaction.
const INCIDENTS_A_PAGE: u32 = 10_000;
/// Reports that are read, and opened, in one transaction.
const REPORTS_A_PAGE: u32 = 500;

/// What the store holds.
pub(super) struct Gathered {
    catalogue: Catalogue,
    /// Along the catalogue.
    names: Vec<Name>,
    /// Imported sources by their names, and under none residents' reports.
    sources: BTreeMap<Option<String>, Records>,
}

/// Where a category is from, and what it is called there.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The imported source; none for residents' reports.
    pub(super) source: Option<String>,
    pub(super) name: String,
}

/// The records of one source.
#[derive(Default)]
struct Records {
    /// When they begin, where that is known by something else than the incidents.
    begin: Option<DateTime<Utc>>,
    incidents: Vec<Incident>,
}

/// All that a result is made of, cleaned.
pub(super) struct Ready {
    pub(super) catalogue: Catalogue,
    pub(super) names: Vec<Name>,
    pub(super) incidents: Vec<Incident>,
    pub(super) classes: Vec<ReadyClass>,
    /// When the records of each source begin.
    pub(super) begins: BTreeMap<Option<String>, DateTime<Utc>>,
}

/// A class, and when its records begin.
pub(super) struct ReadyClass {
    pub(super) class: Class,
    pub(super) since: DateTime<Utc>,
}

/// Reads all there is.
pub(super) async fn gather(run: &Run<'_>, salt: &[u8; 32]) -> Result<Gathered, StoreError> {
    let mut gathered = Gathered {
        catalogue: Catalogue::default(),
        names: Vec::new(),
        sources: BTreeMap::new(),
    };
    gathered.import(run).await?;
    gathered.report(run, salt).await?;
    Ok(gathered)
}

impl Gathered {
    async fn import(&mut self, run: &Run<'_>) -> Result<(), StoreError> {
        let mut known: HashMap<i64, (CategoryId, Option<String>)> = HashMap::new();
        let mut after = Some(IncidentMark::before(run.retention.incidents_since(run.now)));
        while let Some(mark) = after {
            if run.end.is_cancelled() {
                return Ok(());
            }
            let page = run.store.incidents(mark, INCIDENTS_A_PAGE).await?;
            let is_new = |incident: &KeptIncident| !known.contains_key(&incident.category);
            if page.incidents.iter().any(is_new) {
                known = self.imported_categories(run).await?;
            }
            for incident in page.incidents {
                if let Some((category, source)) = known.get(&incident.category) {
                    let records = self.sources.entry(source.clone()).or_default();
                    records.incidents.extend(imported(&incident, *category));
                }
            }
            after = page.next;
        }
        Ok(())
    }

    /// The categories of all sources, by their numbers. One may be added while incidents are read.
    async fn imported_categories(
        &mut self,
        run: &Run<'_>,
    ) -> Result<HashMap<i64, (CategoryId, Option<String>)>, StoreError> {
        let categories = run.store.incident_categories().await?;
        let numbered = categories.into_iter().filter_map(|category| {
            let name = Name {
                source: Some(category.source),
                name: category.name,
            };
            let source = name.source.clone();
            let id = self.add(&category.number.to_string(), name)?;
            Some((category.number, (id, source)))
        });
        Ok(numbered.collect())
    }

    async fn report(&mut self, run: &Run<'_>, salt: &[u8; 32]) -> Result<(), StoreError> {
        let Some(first_at) = run.store.first_received_at().await? else {
            return Ok(());
        };
        // What came in earlier may have been forgotten: to count the days without it would make places look quiet.
        let since = first_at.max(run.retention.reports_since(run.now));
        let query = ReportedQuery {
            since,
            categories: &CATEGORIES,
            salt,
            limit: REPORTS_A_PAGE,
        };
        let mut records = Records {
            begin: time(since),
            incidents: Vec::new(),
        };
        let (mut after, mut is_over) = (None, false);
        while !is_over && !run.end.is_cancelled() {
            let page = run.store.reported_incidents(&query, after).await?;
            for report in page.incidents {
                let name = Name {
                    source: None,
                    name: report.category.as_str().to_owned(),
                };
                let category = self.add(report.category.as_str(), name);
                let incident = category.and_then(|category| reported(&report, category));
                records.incidents.extend(incident);
            }
            after = page.next;
            is_over = after.is_none();
        }
        self.sources.insert(None, records);
        Ok(())
    }

    /// The number of a category under a key of its own; none when there are more than any analysis holds.
    fn add(&mut self, key: &str, name: Name) -> Option<CategoryId> {
        let kind = Kind {
            name: key.to_owned(),
            origin: Origin::Unknown,
            is_suspicion: false,
        };
        let id = self.catalogue.add(kind).ok()?;
        if id.position() == self.names.len() {
            self.names.push(name);
        }
        Some(id)
    }
}

fn imported(incident: &KeptIncident, category: CategoryId) -> Option<Incident> {
    Some(Incident {
        at: time(incident.occurred_at)?,
        category,
        place: place(incident.place),
        origin: match incident.origin {
            IncidentOrigin::Reported => Origin::Reported,
            IncidentOrigin::Discovered => Origin::Discovered,
            IncidentOrigin::Unknown => Origin::Unknown,
        },
        reporter: None,
        sent_from: None,
    })
}

/// A report as an incident. From which connection it was sent is kept nowhere.
fn reported(report: &ReportedIncident, category: CategoryId) -> Option<Incident> {
    Some(Incident {
        at: time(report.occurred_at.min(report.received_at))?,
        category,
        place: place(report.place),
        origin: Origin::Reported,
        reporter: report.reporter.map(Token),
        sent_from: None,
    })
}

fn time(at: TimestampMillis) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(at.as_millis())
}

fn place(point: Point) -> Coord<f64> {
    Coord {
        x: point.lon(),
        y: point.lat(),
    }
}

impl Ready {
    /// Cleans what was gathered, each imported source by itself, and finds the classes.
    pub(super) fn of(gathered: Gathered, rules: &[Rule]) -> Self {
        let Gathered {
            catalogue,
            names,
            sources,
        } = gathered;
        let mut incidents = Vec::new();
        let mut begins = BTreeMap::new();
        for (source, records) in sources {
            let kept = match source {
                Some(_) => cleaned(records.incidents),
                // A person of the patrol looks at these.
                None => records.incidents,
            };
            let first_reported = kept
                .iter()
                .filter(|incident| incident.origin == Origin::Reported)
                .map(|incident| incident.at)
                .min();
            if let Some(begin) = records.begin.or(first_reported) {
                begins.insert(source, begin);
            }
            incidents.extend(kept);
        }
        Self {
            classes: classes(&catalogue, &names, &begins, rules),
            catalogue,
            names,
            incidents,
            begins,
        }
    }
}

/// Takes out what says nothing about a place. What residents reported is cleaned by itself: much that a patrol came upon
/// at one point must not take theirs away.
fn cleaned(incidents: Vec<Incident>) -> Vec<Incident> {
    let is_reported = |incident: &Incident| incident.origin == Origin::Reported;
    let (reported, others) = incidents.into_iter().partition(is_reported);
    let cleaning = Cleaning::default();
    let mut kept = cleaning.clean(reported).incidents;
    kept.extend(cleaning.clean(others).incidents);
    kept
}

/// The classes of the rules, or one for each source. Those of which there are no records are left out.
fn classes(
    catalogue: &Catalogue,
    names: &[Name],
    begins: &BTreeMap<Option<String>, DateTime<Utc>>,
    rules: &[Rule],
) -> Vec<ReadyClass> {
    let class_of = |name: &Name| match rules {
        [] => Some(name.source.clone().unwrap_or_else(|| REPORTS_CLASS.to_owned())),
        rules => {
            let rule = rules.iter().find(|rule| rule.finds.is_match(&name.name));
            rule.map(|rule| rule.class.clone())
        }
    };
    let mut found: BTreeMap<String, (BTreeSet<CategoryId>, Option<DateTime<Utc>>)> = BTreeMap::new();
    for ((id, _), name) in catalogue.iter().zip(names) {
        let (Some(class), Some(begin)) = (class_of(name), begins.get(&name.source)) else {
            continue;
        };
        let (categories, since) = found.entry(class).or_default();
        categories.insert(id);
        *since = Some(since.map_or(*begin, |since| since.min(*begin)));
    }
    let found = found.into_iter();
    found
        .filter_map(|(name, (categories, since))| {
            Some(ReadyClass {
                class: Class { name, categories },
                since: since?,
            })
        })
        .collect()
}
