//! Which reports somebody may have to do with.

use lamplight_protocol::api::ReferralTarget;
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::report::Category;

use crate::model::Districts;

/// Which reports somebody may have to do with. Whatever reads or changes a report for the patrol takes one:
/// a report beyond it is not there.
///
/// A report within is one of `districts`, **and** of a kind that is theirs, in their charge, or referred to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Reports that are not about wellbeing.
    pub ordinary: bool,
    /// Reports about wellbeing.
    pub wellbeing: bool,
    /// Whichever they are about, those that are in the charge of this one.
    pub in_charge: Option<StaffId>,
    /// Whichever they are about, those that are referred to any of these.
    pub referred_to: Vec<ReferralTarget>,
    /// Where, in any case.
    pub districts: Districts,
}

/// What decides within whose reach a report is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// What it is about.
    pub category: Category,
    /// Where it lies.
    pub district: Option<String>,
    /// Who is in charge of it.
    pub assignee: Option<StaffId>,
    /// To whom it is referred.
    pub referred_to: Vec<ReferralTarget>,
}

impl Reach {
    /// All reports.
    pub const EVERYTHING: Self = Self {
        ordinary: true,
        wellbeing: true,
        in_charge: None,
        referred_to: Vec::new(),
        districts: Districts::All,
    };

    /// No report.
    pub const NOTHING: Self = Self {
        ordinary: false,
        wellbeing: false,
        in_charge: None,
        referred_to: Vec::new(),
        districts: Districts::All,
    };

    /// Whether there may be any report in it.
    pub fn is_something(&self) -> bool {
        self.ordinary || self.wellbeing || self.in_charge.is_some() || !self.referred_to.is_empty()
    }

    /// Whether a report is within it. The store asks the same of its rows in SQL; the conformance suite
    /// holds the two together.
    pub fn covers(&self, report: &Belonging) -> bool {
        let is_of_a_kind = match report.category {
            Category::Wellbeing => self.wellbeing,
            _ => self.ordinary,
        };
        let is_in_charge = self.in_charge.is_some() && self.in_charge == report.assignee;
        let is_referred = self
            .referred_to
            .iter()
            .any(|target| report.referred_to.contains(target));
        (is_of_a_kind || is_in_charge || is_referred) && self.districts.include(report.district.as_deref())
    }
}
