//! The table of routes.

/// What a route is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Route {
    /// Residents, and whoever looks after the server.
    Open,
    /// Whoever comes to sign in.
    Door,
    /// Whoever is signed in.
    Oneself,
    /// Whoever is signed in and is no program, on what is their own.
    Person,
    /// The people of the patrol.
    People,
    /// The list of reports.
    Reports,
    /// One report, read.
    Read,
    /// One report, changed.
    Work,
    /// One report, noted upon: also by those to whom it is referred.
    Note,
    /// A part of one report, removed.
    Redact,
    /// Several reports, changed.
    Bulk,
    /// What the desk reads that is no report.
    Desk,
    /// A report, entered.
    Enter,
    /// The reply templates, read.
    Templates,
    /// The reply templates, written.
    KeepTemplates,
    /// How the patrol does.
    Figures,
    /// What everybody may read.
    Publications,
    /// Publishing.
    Publish,
    /// The map of risk, and how it was tested.
    Risk,
    /// Plans of walks, read.
    Patrols,
    /// Plans of walks, made.
    PlanPatrols,
    /// Plans of walks, changed by hand and walked.
    WalkPatrols,
    /// Trials, planned and called off.
    PlanTrials,
    /// The live stream.
    Live,
}

/// Every route there is, with what it is for.
pub(crate) const ROUTES: &[(&str, &str, Route)] = &[
    ("get", "/health/live", Route::Open),
    ("get", "/health/ready", Route::Open),
    ("get", "/v1/area", Route::Open),
    ("get", "/v1/area/pack/{sha256}", Route::Open),
    ("get", "/v1/feed", Route::Open),
    ("get", "/v1/figures", Route::Open),
    ("get", "/v1/alerts/{id}/cap", Route::Open),
    ("get", "/v1/live", Route::Open),
    ("post", "/v1/live", Route::Open),
    ("put", "/v1/events/{id}/rsvps/{op}", Route::Open),
    ("put", "/v1/reports/{id}", Route::Open),
    ("delete", "/v1/reports/{id}", Route::Open),
    ("put", "/v1/reports/{id}/feedback/{op}", Route::Open),
    ("put", "/v1/reports/{id}/messages/{op}", Route::Open),
    ("put", "/v1/reports/{id}/photos/{sha256}", Route::Open),
    ("put", "/v1/reports/{id}/reopening/{op}", Route::Open),
    ("put", "/v1/reports/{id}/withdrawal/{op}", Route::Open),
    ("post", "/v1/threads/changes", Route::Open),
    ("post", "/v1/threads/find", Route::Open),
    ("post", "/v1/staff/sign-in", Route::Door),
    ("post", "/v1/staff/invitation", Route::Door),
    ("post", "/v1/staff/enrolment", Route::Door),
    ("post", "/v1/staff/passkeys/sign-in/challenge", Route::Door),
    ("post", "/v1/staff/passkeys/sign-in", Route::Door),
    ("post", "/v1/staff/passkeys/enrolment/challenge", Route::Door),
    ("post", "/v1/staff/passkeys/enrolment", Route::Door),
    ("get", "/v1/staff/me/passkeys", Route::Person),
    ("post", "/v1/staff/me/passkeys/challenge", Route::Person),
    ("put", "/v1/staff/me/passkeys/{id}", Route::Person),
    ("delete", "/v1/staff/me/passkeys/{id}", Route::Person),
    ("get", "/v1/staff/people", Route::People),
    ("put", "/v1/staff/people/{id}", Route::People),
    ("get", "/v1/staff/people/{id}/sessions", Route::People),
    ("delete", "/v1/staff/people/{id}/sessions", Route::People),
    (
        "delete",
        "/v1/staff/people/{id}/sessions/{session}",
        Route::People,
    ),
    ("get", "/v1/staff/invitations", Route::People),
    ("put", "/v1/staff/invitations/{id}", Route::People),
    ("delete", "/v1/staff/invitations/{id}", Route::People),
    ("get", "/v1/staff/audit", Route::People),
    ("post", "/v1/staff/audit/export", Route::People),
    ("get", "/v1/staff/me", Route::Oneself),
    ("post", "/v1/staff/sign-out", Route::Oneself),
    ("get", "/v1/staff/reports", Route::Reports),
    ("get", "/v1/staff/reports/counts", Route::Desk),
    ("get", "/v1/staff/colleagues", Route::Desk),
    ("get", "/v1/staff/outcomes", Route::Desk),
    ("get", "/v1/staff/figures", Route::Figures),
    ("get", "/v1/staff/templates", Route::Templates),
    (
        "put",
        "/v1/staff/templates/{id}/versions/{op}",
        Route::KeepTemplates,
    ),
    (
        "put",
        "/v1/staff/templates/{id}/removal/{op}",
        Route::KeepTemplates,
    ),
    ("put", "/v1/staff/reports/{id}", Route::Enter),
    ("post", "/v1/staff/reports/bulk", Route::Bulk),
    ("get", "/v1/staff/reports/{id}/similar", Route::Read),
    ("get", "/v1/staff/reports/{id}/replies", Route::Read),
    ("put", "/v1/staff/reports/{id}/read", Route::Read),
    ("delete", "/v1/staff/reports/{id}/read", Route::Read),
    ("put", "/v1/staff/reports/{id}/notes/{op}", Route::Note),
    ("put", "/v1/staff/reports/{id}/assignment/{op}", Route::Work),
    ("put", "/v1/staff/reports/{id}/referral/{op}", Route::Work),
    ("put", "/v1/staff/reports/{id}/referral-end/{op}", Route::Work),
    ("put", "/v1/staff/reports/{id}/redactions/{op}", Route::Redact),
    ("get", "/v1/staff/reports/{id}", Route::Read),
    ("get", "/v1/staff/reports/{id}/photos/{sha256}", Route::Read),
    (
        "get",
        "/v1/staff/reports/{id}/photos/{sha256}/thumbnail",
        Route::Read,
    ),
    ("put", "/v1/staff/reports/{id}/disclosures/{op}", Route::Read),
    ("put", "/v1/staff/reports/{id}/status/{op}", Route::Work),
    ("put", "/v1/staff/reports/{id}/messages/{op}", Route::Work),
    // After the redactions: what is held cannot be redacted.
    ("put", "/v1/staff/reports/{id}/hold/{op}", Route::Redact),
    ("get", "/v1/staff/alerts", Route::Publications),
    ("get", "/v1/staff/alerts/{id}", Route::Publications),
    ("put", "/v1/staff/alerts/{id}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/updates/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/end/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/recall/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/draft/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/submission/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/decision/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/discard/{op}", Route::Publish),
    ("put", "/v1/staff/alerts/{id}/review/{op}", Route::Publish),
    ("get", "/v1/news.atom", Route::Open),
    ("get", "/v1/staff/news", Route::Publications),
    ("get", "/v1/staff/news/{id}", Route::Publications),
    ("put", "/v1/staff/news/{id}", Route::Publish),
    ("put", "/v1/staff/news/{id}/updates/{op}", Route::Publish),
    ("put", "/v1/staff/news/{id}/withdrawal/{op}", Route::Publish),
    ("get", "/v1/pictures/{sha256}", Route::Open),
    ("get", "/v1/staff/pictures/{sha256}", Route::Publications),
    ("put", "/v1/staff/pictures/{sha256}", Route::Publish),
    ("get", "/v1/staff/events", Route::Publications),
    ("get", "/v1/staff/events/{id}", Route::Publications),
    ("get", "/v1/staff/events/{id}/attendance", Route::Publications),
    ("put", "/v1/staff/events/{id}", Route::Publish),
    ("put", "/v1/staff/events/{id}/updates/{op}", Route::Publish),
    ("put", "/v1/staff/events/{id}/cancellation/{op}", Route::Publish),
    ("get", "/v1/staff/risk", Route::Risk),
    ("get", "/v1/staff/back-test", Route::Risk),
    ("get", "/v1/staff/patrols", Route::Patrols),
    ("get", "/v1/staff/patrols/ground", Route::Patrols),
    ("get", "/v1/staff/patrols/{id}", Route::Patrols),
    ("put", "/v1/staff/patrols/{id}", Route::PlanPatrols),
    (
        "put",
        "/v1/staff/patrols/{id}/cancellation/{op}",
        Route::PlanPatrols,
    ),
    ("put", "/v1/staff/patrols/{id}/edits/{op}", Route::WalkPatrols),
    ("put", "/v1/staff/patrols/{id}/visits/{op}", Route::WalkPatrols),
    ("put", "/v1/staff/patrols/{id}/notes/{op}", Route::WalkPatrols),
    ("get", "/v1/staff/trials", Route::Figures),
    ("put", "/v1/staff/trials/{id}", Route::PlanTrials),
    (
        "put",
        "/v1/staff/trials/{id}/cancellation/{op}",
        Route::PlanTrials,
    ),
    ("get", "/v1/staff/live", Route::Live),
];
