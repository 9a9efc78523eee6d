//! A point in words: the nearest street, and what says where on it.

use geo::{Coord, Distance as _, Euclidean, LineString, Point as Dot};
use lamplight_protocol::place::Point;

use crate::features::{self, Feature};
use crate::pack::{Pack, PackError};
use crate::tiles::{Plane, tiles_of};

/// How far a street may be to be named, in metres: across a park or a car park.
const STREET_METRES_MAX: f64 = 250.0;
/// How far a second street may be to say where on the first, in metres: about a block.
const CROSS_STREET_METRES_MAX: f64 = 150.0;
/// How far a landmark may be, in metres: what one sees standing there.
const LANDMARK_METRES_MAX: f64 = 60.0;
/// How far a house may be, in metres: one stands before it.
const HOUSE_METRES_MAX: f64 = 25.0;
/// Tiles that one look reads: four where they are as small as they get, and some to spare.
const TILES_MAX: u64 = 36;

/// What is around a point, each the nearest of its kind. The words are made of it where the language is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Nearby {
    /// The street.
    pub street: Option<String>,
    /// The number of the house on that street, where one stands before it.
    pub house_number: Option<String>,
    /// Another street close by, which says where on the first.
    pub cross_street: Option<String>,
    /// A landmark in sight.
    pub landmark: Option<String>,
}

/// The nearest of a kind so far.
struct Nearest<T> {
    metres: f64,
    what: Option<T>,
}

impl<T> Nearest<T> {
    fn within(metres: f64) -> Self {
        Self { metres, what: None }
    }

    fn offer(&mut self, metres: f64, what: T) {
        if metres <= self.metres {
            *self = Self {
                metres,
                what: Some(what),
            };
        }
    }
}

/// Says what is around a point. All is empty where the pack shows nothing.
///
/// # Errors
/// [`PackError`] when a tile cannot be read.
pub fn nearby(pack: &Pack, point: Point) -> Result<Nearby, PackError> {
    let plane = Plane::around(point);
    let mut features = Vec::new();
    let around = plane.within(STREET_METRES_MAX);
    for coord in tiles_of(&around, pack.facts().zoom_max, TILES_MAX).unwrap_or_default() {
        features.extend(features::read(pack, coord)?.features);
    }
    Ok(nearest(&plane, &features))
}

fn nearest(plane: &Plane, features: &[Feature]) -> Nearby {
    let street = nearest_street(plane, features, STREET_METRES_MAX, |_| true);
    let cross_street = nearest_street(plane, features, CROSS_STREET_METRES_MAX, |name| {
        Some(name) != street
    });
    let mut landmark = Nearest::within(LANDMARK_METRES_MAX);
    let mut house = Nearest::within(HOUSE_METRES_MAX);
    for feature in features {
        match feature {
            Feature::Landmark { name, at } => landmark.offer(metres_to(plane, *at), name.as_str()),
            Feature::Address {
                street: of,
                number,
                at,
            } if Some(of.as_str()) == street => {
                house.offer(metres_to(plane, *at), number.as_str());
            }
            Feature::Address { .. } | Feature::Street { .. } => {}
        }
    }
    let owned = |name: Option<&str>| name.map(str::to_owned);
    Nearby {
        street: owned(street),
        house_number: owned(house.what),
        cross_street: owned(cross_street),
        landmark: owned(landmark.what),
    }
}

fn nearest_street<'a>(
    plane: &Plane,
    features: &'a [Feature],
    metres_max: f64,
    is_wanted: impl Fn(&str) -> bool,
) -> Option<&'a str> {
    let mut nearest = Nearest::within(metres_max);
    for feature in features {
        if let Feature::Street { name, line } = feature
            && is_wanted(name)
        {
            let metres: LineString<f64> = line.coords().map(|at| plane.metres(*at)).collect();
            nearest.offer(Euclidean.distance(&metres, &Dot::new(0.0, 0.0)), name.as_str());
        }
    }
    nearest.what
}

fn metres_to(plane: &Plane, at: Coord<f64>) -> f64 {
    let metres = plane.metres(at);
    metres.x.hypot(metres.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundredth of a thousandth of a degree is a metre, on the equator.
    const METRE: f64 = 1.0 / 111_320.0;

    fn street(name: &str, from: (f64, f64), to: (f64, f64)) -> Feature {
        let at = |(x, y): (f64, f64)| Coord {
            x: x * METRE,
            y: y * METRE,
        };
        Feature::Street {
            name: name.into(),
            line: LineString(vec![at(from), at(to)]),
        }
    }

    fn words(features: &[Feature]) -> Nearby {
        nearest(&Plane::around(Point::new(0.0, 0.0).unwrap()), features)
    }

    fn address(street: &str, number: &str, x: f64) -> Feature {
        Feature::Address {
            street: street.into(),
            number: number.into(),
            at: Coord { x: x * METRE, y: 0.0 },
        }
    }

    #[test]
    fn the_street_whose_line_is_nearest_is_named_not_the_one_whose_corner_is() {
        let features = [
            street("Mill Street", (-900.0, 20.0), (900.0, 20.0)),
            street("Quay Road", (40.0, -900.0), (40.0, 900.0)),
        ];
        let told = words(&features);
        assert_eq!(told.street.as_deref(), Some("Mill Street"));
        assert_eq!(told.cross_street.as_deref(), Some("Quay Road"));
    }

    #[test]
    fn what_is_too_far_is_not_named() {
        let far = [street("Mill Street", (-10.0, 251.0), (10.0, 251.0))];
        assert_eq!(words(&far), Nearby::default());
        let features = [
            street("Mill Street", (-10.0, 249.0), (10.0, 249.0)),
            street("Quay Road", (-10.0, -251.0), (10.0, -251.0)),
            Feature::Landmark {
                name: "School".into(),
                at: Coord {
                    x: 61.0 * METRE,
                    y: 0.0,
                },
            },
        ];
        let told = words(&features);
        assert_eq!(told.street.as_deref(), Some("Mill Street"));
        assert_eq!((told.cross_street, told.landmark), (None, None));
    }

    #[test]
    fn a_house_is_named_by_its_number_on_the_street_that_is_named() {
        let mill = street("Mill Street", (-90.0, 5.0), (90.0, 5.0));
        let features = [
            mill.clone(),
            address("Mill Street", "12", 20.0),
            address("Mill Street", "14", 10.0),
            address("Quay Road", "1", 1.0),
        ];
        assert_eq!(words(&features).house_number.as_deref(), Some("14"));
        assert_eq!(
            words(&[mill, address("Mill Street", "12", 26.0)]).house_number,
            None
        );
    }

    #[test]
    fn one_street_in_several_pieces_is_not_its_own_cross_street() {
        let features = [
            street("Mill Street", (-90.0, 5.0), (0.0, 5.0)),
            street("Mill Street", (0.0, 5.0), (90.0, 5.0)),
        ];
        assert_eq!(words(&features).cross_street, None);
    }
}
