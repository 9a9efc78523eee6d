//! Who may do what, told anew: not by the policy that is tried.

use lamplight_store::model::{Districts, Rights, Role};

use super::routes::Route;

/// A report, by what decides whose it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Object {
    pub(super) wellbeing: bool,
    /// In the district to which the caller may be limited.
    pub(super) here: bool,
    /// In the caller's charge.
    pub(super) in_charge: bool,
    /// Referred to the caller.
    pub(super) referred: bool,
}

pub(super) const OBJECTS: [Object; 8] = [
    object(false, true, false),
    object(false, false, false),
    object(true, true, false),
    object(true, false, false),
    object(true, true, true),
    object(true, false, true),
    Object {
        referred: true,
        ..object(true, true, false)
    },
    Object {
        referred: true,
        ..object(true, false, false)
    },
];

const fn object(wellbeing: bool, here: bool, in_charge: bool) -> Object {
    Object {
        wellbeing,
        here,
        in_charge,
        referred: false,
    }
}

/// Somebody with one role, perhaps in one district only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) role: Role,
    pub(super) limited: bool,
}

impl Caller {
    pub(super) fn rights(self) -> Rights {
        Rights {
            roles: [self.role].into_iter().collect(),
            districts: if self.limited {
                Districts::Only(["west".into()].into())
            } else {
                Districts::All
            },
        }
    }

    fn reads_reports(self) -> bool {
        matches!(self.role, Role::Dispatcher | Role::Officer | Role::Responder)
    }

    pub(super) fn may_know(self, object: Object) -> bool {
        self.may_work(object) || (object.referred && self.reads_reports() && (object.here || !self.limited))
    }

    fn may_work(self, object: Object) -> bool {
        let is_theirs = object.in_charge || object.wellbeing == (self.role == Role::Responder);
        self.reads_reports() && is_theirs && (object.here || !self.limited)
    }

    /// Whether this route is theirs to take on this report.
    pub(super) fn may_take(self, route: Route, object: Object) -> bool {
        match route {
            Route::Work | Route::Redact | Route::Bulk => self.may_work(object),
            _ => self.may_know(object),
        }
    }

    pub(super) fn may(self, route: Route) -> bool {
        match route {
            Route::Open | Route::Door | Route::Oneself | Route::Publications | Route::Live => true,
            Route::Reports
            | Route::Read
            | Route::Work
            | Route::Note
            | Route::Bulk
            | Route::Desk
            | Route::Enter => self.reads_reports(),
            Route::Redact => matches!(self.role, Role::Dispatcher | Role::Responder),
            Route::Templates => self.reads_reports() || self.role == Role::Admin,
            Route::Figures => self.role != Role::Responder,
            // The callers here are programs.
            Route::Person => false,
            Route::Risk => matches!(self.role, Role::Dispatcher | Role::Officer),
            Route::Patrols | Route::WalkPatrols => {
                matches!(self.role, Role::Dispatcher | Role::Officer)
            }
            Route::PlanPatrols | Route::PlanTrials => self.role == Role::Dispatcher,
            Route::Publish => self.role == Role::Publisher,
            Route::People | Route::KeepTemplates => self.role == Role::Admin,
        }
    }
}
