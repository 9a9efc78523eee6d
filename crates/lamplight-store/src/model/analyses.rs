//! What the analysis is made of.

use lamplight_protocol::api::IncidentOrigin;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;

/// What the server makes by itself, again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnalysisKind {
    /// The map of the night.
    RiskMap,
    /// The back-test of the week.
    BackTest,
}

impl AnalysisKind {
    /// The name under which it is kept.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::RiskMap => "risk_map",
            Self::BackTest => "back_test",
        }
    }
}

/// Where the rows of an import go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportTarget {
    pub(crate) source: i64,
    /// How many incidents there is still room for.
    pub room: u64,
}

/// An incident on its way in. Two that are equal but for their origin are one.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedIncident {
    /// When it happened.
    pub occurred_at: TimestampMillis,
    /// What the source calls it.
    pub category: String,
    /// Where.
    pub place: Point,
    /// How it came to be known.
    pub origin: IncidentOrigin,
}

/// The turn in which a result was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysisTurn {
    /// Until when nobody else begins with it, as was said at its beginning.
    pub until: TimestampMillis,
    /// When the next of its kind is to be made.
    pub next_at: TimestampMillis,
}

/// Where imported incidents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentSource {
    /// Its name.
    pub name: String,
    /// When it was imported last; none while an import, or forgetting it, has begun and not ended.
    pub imported_at: Option<TimestampMillis>,
    /// How many incidents of it are kept.
    pub incidents: u64,
}

/// A category of an imported source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentCategory {
    /// Its number, by which incidents name it.
    pub number: i64,
    /// The source.
    pub source: String,
    /// Its name there.
    pub name: String,
}

/// An incident that is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeptIncident {
    /// When it happened.
    pub occurred_at: TimestampMillis,
    /// The number of its category.
    pub category: i64,
    /// Where.
    pub place: Point,
    /// How it came to be known.
    pub origin: IncidentOrigin,
}

/// How far a reader of the incidents has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentMark {
    pub(crate) occurred_at: i64,
    pub(crate) category: i64,
    pub(crate) lat_e5: i64,
    pub(crate) lon_e5: i64,
}

impl IncidentMark {
    /// Before the first incident of a time.
    pub fn before(time: TimestampMillis) -> Self {
        Self {
            occurred_at: time.as_millis(),
            category: i64::MIN,
            lat_e5: i64::MIN,
            lon_e5: i64::MIN,
        }
    }
}

/// A page of incidents, by the time at which they happened.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentPage {
    /// The incidents.
    pub incidents: Vec<KeptIncident>,
    /// Where the next page begins; none when this is the last.
    pub next: Option<IncidentMark>,
}

/// Which residents' reports are asked for, a page at a time.
#[derive(Debug, Clone, Copy)]
pub struct ReportedQuery<'a> {
    /// Received at this time or later.
    pub since: TimestampMillis,
    /// About one of these.
    pub categories: &'a [Category],
    /// Drawn anew for every run, so that what stands for a reporter leads back to nobody.
    pub salt: &'a [u8; 32],
    /// How many at most.
    pub limit: u32,
}

/// What an analysis may know of a resident's report: nothing that anybody wrote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReportedIncident {
    /// When it happened, as the resident says.
    pub occurred_at: TimestampMillis,
    /// When it came in.
    pub received_at: TimestampMillis,
    /// What it is about.
    pub category: Category,
    /// Where.
    pub place: Point,
    /// Stands for whoever reported it, in this run alone; none when they did not say who they are.
    pub reporter: Option<u64>,
}

/// A page of residents' reports, in the order in which they came in.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedPage {
    /// The reports that have a point.
    pub incidents: Vec<ReportedIncident>,
    /// Where the next page begins; none when this is the last.
    pub next: Option<i64>,
}

/// In which form streets came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreetsForm {
    /// An extract of OpenStreetMap (`.osm.pbf`).
    OsmPbf,
    /// Centre lines as GeoJSON.
    GeoJson,
}

impl StreetsForm {
    const ALL: [Self; 2] = [Self::OsmPbf, Self::GeoJson];

    /// The name under which it is kept.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::OsmPbf => "osm_pbf",
            Self::GeoJson => "geojson",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == name)
    }
}

/// The streets of the area, as they were imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptStreets {
    /// In which form the file is.
    pub form: StreetsForm,
    /// The name of the file.
    pub made_from: String,
    /// When it was imported.
    pub kept_at: TimestampMillis,
    /// Its bytes.
    pub file: Vec<u8>,
}
