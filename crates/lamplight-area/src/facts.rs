//! What a pack says about itself.

use lamplight_protocol::limits::ATTRIBUTION_CHARS_MAX;
use lamplight_protocol::place::Point;
use pmtiles::Header;

/// What a pack says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PackFacts {
    /// The coarsest zoom that it has tiles of.
    pub zoom_min: u8,
    /// The finest zoom that it has tiles of.
    pub zoom_max: u8,
    /// What it covers.
    pub bounds: Bounds,
    /// Whom to name beside the map, as plain text; empty when it says nobody.
    pub attribution: String,
}

/// A rectangle on the ground, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

impl Bounds {
    /// Whether the point lies in it.
    pub fn contains(&self, point: Point) -> bool {
        (self.west..=self.east).contains(&point.lon()) && (self.south..=self.north).contains(&point.lat())
    }

    /// Its middle.
    pub fn middle(&self) -> Option<Point> {
        Point::new((self.south + self.north) / 2.0, (self.west + self.east) / 2.0).ok()
    }

    /// Whether the other lies in it, edges with it.
    pub fn covers(&self, other: &Self) -> bool {
        self.west <= other.west
            && self.south <= other.south
            && self.east >= other.east
            && self.north >= other.north
    }

    /// Whether it has any ground in it, and no more than there is.
    pub(crate) fn is_sound(&self) -> bool {
        let within = |edge: f64, limit: f64| (-limit..=limit).contains(&edge);
        self.west < self.east
            && self.south < self.north
            && [self.west, self.east].iter().all(|edge| within(*edge, 180.0))
            && [self.south, self.north].iter().all(|edge| within(*edge, 90.0))
    }
}

/// Reads them from the header and the metadata, which is JSON.
pub(crate) fn read(header: &Header, metadata: &str) -> PackFacts {
    let metadata: serde_json::Value = serde_json::from_str(metadata).unwrap_or_default();
    let attribution = metadata.get("attribution").and_then(serde_json::Value::as_str);
    PackFacts {
        zoom_min: header.min_zoom,
        zoom_max: header.max_zoom,
        bounds: Bounds {
            west: header.min_longitude,
            south: header.min_latitude,
            east: header.max_longitude,
            north: header.max_latitude,
        },
        attribution: plain(attribution.unwrap_or_default()),
    }
}

/// The words of a text with markup: packs made from OpenStreetMap bring a link, and nothing from a pack is ever shown
/// as markup.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            other => words.push(other),
        }
    }
    let words = words.replace("&copy;", "©").replace("&amp;", "&");
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().take(ATTRIBUTION_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribution_is_shown_as_words_without_its_links() {
        let html = r#"<a href="https://osm.org/copyright">&copy; OpenStreetMap</a> contributors"#;
        assert_eq!(plain(html), "© OpenStreetMap contributors");
        assert_eq!(plain("  A\n map  "), "A map");
        assert_eq!(plain(&"a".repeat(10_000)).len(), ATTRIBUTION_CHARS_MAX);
    }

    #[test]
    fn bounds_without_ground_or_beyond_the_earth_are_not_sound() {
        let bounds = |west, south, east, north| Bounds {
            west,
            south,
            east,
            north,
        };
        assert!(bounds(-1.0, 50.0, 1.0, 51.0).is_sound());
        for wrong in [
            bounds(0.0, 0.0, 0.0, 0.0),
            bounds(1.0, 50.0, -1.0, 51.0),
            bounds(-1.0, 50.0, 1.0, 91.0),
            bounds(f64::NAN, 50.0, 1.0, 51.0),
        ] {
            assert!(!wrong.is_sound(), "{wrong:?}");
        }
    }
}
