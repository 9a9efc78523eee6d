//! Streets from files, and the ways on them.

use lamplight_analysis::matrix::{MatrixError, WalksError, walks};
use lamplight_analysis::streets::{Place, Streets, StreetsError};

use crate::extract::Extract;

/// A hundredth of a degree of longitude at the equator, in metres on a sphere of Earth's mean radius.
const HUNDREDTH_METRES: f64 = 1_111.950_802;

fn at(lon: f64, lat: f64) -> Place {
    Place { lon, lat }
}

fn collection(lines: &[&str]) -> String {
    let feature = |line: &&str| {
        format!(r#"{{"type":"Feature","geometry":{{"type":"LineString","coordinates":{line}}}}}"#)
    };
    let features: Vec<String> = lines.iter().map(feature).collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

/// A square of a hundredth of a degree a side at the equator, open at its west.
fn square() -> Streets {
    let lines = [
        "[[0,0],[0.01,0]]",
        "[[0.01,0,12.5],[0.01,0.01]]",
        "[[0.01,0.01],[0,0.01]]",
    ];
    Streets::from_geojson(collection(&lines).as_bytes()).unwrap()
}

#[track_caller]
fn about(one: f64, two: f64) {
    assert!((one - two).abs() < 0.01, "{one} is not {two}");
}

#[test]
fn one_walks_along_the_streets_and_not_across() {
    let corners = [at(0.0, 0.0), at(0.0, 0.01), at(0.01, 0.01)];
    let matrix = walks(&square(), &corners, 1.0, 50.0).unwrap();
    about(matrix.metres(0, 1), 3.0 * HUNDREDTH_METRES);
    about(matrix.metres(0, 2), 2.0 * HUNDREDTH_METRES);
    about(matrix.metres(2, 0), matrix.metres(0, 2));
    about(matrix.metres(1, 1), 0.0);
    about(matrix.seconds(0, 2), (2.0 * HUNDREDTH_METRES).ceil());
}

#[test]
fn two_places_on_one_street_are_as_far_as_they_are_apart_on_it() {
    let places = [at(0.002, 0.0), at(0.005, 0.0), at(0.01, 0.005)];
    let matrix = walks(&square(), &places, 1.0, 50.0).unwrap();
    about(matrix.metres(0, 1), 0.3 * HUNDREDTH_METRES);
    about(matrix.metres(1, 2), HUNDREDTH_METRES);
}

#[test]
fn the_way_to_the_street_counts() {
    let places = [at(0.005, 0.0002), at(0.0, 0.0)];
    let matrix = walks(&square(), &places, 1.0, 50.0).unwrap();
    about(matrix.metres(0, 1), 0.52 * HUNDREDTH_METRES);
}

#[test]
fn a_place_far_from_any_street_is_named() {
    let places = [at(0.0, 0.0), at(0.005, 0.005)];
    let refused = walks(&square(), &places, 1.0, 300.0);
    assert_eq!(refused, Err(WalksError::NoStreetNear { place: 1 }));
    let motionless = walks(&square(), &places[..1], 0.0, 300.0);
    let expected = MatrixError::NoPace("0".into());
    assert_eq!(motionless, Err(WalksError::Matrix(expected)));
}

#[test]
fn an_island_of_streets_is_left_out() {
    let lines = ["[[0,0],[0.01,0],[0.01,0.01]]", "[[0.03,0],[0.04,0]]"];
    let streets = Streets::from_geojson(collection(&lines).as_bytes()).unwrap();
    assert_eq!(streets.nodes(), 3);
    about(streets.metres(), 2.0 * HUNDREDTH_METRES);
    assert_eq!(streets.snap(at(0.035, 0.0), 100.0), None);
}

#[test]
fn files_without_streets_are_refused() {
    let refused = |text: &str| Streets::from_geojson(text.as_bytes()).unwrap_err();
    assert!(matches!(refused("{}"), StreetsError::GeoJson(_)));
    assert!(matches!(refused(&collection(&[])), StreetsError::NoStreet));
    assert!(matches!(
        refused(&collection(&["[[0,0],[0,91]]"])),
        StreetsError::NoPlace { .. }
    ));
    let osm = Streets::from_osm_pbf(b"no extract").unwrap_err();
    assert!(matches!(osm, StreetsError::Osm(_)));
}

#[test]
fn an_extract_gives_its_walkable_ways() {
    let extract = Extract::default()
        .node(10, 0.0, 0.0)
        .node(11, 0.01, 0.0)
        .node(12, 0.01, 0.01)
        .node(13, 0.0, 0.01)
        .way(1, &[("highway", "residential")], &[10, 11])
        .way(2, &[("highway", "footway"), ("name", "Path")], &[11, 12, 13])
        .way(3, &[("highway", "motorway")], &[13, 10])
        .way(4, &[("building", "yes")], &[10, 12])
        // One of its nodes is not in the extract.
        .way(5, &[("highway", "steps")], &[10, 99, 13]);
    let streets = Streets::from_osm_pbf(&extract.written()).unwrap();
    assert_eq!(streets.nodes(), 4);
    about(streets.metres(), 3.0 * HUNDREDTH_METRES);
    let matrix = walks(&streets, &[at(0.0, 0.0), at(0.0, 0.01)], 1.0, 10.0).unwrap();
    about(matrix.metres(0, 1), 3.0 * HUNDREDTH_METRES);
}

/// A small town of crooked streets: every way beside what Floyd and Warshall's algorithm finds.
#[test]
fn ways_are_the_shortest_there_are() {
    const SIDE: usize = 6;
    let place = |node: usize| {
        let (x, y) = ((node % SIDE) as f64, (node / SIDE) as f64);
        let crooked = (node * 7 % 5) as f64 * 1e-4;
        at(0.001 * x + crooked, 0.001 * y - crooked)
    };
    let mut pairs = Vec::new();
    for node in 0..SIDE * SIDE {
        let is_gap = node * 11 % 7 == 0;
        pairs.extend((node % SIDE + 1 < SIDE && !is_gap).then_some((node, node + 1)));
        pairs.extend((node + SIDE < SIDE * SIDE).then_some((node, node + SIDE)));
    }
    let mut shortest = vec![vec![f64::INFINITY; SIDE * SIDE]; SIDE * SIDE];
    for (node, row) in shortest.iter_mut().enumerate() {
        row[node] = 0.0;
    }
    let line = |(one, two): &(usize, usize)| {
        let (one, two) = (place(*one), place(*two));
        format!("[[{},{}],[{},{}]]", one.lon, one.lat, two.lon, two.lat)
    };
    let lines: Vec<String> = pairs.iter().map(line).collect();
    for (one, two) in pairs {
        let metres = place(one).metres_to(&place(two));
        shortest[one][two] = metres;
        shortest[two][one] = metres;
    }
    for via in 0..SIDE * SIDE {
        for from in 0..SIDE * SIDE {
            for to in 0..SIDE * SIDE {
                let around = shortest[from][via] + shortest[via][to];
                shortest[from][to] = shortest[from][to].min(around);
            }
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let streets = Streets::from_geojson(collection(&lines).as_bytes()).unwrap();
    let places: Vec<Place> = (0..SIDE * SIDE).map(place).collect();
    let matrix = walks(&streets, &places, 1.0, 1.0).unwrap();
    for (from, row) in shortest.iter().enumerate() {
        for (to, metres) in row.iter().enumerate() {
            about(matrix.metres(from, to), *metres);
        }
    }
}
