//! What everybody is told of trials: each that was measured, however it came out, and each that was called off after it had
//! begun.
//!
//! Incidents are told in fives, so many at least: the whole of a month is told too, and what is left of it elsewhere would be
//! a count of a few. Ratios are told in hundredths, from which no number can be worked out.

use lamplight_analysis::publication::HIDDEN_BELOW;
use lamplight_protocol::api::{ArmFigures, Figure, TriedOutcome, TriedTrial};
use lamplight_protocol::trial::{TrialCounts, TrialFinding, TrialOutlook, TrialRatio, TrialResult};
use lamplight_store::model::KeptTrial;
use lamplight_store::{Store, StoreError};

/// Trials that are told of: a year of one a week.
const TRIED_TOLD: u32 = 52;
/// In what steps incidents are told: those of fewer are not told at all.
const STEP: u32 = HIDDEN_BELOW;
/// Ratios are told in hundredths.
const HUNDREDTHS: f64 = 100.0;

pub(super) async fn told(store: &dyn Store) -> Result<Vec<TriedTrial>, StoreError> {
    let trials = store.trials(TRIED_TOLD).await?;
    Ok(trials.into_iter().filter_map(tried).collect())
}

fn tried(trial: KeptTrial) -> Option<TriedTrial> {
    let order = trial.plan.order;
    let outcome = trial.result.map(|result| outcome(&result, &trial.plan.outlook));
    let until = match (trial.called_off_at, outcome) {
        // One that could not be measured is called off after its end.
        (Some(called_off_at), _) => {
            Some(called_off_at.min(order.ends_at)).filter(|at| *at >= order.starts_at)
        }
        (None, Some(_)) => Some(order.ends_at),
        (None, None) => None,
    };
    Some(TriedTrial {
        texts: order.texts,
        categories: order.categories,
        from: order.starts_at,
        until: until?,
        places_per_arm: trial.plan.outlook.pairs,
        outcome,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most 365 days"
)]
fn outcome(result: &TrialResult, outlook: &TrialOutlook) -> TriedOutcome {
    let is_few = |counts: TrialCounts| counts.treated < HIDDEN_BELOW || counts.control < HIDDEN_BELOW;
    let finding = match result.finding {
        // With the other arm's number, the ratio would tell that of the few.
        TrialFinding::Ratio(_) if is_few(result.during) => TrialFinding::TooFewEvents {
            needed_per_arm: outlook.needed_per_arm,
        },
        TrialFinding::Ratio(ratio) => TrialFinding::Ratio(rounded(ratio)),
        TrialFinding::TooFewEvents { needed_per_arm } => TrialFinding::TooFewEvents { needed_per_arm },
    };
    let tells = matches!(finding, TrialFinding::Ratio(_)) && !is_few(result.around);
    TriedOutcome {
        measured_at: result.measured_at,
        before: arms(result.before),
        before_days: outlook.before_days as u32,
        during: arms(result.during),
        finding,
        around: result.around_ratio.filter(|_| tells).map(rounded),
    }
}

fn arms(counts: TrialCounts) -> ArmFigures {
    ArmFigures {
        treated: in_fives(counts.treated),
        control: in_fives(counts.control),
    }
}

fn in_fives(count: u32) -> Figure {
    match count - count % STEP {
        0 => Figure::Hidden,
        told => Figure::Told(told),
    }
}

fn rounded(ratio: TrialRatio) -> TrialRatio {
    let round = |value: f64| (value * HUNDREDTHS).round() / HUNDREDTHS;
    TrialRatio {
        ratio: round(ratio.ratio),
        low: round(ratio.low),
        high: round(ratio.high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLOOK: TrialOutlook = TrialOutlook {
        pairs: 3,
        before_days: 365.0,
        expected_per_arm: 300.0,
        needed_per_arm: 231.0,
        reduction: 0.23,
        power: 0.9,
    };

    fn result(during: (u32, u32), around: (u32, u32)) -> TrialResult {
        let counts = |(treated, control)| TrialCounts { treated, control };
        let ratio = TrialRatio {
            ratio: 0.771_2,
            low: 0.648_6,
            high: 0.914_1,
        };
        TrialResult {
            measured_at: lamplight_protocol::time::TimestampMillis::from_millis(0),
            before: counts((12, 4)),
            during: counts(during),
            finding: TrialFinding::Ratio(ratio),
            around: counts(around),
            around_ratio: Some(ratio),
        }
    }

    #[test]
    fn incidents_are_told_in_fives_and_those_of_fewer_not_at_all() {
        let told = outcome(&result((231, 300), (9, 5)), &OUTLOOK);
        assert_eq!(
            (told.during.treated, told.during.control),
            (Figure::Told(230), Figure::Told(300))
        );
        assert_eq!(
            (told.before.treated, told.before.control),
            (Figure::Told(10), Figure::Hidden)
        );
        assert_eq!(in_fives(5), Figure::Told(5));
        assert_eq!(in_fives(0), Figure::Hidden);
        let TrialFinding::Ratio(ratio) = told.finding else {
            panic!("enough")
        };
        assert_eq!((ratio.ratio, ratio.low, ratio.high), (0.77, 0.65, 0.91));
        assert_eq!(told.around, Some(ratio));
    }

    #[test]
    fn a_ratio_that_would_tell_of_a_few_is_not_told() {
        for (during, around, finds, tells_around) in [
            ((5, 600), (5, 5), true, true),
            ((4, 600), (5, 5), false, false),
            ((600, 4), (5, 5), false, false),
            ((231, 300), (4, 50), true, false),
            ((231, 300), (50, 4), true, false),
        ] {
            let told = outcome(&result(during, around), &OUTLOOK);
            assert_eq!(
                matches!(told.finding, TrialFinding::Ratio(_)),
                finds,
                "{during:?}"
            );
            assert_eq!(told.around.is_some(), tells_around, "{around:?}");
        }
    }
}
