//! What everybody is told of forecasts: whether a map of risk is made, and how good it was.

use lamplight_protocol::api::{
    BackTestClass, BackTestOutcome, ForecastClass, ForecastTest, Forecasts, IncidentOrigin,
};
use lamplight_store::{Store, StoreError};

use crate::risk::Standing;

/// Reported incidents below which nothing is told of a class: a share of a few would say how many they were.
const INCIDENTS_MIN: f64 = 100.0;

pub(super) async fn told(store: &dyn Store, standing: Standing) -> Result<Forecasts, StoreError> {
    if standing != Standing::On {
        return Ok(Forecasts::default());
    }
    let back_test = store.back_test().await?.map(|test| ForecastTest {
        made_at: test.made_at,
        cell_m: test.cell_m,
        area_share: test.area_share,
        classes: test.classes.into_iter().filter_map(class).collect(),
    });
    Ok(Forecasts {
        map_is_made: true,
        back_test: back_test.filter(|test| !test.classes.is_empty()),
    })
}

fn class(found: BackTestClass) -> Option<ForecastClass> {
    let BackTestOutcome::Measured(measures) = found.outcome else {
        return None;
    };
    let mut origins = measures.origins.iter();
    let reported = origins.find(|hits| hits.origin == IncidentOrigin::Reported)?;
    (reported.incidents >= INCIDENTS_MIN).then_some(ForecastClass {
        name: found.name,
        pai: measures.pai,
        pai_count_365: measures.pai_count_365,
    })
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::api::{BackTestMeasures, OriginHits, RiskWeighting};

    use super::*;

    #[test]
    fn a_class_of_which_little_was_reported_is_not_told_of() {
        let found = |incidents| BackTestClass {
            name: "paint".into(),
            weighting: RiskWeighting::PlainCount,
            outcome: BackTestOutcome::Measured(BackTestMeasures {
                pai: 6.5,
                pai_count_365: 5.9,
                pai_kde: 5.8,
                pai_gi: 5.6,
                pei_star: 0.2,
                hit_rate: 0.065,
                origins: vec![OriginHits {
                    origin: IncidentOrigin::Reported,
                    incidents,
                    hits: 6.0,
                }],
                forecasts: Vec::new(),
            }),
        };
        assert!(class(found(99.0)).is_none());
        assert_eq!(class(found(100.0)).map(|told| told.pai), Some(6.5));
    }
}
