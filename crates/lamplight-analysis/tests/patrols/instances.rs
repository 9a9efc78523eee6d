//! Instances of the literature's forms.

use lamplight_analysis::check::check;
use lamplight_analysis::orienteering::{Instance, InstanceError, Terms};
use lamplight_analysis::plan::{Effort, Plan, plan};

const CHAO: &str = "n 5\nm 2\ntmax 8.0\n0 0 0\n1 1 10\n3 0 20\n1 -1 30\n4 0 0\n";

fn solved(text: &str, terms: Terms) -> Plan {
    let instance = Instance::read(text, terms).unwrap();
    let plan = plan(&instance.task(), Effort::Epochs(4), 1).unwrap();
    assert_eq!(check(&instance.task(), &plan), []);
    plan
}

#[track_caller]
fn is_worth(plan: &Plan, value: f64) {
    assert!((plan.value - value).abs() < 1e-9, "{plan:?}");
}

#[test]
fn the_heading_says_members_and_budget() {
    let plan = solved(CHAO, Terms::default());
    assert_eq!(plan.routes.len(), 2);
    is_worth(&plan, 60.0);
}

#[test]
fn what_the_caller_says_goes_first() {
    // 4 along the straight line leaves nothing but the stop on it.
    let plan = solved(
        CHAO,
        Terms {
            members: Some(1),
            budget: Some(4.0),
            end: None,
        },
    );
    assert_eq!(plan.routes.len(), 1);
    is_worth(&plan, 20.0);
}

#[test]
fn without_a_heading_the_caller_says_it_all() {
    let points = "0 0 0\n1 1 10\n3 0 20\n1 -1 30\n";
    let terms = Terms {
        members: Some(1),
        budget: Some(4.0),
        end: Some((4.0, 0.0)),
    };
    is_worth(&solved(points, terms), 20.0);
    // Without an end one comes back to the start.
    let around = Terms { end: None, ..terms };
    is_worth(&solved(points, around), 30.0 + 0.0);
    let endless = Instance::read(points, Terms::default());
    assert_eq!(endless, Err(InstanceError::NoBudget));
}

#[test]
fn solomons_customers_keep_their_windows() {
    let text = "C1\n\nVEHICLE\nNUMBER CAPACITY\n 2 200\n\nCUSTOMER\nCUST NO. X Y DEMAND READY DUE SERVICE\n\n\
                0 0 0 0 0 100 0\n1 10 0 5 0 20 10\n2 20 0 6 60 70 10\n3 0 30 7 0 25 10\n";
    let one = Terms {
        members: Some(1),
        ..Terms::default()
    };
    let plan = solved(text, one);
    // The third is due before anybody can be there.
    is_worth(&plan, 11.0);
    assert_eq!(plan.skipped[0].stop, "3");
}

#[test]
fn a_bad_line_is_named() {
    let bad = |text| Instance::read(text, Terms::default()).unwrap_err().to_string();
    assert_eq!(bad("0 0 0\n1 one 3\n"), "line 2: x, y and score");
    assert_eq!(bad("m many\n"), "line 1: m and the number of members");
    assert_eq!(
        bad("CUSTOMER\nNO X\n0 1 2\n"),
        "line 3: number, x, y, demand, ready time, due date and service time"
    );
    assert_eq!(bad(""), "the file has no start with stops after it");
    let crowd = Terms {
        members: Some(0),
        ..Terms::default()
    };
    assert_eq!(Instance::read(CHAO, crowd), Err(InstanceError::Members(0)));
}
