//! Incidents and streets are brought in.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Duration, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::deployment::{Deployment, Ended};

/// A day ago, at noon.
#[expect(
    clippy::disallowed_methods,
    reason = "the program goes by the machine's clock, and leaves out what is too old by that"
)]
fn yesterday() -> DateTime<Utc> {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = DateTime::from_timestamp(since_epoch.as_secs() as i64, 0).unwrap();
    let noon = now.date_naive().and_hms_opt(12, 0, 0).unwrap().and_utc();
    noon - Duration::days(1)
}

/// A deployment in a town of some two kilometres, and a file of origins.
fn town() -> Deployment {
    let deployment = Deployment::made();
    let ring = json!([[0.0, 0.0], [0.02, 0.0], [0.02, 0.02], [0.0, 0.02], [0.0, 0.0]]);
    let mut area = serde_json::to_value(lamplight_protocol::area::Area::anywhere()).unwrap();
    area["boundary"] = json!({ "type": "MultiPolygon", "coordinates": [[ring]] });
    std::fs::write(deployment.path("data/area.json"), area.to_string()).unwrap();
    let origins = "reported = ['Noise']\ndiscovered = ['Drugs']\nsuspicion = ['Suspicious person']\n";
    std::fs::write(deployment.path("origins.toml"), origins).unwrap();
    deployment
}

fn import(deployment: &Deployment, file: &Path, more: &[&str]) -> Ended {
    let origins = deployment.path("origins.toml");
    let words = [
        "incidents",
        "import",
        "--source",
        "police",
        "--origins",
        origins.to_str().unwrap(),
        "--file",
        file.to_str().unwrap(),
    ];
    deployment.run(&[&words[..], more].concat())
}

fn imported(deployment: &Deployment, file: &Path, more: &[&str]) -> String {
    let ended = import(deployment, file, more);
    assert_eq!(ended.code, 0, "{ended:?}");
    ended.stdout
}

/// A table with every reason for which a row is left out, three rows that stay, and one of them twice; packed.
fn every_kind_of_row(deployment: &Deployment) -> PathBuf {
    let day = |days: i64| (yesterday() + Duration::days(days)).format("%Y-%m-%d %H:%M:%S+00");
    let mut rows = vec![
        format!("{},Noise,0.005,0.005", day(0)),
        format!("{},Noise,0.005,0.005", day(0)),
        format!("{},Drugs,0.006,0.005", day(0)),
        format!("{},Else,0.007,0.005", day(0)),
        "never,Noise,0.005,0.005".to_owned(),
        format!("{},Noise,0.005,0.005", day(9)),
        format!("{},Noise,0.005,0.005", day(-2_000)),
        format!("{},Noise,,", day(0)),
        format!("{},Noise,0.5,0.5", day(0)),
        format!("{},Suspicious person,0.005,0.005", day(0)),
        format!("{},,0.005,0.005", day(0)),
        format!("{},Noise,0.0101,0.0101", day(0)),
    ];
    rows.extend((0..120).map(|minute| {
        let at = yesterday() - Duration::minutes(minute);
        format!("{},Noise,0.015,0.015", at.format("%Y-%m-%d %H:%M:%S+00"))
    }));
    let path = deployment.path("incidents.csv.gz");
    let mut packed = GzEncoder::new(std::fs::File::create(&path).unwrap(), Compression::fast());
    write!(packed, "occurred_at,category,lon,lat\n{}\n", rows.join("\n")).unwrap();
    packed.finish().unwrap();
    path
}

#[test]
fn an_import_tells_what_it_left_out_and_changes_nothing_the_second_time() {
    let deployment = town();
    let file = every_kind_of_row(&deployment);
    let police = deployment.path("police.csv");
    std::fs::write(&police, "lon,lat\n0.0102,0.0101\n").unwrap();
    let police = ["--police", police.to_str().unwrap()];
    let told = imported(&deployment, &file, &police);
    for line in [
        "132 rows, 3 added to police, 1 doubled or there already",
        "1 left out: the time does not read",
        "1 left out: the time lies in the future",
        "1 left out: longer ago than incidents are kept",
        "1 left out: no place",
        "120 left out: on a point that stands for no place",
        "1 left out: at a police station",
        "1 left out: outside the area",
        "1 left out: about somebody who seemed suspicious",
        "1 left out: no category, or one that is too long",
        "0.015000, 0.015000 (lon, lat) stands for no place",
    ] {
        assert!(told.contains(line), "{line} is not in {told}");
    }
    let again = imported(&deployment, &file, &police);
    assert!(
        again.contains("132 rows, 0 added to police, 4 doubled or there already"),
        "{again}"
    );
    let kept = deployment.path("data/lamplight.sqlite3");
    let database = rusqlite::Connection::open(kept).unwrap();
    let origins: String = database
        .query_row(
            "SELECT group_concat(origin) FROM (SELECT origin FROM incident ORDER BY lon_e5)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(origins, "reported,discovered,unknown");
}

#[test]
fn points_of_geojson_are_imported_by_the_end_of_the_name() {
    let deployment = town();
    let feature = |category: &str, lon: f64| {
        json!({
            "type": "Feature", "properties": { "when": yesterday().timestamp_millis(), "what": category },
            "geometry": { "type": "Point", "coordinates": [lon, 0.005] },
        })
    };
    let features: Vec<Value> = vec![
        feature("Noise", 0.005),
        feature("Drugs", 0.006),
        feature("Noise", 0.5),
    ];
    let file = deployment.path("incidents.geojson");
    let collection = json!({ "type": "FeatureCollection", "features": features });
    std::fs::write(&file, collection.to_string()).unwrap();
    let told = imported(&deployment, &file, &["--map", "occurred_at=when,category=what"]);
    assert!(told.contains("3 rows, 2 added"), "{told}");
    assert!(told.contains("1 left out: outside the area"), "{told}");
}

#[test]
fn a_source_is_listed_and_forgotten() {
    let deployment = town();
    let listed = || deployment.run(&["incidents", "list"]).stdout;
    assert_eq!(listed(), "no incidents are imported\n");
    imported(&deployment, &every_kind_of_row(&deployment), &[]);
    assert!(
        listed().starts_with("police: 4 incidents, last imported at 20"),
        "{}",
        listed()
    );
    let unknown = deployment.run(&["incidents", "forget", "--source", "polise"]);
    assert_eq!(unknown.code, 1, "{unknown:?}");
    assert!(
        unknown.stderr.contains("there is no source \"polise\""),
        "{unknown:?}"
    );
    let forgotten = deployment.run(&["incidents", "forget", "--source", "police"]);
    assert_eq!(
        forgotten.stdout, "police: 4 incidents are forgotten\n",
        "{forgotten:?}"
    );
    assert_eq!(listed(), "no incidents are imported\n");
}

#[test]
fn an_import_that_cannot_be_says_why() {
    let deployment = town();
    let file = deployment.path("incidents.csv");
    std::fs::write(&file, "occurred_at,category,lon\n").unwrap();
    let no_column = import(&deployment, &file, &[]);
    assert_eq!(no_column.code, 2, "{no_column:?}");
    assert!(no_column.stderr.contains("no column \"lat\""), "{no_column:?}");
    let words = ["incidents", "import", "--file", file.to_str().unwrap()];
    let no_origins = deployment.run(&words);
    assert_eq!(no_origins.code, 2, "{no_origins:?}");
    assert!(no_origins.stderr.contains("--origins"), "{no_origins:?}");
    let help = deployment.run(&["incidents", "import", "--help"]).stdout;
    assert!(
        help.contains("origins.toml says how each category comes to be known"),
        "{help}"
    );
}

#[test]
fn streets_are_kept_when_one_can_walk_on_them() {
    let deployment = Deployment::made();
    let file = deployment.path("centre.geojson");
    let line = |coordinates: Value| {
        let geometry = json!({ "type": "LineString", "coordinates": coordinates });
        let feature = json!({ "type": "Feature", "properties": {}, "geometry": geometry });
        json!({ "type": "FeatureCollection", "features": [feature] }).to_string()
    };
    let words = ["streets", "import", "--file", file.to_str().unwrap()];
    std::fs::write(&file, line(json!([[0.0, 0.0], [0.01, 0.0], [0.01, 0.01]]))).unwrap();
    let told = deployment.done(&words);
    assert_eq!(
        told,
        "centre.geojson: 2 km of streets in one piece, with 3 points\n"
    );
    std::fs::write(&file, line(json!([]))).unwrap();
    let empty = deployment.run(&words);
    assert_eq!(empty.code, 2, "{empty:?}");
    assert!(
        empty.stderr.contains("there is no street to walk on"),
        "{empty:?}"
    );
    let other = deployment.run(&["streets", "import", "--file", "streets.shp"]);
    assert!(other.stderr.contains(".osm.pbf or .geojson"), "{other:?}");
    let database = rusqlite::Connection::open(deployment.path("data/lamplight.sqlite3")).unwrap();
    let kept: (String, String) = database
        .query_row("SELECT form, made_from FROM streets", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(kept, ("geojson".to_owned(), "centre.geojson".to_owned()));
}
