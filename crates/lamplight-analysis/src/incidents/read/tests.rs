//! What is read, and what is refused.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

const FILE: &str = "occurred_at,category,lon,lat\n\
    2019-01-28 05:00:00+00,Burglary,-75.163690,40.044839\n\
    never,Burglary,-75.1,40.0\n\
    2019-01-28 05:00:00+00,Burglary,,\n\
    2019-01-28 05:00:00+00,Burglary,0,0\n\
    2019-01-28 05:00:00+00,Burglary,-75.1,4044839\n";

fn read(bytes: &[u8]) -> Result<ReadIncidents, ReadError> {
    let mut catalogue = Catalogue::default();
    read_incidents(
        bytes,
        Form::Table,
        &Columns::default(),
        Origin::Reported,
        &mut catalogue,
    )
}

#[test]
fn what_does_not_read_is_counted_with_its_reason() {
    let read = read(FILE.as_bytes()).unwrap();
    assert_eq!(
        read.tally,
        ReadTally {
            rows: 5,
            bad_time: 1,
            no_place: 3
        }
    );
    let [only] = read.incidents.as_slice() else {
        panic!("one incident")
    };
    assert_eq!(only.at.to_rfc3339(), "2019-01-28T05:00:00+00:00");
    assert_eq!((only.place.x, only.place.y), (-75.163_690, 40.044_839));
}

#[test]
fn a_packed_file_reads_like_a_plain_one() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(FILE.as_bytes()).unwrap();
    let bytes = packed.finish().unwrap();
    assert_eq!(
        read(&bytes).unwrap().incidents,
        read(FILE.as_bytes()).unwrap().incidents
    );
}

#[test]
fn a_broken_file_and_a_missing_column_are_errors() {
    assert!(matches!(read(b"a,b\n1,2\n"), Err(ReadError::NoColumn(name)) if name == "occurred_at"));
    assert!(matches!(read(&[0x1f, 0x8b, 8, 0]), Err(ReadError::Table(_))));
}

#[test]
fn a_source_column_tells_residents_from_staff() {
    let columns = Columns {
        occurred_at: "opened_at".into(),
        category: "type".into(),
        source: Some(SourceColumn {
            name: "source".into(),
            residents: vec!["Constituent Call".into()],
        }),
        ..Columns::default()
    };
    let file = "type,opened_at,source,lon,lat\n\
        Graffiti,01/05/2015 12:40:41 PM,Constituent Call,-71.1,42.3\n\
        Graffiti,01/05/2015 12:40:41 PM,City Worker App,-71.1,42.3\n\
        Graffiti,01/05/2015 12:40:41 PM,,-71.1,42.3\n";
    let mut catalogue = Catalogue::default();
    let read = read_incidents(
        file.as_bytes(),
        Form::Table,
        &columns,
        Origin::Unknown,
        &mut catalogue,
    )
    .unwrap();
    let origins: Vec<Origin> = read.incidents.iter().map(|incident| incident.origin).collect();
    assert_eq!(origins, Origin::ALL);
}

#[test]
fn whoever_takes_incidents_may_break_off() {
    let mut catalogue = Catalogue::default();
    let row = "2019-01-28 05:00:00+00,Burglary,-75.1,40.0\n";
    let file = format!("occurred_at,category,lon,lat\n{}", row.repeat(9));
    let mut taken = 0;
    let mut take = |_: &Catalogue, _| {
        taken += 1;
        if taken == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let columns = Columns::default();
    let tally = scan_incidents(
        file.as_bytes(),
        Form::Table,
        &columns,
        Origin::Reported,
        &mut catalogue,
        &mut take,
    );
    assert_eq!((tally.unwrap().rows, taken), (3, 3));
}

#[test]
fn the_end_of_the_name_tells_the_form() {
    for (name, form) in [
        ("2023.csv", Form::Table),
        ("2023.csv.gz", Form::Table),
        ("2023.geojson", Form::GeoJson),
        ("2023.GeoJSON.gz", Form::GeoJson),
        ("2023.json", Form::GeoJson),
    ] {
        assert_eq!(Form::of_name(name), form, "{name}");
    }
}

#[test]
fn places_are_read_alone() {
    let expected = [Coord { x: -75.1, y: 40.0 }];
    let table = "name,lat,lon\n3rd,40.0,-75.1\nnone,,\n";
    assert_eq!(read_places(table.as_bytes(), Form::Table).unwrap(), expected);
    let point = r#"{"features":[{"geometry":{"type":"Point","coordinates":[-75.1,40.0]}}]}"#;
    assert_eq!(read_places(point.as_bytes(), Form::GeoJson).unwrap(), expected);
    assert!(matches!(
        read_places(&b"a,b\n"[..], Form::Table),
        Err(ReadError::NoColumn(_))
    ));
}
