//! Which ways of OpenStreetMap one may walk.

/// Values of `highway` that are walked unless the way says otherwise
/// (<https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions>, world-wide defaults).
const WALKED: [&str; 21] = [
    "bridleway",
    "corridor",
    "footway",
    "living_street",
    "path",
    "pedestrian",
    "platform",
    "primary",
    "primary_link",
    "residential",
    "road",
    "secondary",
    "secondary_link",
    "service",
    "steps",
    "tertiary",
    "tertiary_link",
    "track",
    "trunk",
    "trunk_link",
    "unclassified",
];

/// Values of `highway` that are walked only where the way says so.
const WALKED_IF_SAID: [&str; 3] = ["cycleway", "motorway", "motorway_link"];

/// What `foot` says where walking is allowed.
const FOOT_MAY: [&str; 4] = ["yes", "designated", "permissive", "official"];

/// What `foot` and `access` say where it is not. `use_sidepath` means that the pavement is a way of its own.
const MAY_NOT: [&str; 3] = ["no", "private", "use_sidepath"];

/// Whether a way with these tags may be walked.
pub(super) fn is_walkable<'t>(tags: impl Iterator<Item = (&'t str, &'t str)>) -> bool {
    let (mut highway, mut foot, mut access) = (None, None, None);
    for (key, value) in tags {
        match key {
            "highway" => highway = Some(value),
            "foot" => foot = Some(value),
            "access" => access = Some(value),
            _ => {}
        }
    }
    let is = |tag: Option<&str>, words: &[&str]| tag.is_some_and(|value| words.contains(&value));
    if is(foot, &FOOT_MAY) {
        return is(highway, &WALKED) || is(highway, &WALKED_IF_SAID);
    }
    is(highway, &WALKED) && !is(foot, &MAY_NOT) && !is(access, &MAY_NOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walkable(tags: &[(&str, &str)]) -> bool {
        is_walkable(tags.iter().copied())
    }

    #[test]
    fn streets_paths_and_steps_are_walked() {
        for highway in ["residential", "footway", "steps", "pedestrian"] {
            assert!(walkable(&[("highway", highway)]), "{highway}");
        }
    }

    #[test]
    fn motorways_cycleways_and_what_is_no_highway_are_not() {
        for highway in ["motorway", "cycleway", "construction", "proposed"] {
            assert!(!walkable(&[("highway", highway)]), "{highway}");
        }
        assert!(!walkable(&[("building", "yes"), ("foot", "yes")]));
    }

    #[test]
    fn what_the_way_says_of_walkers_goes_first() {
        assert!(walkable(&[("highway", "cycleway"), ("foot", "designated")]));
        assert!(walkable(&[
            ("highway", "service"),
            ("access", "private"),
            ("foot", "yes")
        ]));
        assert!(!walkable(&[("highway", "primary"), ("foot", "no")]));
        assert!(!walkable(&[("highway", "service"), ("access", "private")]));
    }
}
