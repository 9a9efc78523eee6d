//! A plan in words, one line for each thing to do.

use std::fmt::Write as _;

use lamplight_analysis::plan::{Item, Plan, Why};

/// With times as they stand on a clock.
pub(super) fn by_the_clock(plan: &Plan) -> String {
    told(plan, |seconds| {
        let minutes = (seconds / 60.0).floor();
        let hours = (minutes / 60.0).floor().rem_euclid(24.0);
        format!("{hours:02}:{:02}", minutes.rem_euclid(60.0))
    })
}

/// With times as plain numbers.
pub(super) fn plain(plan: &Plan) -> String {
    told(plan, |seconds| format!("{seconds:8.2}"))
}

fn told(plan: &Plan, time: impl Fn(f64) -> String) -> String {
    let mut lines = String::new();
    // Writing into a string does not fail.
    let mut line = |text: String| {
        let _ = writeln!(lines, "{text}");
    };
    for route in &plan.routes {
        line(format!(
            "{}: value {}, {:.0} m",
            route.shift, route.value, route.walked_metres
        ));
        line(format!("  {}  sets out", time(route.departs_s)));
        for item in &route.items {
            line(match item {
                Item::Visit(visit) => format!(
                    "  {} to {}  {}  ({:.0} m)",
                    time(visit.begins_s),
                    time(visit.departs_s),
                    visit.stop,
                    visit.leg_metres
                ),
                Item::Break { begins_s, ends_s } => {
                    format!("  {} to {}  break", time(*begins_s), time(*ends_s))
                }
            });
        }
        line(format!(
            "  {}  back  ({:.0} m)",
            time(route.arrives_s),
            route.last_leg_metres
        ));
    }
    for skipped in &plan.skipped {
        line(format!("not visited: {}, {}", skipped.stop, why(skipped.why)));
    }
    let seed = plan.seed;
    let _ = write!(
        lines,
        "value {}, {:.0} m; seed {seed}, {} epochs",
        plan.value, plan.walked_metres, plan.epochs
    );
    lines
}

fn why(why: Why) -> &'static str {
    match why {
        Why::WorthMoreElsewhere => "because the time is worth more elsewhere",
        Why::Closed => "because nobody can be there before it closes",
        Why::TooFar => "because nobody could be back in time",
    }
}
