//! Places in words and by name, from the map on this device: nobody is asked.

use lamplight_area::{Found, FoundKind, Nearby, answers, nearby};
use lamplight_protocol::place::{Place, Point};

use crate::Core;
use crate::error::CoreError;
use crate::local::reports;
use crate::view::{FoundPlace, Located, PlaceKind};

/// Places of one's own reports that are offered.
const RECENT_MAX: usize = 5;
/// Landmarks, and streets, that are offered where nothing was typed.
const AROUND_MAX: usize = 8;
/// Places of the map that answer what was typed.
const FOUND_MAX: usize = 20;

impl Core {
    /// Says what is at a point: in which district, what the map has around it, and what was reported there often. Outside the area it says so, so that
    /// nobody writes a report that is then refused.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn locate(&self, point: Point) -> Result<Located, CoreError> {
        let area = self.area()?;
        let around = match self.open_map()? {
            // A tile that does not read takes the words away, and nothing else.
            Some(open) => nearby(&open.pack, point).unwrap_or_default(),
            None => Nearby::default(),
        };
        Ok(Located {
            inside: area.check_point(Some(point)).is_ok(),
            district: area.district_of(point).map(|district| district.name.clone()),
            street: around.street,
            house_number: around.house_number,
            cross_street: around.cross_street,
            landmark: around.landmark,
            reported: self.reported_near(point)?,
        })
    }

    /// Places by their names: those of the resident's own reports first, then what the map has. With nothing typed, what
    /// is around the given point, or else around the last place.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn find_places(&self, typed: &str, near: Option<Point>) -> Result<Vec<FoundPlace>, CoreError> {
        let recent = self.db().read(reports::places)?;
        let near = near.or_else(|| recent.iter().find_map(|place| place.point));
        let mut found: Vec<FoundPlace> = recent
            .into_iter()
            .filter(|place| is_meant(place, typed))
            .take(RECENT_MAX)
            .map(recent_place)
            .collect();
        if let Some(open) = self.open_map()? {
            let index = open.index();
            let of_map = if typed.trim().is_empty() {
                let middle = open.pack.facts().bounds.middle();
                let near = near.or(middle);
                let around = |kind| near.map_or(Vec::new(), |near| index.around(near, kind, AROUND_MAX));
                [around(FoundKind::Landmark), around(FoundKind::Street)].concat()
            } else {
                index.find(typed, near, FOUND_MAX)
            };
            found.extend(of_map.into_iter().map(place_of_map));
        }
        Ok(found)
    }
}

fn is_meant(place: &Place, typed: &str) -> bool {
    answers(place.words.as_deref().unwrap_or_default(), typed)
}

fn recent_place(place: Place) -> FoundPlace {
    FoundPlace {
        kind: PlaceKind::Recent,
        name: place.words.unwrap_or_default(),
        house_number: None,
        point: place.point,
    }
}

fn place_of_map(found: Found) -> FoundPlace {
    FoundPlace {
        kind: match found.kind {
            FoundKind::Landmark => PlaceKind::Landmark,
            FoundKind::Street => PlaceKind::Street,
            FoundKind::Address => PlaceKind::Address,
        },
        name: found.name,
        house_number: found.house_number,
        point: Some(found.point),
    }
}
