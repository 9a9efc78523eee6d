//! How long this deployment keeps things.

use lamplight_protocol::limits::{DAY_MS, REOPEN_WINDOW_MS};
use lamplight_protocol::report::Category;
use lamplight_protocol::status::ClosingReason;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::Cutoffs;
use serde::Deserialize;

/// Two years, as the patrol's rules for personal data ask at most for what holds none.
const AUDIT_DAYS_DEFAULT: u16 = 730;
/// Three months after the end: a matter that comes up again has come up by then.
const REPORTS_DAYS_DEFAULT: u16 = 90;
/// A month after the end: pictures show more than anybody meant to tell.
const PHOTOS_DAYS_DEFAULT: u16 = 30;
/// Two weeks after the end, for as long as it can be opened again: there was no basis for what it says of somebody.
const UNFOUNDED_DAYS_DEFAULT: u16 = 14;
/// Five years: no season weighs more than another, and what is older says nothing that a year does not.
const INCIDENTS_DAYS_DEFAULT: u16 = 5 * 365 + 1;
/// A map of risk counts the incidents of a year.
const INCIDENTS_DAYS_MIN: u16 = 365;
/// Days for which a report can be opened again, and so must be kept.
const REOPEN_DAYS: u16 = 14;
const _: () = assert!(REOPEN_DAYS as i64 * DAY_MS == REOPEN_WINDOW_MS);

/// How long things are kept, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retention {
    /// Rows of the audit.
    pub audit_days: u16,
    /// Reports, after they ended.
    pub reports_days: u16,
    /// Photos, after their report ended.
    pub photos_days: u16,
    /// Reports of suspicious activity that were closed because there was no basis for them, after that.
    pub unfounded_days: u16,
    /// Incidents that were imported, after they happened.
    pub incidents_days: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            audit_days: AUDIT_DAYS_DEFAULT,
            reports_days: REPORTS_DAYS_DEFAULT,
            photos_days: PHOTOS_DAYS_DEFAULT,
            unfounded_days: UNFOUNDED_DAYS_DEFAULT,
            incidents_days: INCIDENTS_DAYS_DEFAULT,
        }
    }
}

impl Retention {
    /// Refuses times that are too short.
    ///
    /// # Errors
    /// A sentence that names the setting.
    pub fn check(&self) -> Result<(), String> {
        if self.audit_days == 0 {
            return Err("audit_days must be at least 1".to_owned());
        }
        if self.incidents_days < INCIDENTS_DAYS_MIN {
            return Err(format!(
                "incidents_days must be at least {INCIDENTS_DAYS_MIN}: a map of risk counts those of a year"
            ));
        }
        let kept = [
            ("reports_days", self.reports_days),
            ("photos_days", self.photos_days),
            ("unfounded_days", self.unfounded_days),
        ];
        for (name, days) in kept {
            if days < REOPEN_DAYS {
                return Err(format!(
                    "{name} must be at least {REOPEN_DAYS}: residents can open a report again for as long"
                ));
            }
        }
        Ok(())
    }

    /// Rows of the audit from before this go.
    pub fn audit_since(&self, now: TimestampMillis) -> TimestampMillis {
        before(now, self.audit_days)
    }

    /// Imported incidents of before this go.
    pub fn incidents_since(&self, now: TimestampMillis) -> TimestampMillis {
        before(now, self.incidents_days)
    }

    /// Reports are known in full from this on: what came in earlier may have been forgotten.
    pub fn reports_since(&self, now: TimestampMillis) -> TimestampMillis {
        before(now, self.reports_days)
    }

    /// What ended before these times goes.
    pub fn cutoffs(&self, now: TimestampMillis) -> Cutoffs {
        Cutoffs {
            reports: before(now, self.reports_days),
            unfounded: before(now, self.unfounded_days),
            photos: before(now, self.photos_days),
        }
    }

    /// Until when a report is kept that has ended. One that others follow, or that follows another, can be kept
    /// for longer.
    pub fn report_until(
        &self,
        category: Category,
        reason: Option<ClosingReason>,
        ended_at: TimestampMillis,
    ) -> TimestampMillis {
        let is_unfounded = category == Category::SuspiciousActivity && reason == Some(ClosingReason::NoBasis);
        let days = if is_unfounded {
            self.unfounded_days.min(self.reports_days)
        } else {
            self.reports_days
        };
        ended_at.plus_millis(i64::from(days) * DAY_MS)
    }
}

fn before(now: TimestampMillis, days: u16) -> TimestampMillis {
    now.plus_millis(-i64::from(days) * DAY_MS)
}
