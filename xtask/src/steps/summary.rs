//! How each step went, and what that makes of the whole run.

use std::time::Duration;

use anyhow::bail;

use crate::tidy::counted;

/// How a step went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well; notes say what is worth knowing all the same.
    Passed(Vec<String>),
    /// Something is wrong.
    Failed(String),
    /// It should have run and could not; the reason.
    Skipped(String),
    /// What it uses was not made, because an earlier step failed or was skipped.
    Blocked(String),
    /// This kind of run does not have it.
    NotPart(&'static str),
}

impl Outcome {
    /// All is well, and nothing is to be noted.
    pub(super) fn passed() -> Self {
        Self::Passed(Vec::new())
    }

    fn told(&self) -> String {
        match self {
            Self::Passed(_) => "ok".into(),
            Self::Failed(why) => format!("FAILED: {why}"),
            Self::Skipped(why) => format!("SKIPPED: {why}"),
            Self::Blocked(why) => format!("not run: {why}"),
            Self::NotPart(why) => format!("not run: {why}"),
        }
    }
}

struct Line {
    step: &'static str,
    took: Duration,
    outcome: Outcome,
}

/// What is known of a run so far.
#[derive(Default)]
pub(super) struct Summary {
    lines: Vec<Line>,
}

impl Summary {
    /// Notes how a step went, and tells it.
    pub(super) fn add(&mut self, step: &'static str, took: Duration, outcome: Outcome) {
        let line = Line { step, took, outcome };
        println!("{}", line.told());
        if let Outcome::Passed(notes) = &line.outcome {
            notes.iter().for_each(|note| println!("    {note}"));
        }
        self.lines.push(line);
    }

    /// Why a step that needs these cannot run; none when it can.
    pub(super) fn lacking(&self, needs: &[&str]) -> Option<Outcome> {
        self.lines
            .iter()
            .find(|line| needs.contains(&line.step) && !matches!(line.outcome, Outcome::Passed(_)))
            .map(|line| Outcome::Blocked(format!("it needs {}", line.step)))
    }

    /// Tells the whole run.
    ///
    /// # Errors
    /// When a step failed, or when one was skipped and `strict` is set.
    pub(super) fn conclude(&self, strict: bool) -> anyhow::Result<()> {
        println!();
        self.lines.iter().for_each(|line| println!("{}", line.told()));
        let all: Duration = self.lines.iter().map(|line| line.took).sum();
        println!("\n{} in {}", counted(self.lines.len(), "step"), duration(all));
        let count =
            |wanted: fn(&Outcome) -> bool| self.lines.iter().filter(|line| wanted(&line.outcome)).count();
        let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
        let skipped = count(|outcome| matches!(outcome, Outcome::Skipped(_)));
        if failed > 0 {
            bail!("{} failed", counted(failed, "step"));
        }
        if strict && skipped > 0 {
            bail!("{} skipped, and CI=true allows none", counted(skipped, "step"));
        }
        Ok(())
    }
}

impl Line {
    fn told(&self) -> String {
        format!(
            "{:<12}{:>10}  {}",
            self.step,
            duration(self.took),
            self.outcome.told()
        )
    }
}

/// Minutes and seconds, for people.
fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        return format!("{seconds:.1} s");
    }
    let whole = time.as_secs();
    format!("{} min {:02} s", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(outcomes: &[(&'static str, Outcome)]) -> Summary {
        let mut summary = Summary::default();
        for (step, outcome) in outcomes {
            summary.add(step, Duration::from_millis(1_500), outcome.clone());
        }
        summary
    }

    #[test]
    fn a_failure_fails_the_run() {
        let failed = summary(&[
            ("format", Outcome::Failed("?".into())),
            ("tidy", Outcome::passed()),
        ]);
        assert!(failed.conclude(false).is_err());
        assert!(summary(&[("tidy", Outcome::passed())]).conclude(true).is_ok());
    }

    #[test]
    fn skipping_fails_the_run_only_where_it_is_strict() {
        let skipped = summary(&[("spelling", Outcome::Skipped("no pip".into()))]);
        assert!(skipped.conclude(false).is_ok());
        assert!(skipped.conclude(true).is_err());
        let not_part = summary(&[("advisories", Outcome::NotPart("part of --full"))]);
        assert!(not_part.conclude(true).is_ok());
    }

    #[test]
    fn a_step_is_blocked_by_what_it_needs_and_did_not_get() {
        let run = summary(&[
            ("bundle", Outcome::Failed("?".into())),
            ("tidy", Outcome::passed()),
        ]);
        assert_eq!(
            run.lacking(&["bundle"]),
            Some(Outcome::Blocked("it needs bundle".into()))
        );
        assert_eq!(run.lacking(&["tidy"]), None);
    }

    #[test]
    fn times_are_told_in_minutes_when_they_are_long() {
        assert_eq!(duration(Duration::from_millis(1_540)), "1.5 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 05 s");
    }
}
