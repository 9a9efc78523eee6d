//! The town of a seed, read as a device reads it.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use bytes::Bytes;
use lamplight_area::{FoundKind, Pack, PlaceIndex, check, nearby};
use lamplight_protocol::place::Point;
use lamplight_town::{Town, area};

fn pack_of(seed: u64) -> Vec<u8> {
    Town::grow(seed).unwrap().pack().unwrap()
}

fn point(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).unwrap()
}

#[test]
fn a_seed_gives_the_same_town_each_time_and_another_seed_another() {
    let first = pack_of(7);
    assert_eq!(first, pack_of(7));
    assert_ne!(first, pack_of(8));
}

#[test]
fn the_pack_is_of_use_to_the_towns_area() {
    let pack = Pack::from_bytes(Bytes::from(pack_of(1))).unwrap();
    let (survey, problems) = check(&pack, &area().unwrap()).unwrap();
    assert_eq!(problems, []);
    assert!(survey.streets > 100, "{survey:?}");
    assert!(survey.landmarks > 30, "{survey:?}");
    assert!(survey.addresses > 3_000, "{survey:?}");
}

#[test]
fn what_the_demo_speaks_of_is_where_it_says_whatever_the_seed() {
    for seed in 1..=3 {
        let pack = Pack::from_bytes(Bytes::from(pack_of(seed))).unwrap();
        let mill_street = nearby(&pack, point(60.0125, 0.0122)).unwrap();
        assert_eq!(
            mill_street.street.as_deref(),
            Some("Mill Street"),
            "{mill_street:?}"
        );
        let steps = nearby(&pack, point(60.0062, -0.0031)).unwrap();
        assert_eq!(steps.street.as_deref(), Some("Quay Road"));
        assert_eq!(steps.landmark.as_deref(), Some("Quay steps"));
        let index = PlaceIndex::of(&pack).unwrap();
        for name in [
            "Old Town library",
            "Hillside school",
            "Market square",
            "Elm Lane",
            "Quay Road",
        ] {
            let found = index.find(name, None, 1);
            assert_eq!(found.first().map(|found| found.name.as_str()), Some(name));
        }
    }
}

#[test]
fn a_house_found_by_its_address_is_where_its_words_say() {
    let pack = Pack::from_bytes(Bytes::from(pack_of(1))).unwrap();
    let index = PlaceIndex::of(&pack).unwrap();
    let found = index.find("1 Mill Street", None, 1);
    let house = found.first().unwrap();
    assert_eq!(
        (house.kind, house.house_number.as_deref()),
        (FoundKind::Address, Some("1"))
    );
    let told = nearby(&pack, house.point).unwrap();
    assert_eq!(told.street.as_deref(), Some("Mill Street"));
    assert_eq!(told.house_number.as_deref(), Some("1"));
}

#[test]
fn no_two_streets_of_the_town_have_one_name() {
    let pack = Pack::from_bytes(Bytes::from(pack_of(1))).unwrap();
    let index = PlaceIndex::of(&pack).unwrap();
    let mut names: Vec<String> = index
        .around(point(60.015, 0.015), FoundKind::Street, usize::MAX)
        .into_iter()
        .map(|street| street.name)
        .collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}
