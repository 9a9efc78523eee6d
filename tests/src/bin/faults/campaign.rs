//! What a campaign is, and what it tells.

use std::future::Future;
use std::pin::Pin;

use lamplight_tests::tally::{Finding, Wrong};

/// Findings that are told one by one; of more only their number.
const FINDINGS_SHOWN_MAX: usize = 20;

/// What is asked of a campaign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    pub(crate) runs: u32,
    pub(crate) seed: u64,
}

/// A row of the table.
pub(crate) struct Campaign {
    pub(crate) name: &'static str,
    /// Runs with every change.
    pub(crate) every_change: u32,
    /// Runs before a release.
    pub(crate) release: u32,
    /// Runs that share one seed, and are replayed together.
    pub(crate) runs_a_seed: u32,
    /// Most of its time is spent waiting, so that it may run beside others.
    pub(crate) waits: bool,
    pub(crate) run: fn(Order) -> Running,
}

/// A campaign under way.
pub(crate) type Running = Pin<Box<dyn Future<Output = anyhow::Result<Outcome>>>>;

pub(crate) enum Outcome {
    Ran(Found),
    /// This machine lacks something.
    Skipped(String),
}

/// What a campaign did and found.
#[derive(Default)]
pub(crate) struct Found {
    /// Faults that were really met.
    pub(crate) done: u64,
    /// Reports, photos, words and alerts that were accounted for.
    pub(crate) accounted: u64,
    pub(crate) findings: Vec<Finding>,
    /// What else is worth a word.
    pub(crate) remark: String,
}

impl Found {
    pub(crate) fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    pub(crate) fn count(&self, wrong: Wrong) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.wrong == wrong)
            .count()
    }

    pub(crate) fn line(&self) -> String {
        let mut line = format!(
            "done {}  accounted for {}  lost {}  doubled {}  false received {}",
            self.done,
            self.accounted,
            self.count(Wrong::Lost),
            self.count(Wrong::Doubled),
            self.count(Wrong::FalseReceived),
        );
        for (wrong, word) in [
            (Wrong::Altered, "altered"),
            (Wrong::Stuck, "stuck"),
            (Wrong::Damaged, "damaged"),
            (Wrong::FalseAlarm, "false alarms"),
            (Wrong::Refused, "refused"),
            (Wrong::Astray, "astray"),
            (Wrong::Unnoticed, "unnoticed"),
        ] {
            if self.count(wrong) > 0 {
                line += &format!("  {word} {}", self.count(wrong));
            }
        }
        if !self.remark.is_empty() {
            line += &format!("  ({})", self.remark);
        }
        line
    }

    /// A line for each finding, with the command that replays it.
    pub(crate) fn replays(&self, campaign: &Campaign) -> Vec<String> {
        let mut lines: Vec<String> = self
            .findings
            .iter()
            .take(FINDINGS_SHOWN_MAX)
            .map(|finding| {
                format!(
                    "{:?}: {}; cargo xtask faults {} --runs {} --seed {}",
                    finding.wrong, finding.what, campaign.name, campaign.runs_a_seed, finding.seed
                )
            })
            .collect();
        let hidden = self.findings.len().saturating_sub(FINDINGS_SHOWN_MAX);
        if hidden > 0 {
            lines.push(format!("and {hidden} more"));
        }
        lines
    }
}
