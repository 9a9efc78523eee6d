//! The features of a GeoJSON file, one after the other: the file may be larger than the memory.

use std::fmt;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use geo::Coord;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::ReadError;
use super::time::parse_time;
use crate::packed::unpacked;

/// A feature, as far as it can be an incident.
#[derive(Deserialize)]
pub(super) struct Feature {
    geometry: Option<Geometry>,
    properties: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Geometry {
    r#type: String,
    #[serde(default)]
    coordinates: Value,
}

impl Feature {
    /// Its place; none where it is no point.
    pub(super) fn point(&self) -> Option<Coord<f64>> {
        let geometry = self
            .geometry
            .as_ref()
            .filter(|geometry| geometry.r#type == "Point")?;
        let position = geometry.coordinates.as_array()?;
        Some(Coord {
            x: position.first()?.as_f64()?,
            y: position.get(1)?.as_f64()?,
        })
    }

    /// A property as text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.property(name)? {
            Value::String(text) => Some(text.clone()),
            value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
            _ => None,
        }
    }

    /// A property that is a time: text, or milliseconds since 1970, as ArcGIS writes it.
    pub(super) fn time(&self, name: &str) -> Option<DateTime<Utc>> {
        match self.property(name)? {
            Value::String(text) => parse_time(text),
            Value::Number(ms) => DateTime::from_timestamp_millis(ms.as_i64()?),
            _ => None,
        }
    }

    fn property(&self, name: &str) -> Option<&Value> {
        self.properties.as_ref()?.get(name)
    }
}

/// Whoever takes features: may fail, or break off.
pub(super) type Take<'t> = dyn FnMut(Feature) -> Result<ControlFlow<()>, ReadError> + 't;

/// Hands on every feature of a collection.
pub(super) fn features(source: impl Read, take: &mut Take<'_>) -> Result<(), ReadError> {
    let source = unpacked(source).map_err(serde_json::Error::io)?;
    let mut end = End::OfTheFile;
    let read = Collection { take, end: &mut end }
        .deserialize(&mut serde_json::Deserializer::from_reader(BufReader::new(source)));
    match end {
        End::OfTheFile => Ok(read?),
        End::BrokenOff => Ok(()),
        End::Failed(error) => Err(error),
    }
}

/// Why reading ended.
enum End {
    OfTheFile,
    BrokenOff,
    Failed(ReadError),
}

/// Reads a collection. serde can only be stopped by an error, so what really happened stands in `end`.
struct Collection<'c, 't> {
    take: &'c mut Take<'t>,
    end: &'c mut End,
}

impl<'de> DeserializeSeed<'de> for Collection<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut has_features = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "features" {
                has_features = true;
                map.next_value_seed(Features {
                    take: &mut *self.take,
                    end: &mut *self.end,
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if has_features {
            Ok(())
        } else {
            Err(A::Error::missing_field("features"))
        }
    }
}

/// The list of features.
struct Features<'c, 't> {
    take: &'c mut Take<'t>,
    end: &'c mut End,
}

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(feature) = list.next_element::<Feature>()? {
            *self.end = match (self.take)(feature) {
                Ok(ControlFlow::Continue(())) => continue,
                Ok(ControlFlow::Break(())) => End::BrokenOff,
                Err(error) => End::Failed(error),
            };
            return Err(A::Error::custom("no more is wanted"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use geo::Coord;

    use crate::incidents::{Catalogue, Columns, Form, Origin, ReadError, read_incidents, scan_incidents};

    const FILE: &str = r#"{"type":"FeatureCollection","name":"incidents","features":[
        {"type":"Feature","properties":{"when":1548651600000,"what":"Burglary"},
         "geometry":{"type":"Point","coordinates":[-75.16369,40.044839,12.0]}},
        {"type":"Feature","properties":{"when":"2019-01-28T05:00:00Z","what":"Noise"},
         "geometry":{"type":"Point","coordinates":[-75.1,40.0]}},
        {"type":"Feature","properties":{"when":"one day","what":"Noise"},
         "geometry":{"type":"Point","coordinates":[-75.1,40.0]}},
        {"type":"Feature","properties":{"when":"2019-01-28T05:00:00Z","what":"Noise"},"geometry":null},
        {"type":"Feature","properties":{"when":"2019-01-28T05:00:00Z","what":"Noise"},
         "geometry":{"type":"LineString","coordinates":[[-75.1,40.0],[-75.2,40.0]]}}
    ]}"#;

    fn columns() -> Columns {
        Columns {
            occurred_at: "when".into(),
            category: "what".into(),
            ..Columns::default()
        }
    }

    #[test]
    fn points_with_properties_are_incidents() {
        let mut catalogue = Catalogue::default();
        let origin = Origin::Reported;
        let read =
            read_incidents(FILE.as_bytes(), Form::GeoJson, &columns(), origin, &mut catalogue).unwrap();
        assert_eq!(
            (read.tally.rows, read.tally.bad_time, read.tally.no_place),
            (5, 1, 2)
        );
        let [first, second] = read.incidents.as_slice() else {
            panic!("two incidents")
        };
        assert_eq!(first.at, second.at);
        assert_eq!(first.at.to_rfc3339(), "2019-01-28T05:00:00+00:00");
        let place = Coord {
            x: -75.163_69,
            y: 40.044_839,
        };
        assert_eq!(first.place, place);
        assert_eq!(catalogue.get(first.category).unwrap().name, "Burglary");
    }

    #[test]
    fn whoever_breaks_off_gets_no_more_and_no_error() {
        let mut taken = 0;
        let mut take = |_: &Catalogue, _| {
            taken += 1;
            ControlFlow::Break(())
        };
        let mut catalogue = Catalogue::default();
        let tally = scan_incidents(
            FILE.as_bytes(),
            Form::GeoJson,
            &columns(),
            Origin::Reported,
            &mut catalogue,
            &mut take,
        );
        assert_eq!((tally.unwrap().rows, taken), (1, 1));
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        for file in [
            "",
            "[]",
            "{}",
            r#"{"features":[{"geometry":7}]}"#,
            r#"{"features":["#,
        ] {
            let read = read_incidents(
                file.as_bytes(),
                Form::GeoJson,
                &columns(),
                Origin::Reported,
                &mut Catalogue::default(),
            );
            assert!(matches!(read, Err(ReadError::GeoJson(_))), "{file}");
        }
    }
}
