//! Analyses on files alone.

use std::io::Write as _;
use std::process::Command;

use chrono::DateTime;
use serde_json::Value;
use tempfile::TempDir;

use crate::deployment::Ended;

const DAY_S: i64 = 86_400;
/// The noon of 1 January 2020.
const FIRST_S: i64 = 1_577_880_000;

/// Two years of noise: each day in two places that stay, and in one that does not; and one row that does not read.
fn town() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incidents.csv");
    let mut file = std::fs::File::create(&path).unwrap();
    writeln!(file, "occurred_at,category,lon,lat\nnever,Noise,24.9,60.2").unwrap();
    for day in 0..730 {
        let at = DateTime::from_timestamp(FIRST_S + day * DAY_S, 0).unwrap();
        let elsewhere = (
            24.9 + 0.0001 * (day * 37 % 997) as f64,
            60.16 + 0.0001 * (day * 61 % 499) as f64,
        );
        for (lon, lat) in [(24.9405, 60.1705), (24.9505, 60.1755), elsewhere] {
            // The second digit after the point differs from day to day, or the places would be default geocodes.
            let lon = lon + 0.000_01 * (day % 7) as f64;
            let lat = lat + 0.000_01 * (day % 11) as f64;
            writeln!(
                file,
                "{},Noise,{lon:.6},{lat:.6}",
                at.format("%Y-%m-%d %H:%M:%S+00")
            )
            .unwrap();
        }
    }
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn analysis(words: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lamplight-server"));
    Ended::from(command.arg("analysis").args(words).output().unwrap())
}

/// The words that ask for a back-test.
fn backtest<'a>(path: &'a str, from: &'a str, to: &'a str) -> [&'a str; 7] {
    ["backtest", "--incidents", path, "--from", from, "--to", to]
}

fn lines(ended: &Ended) -> Vec<Value> {
    assert_eq!(ended.code, 0, "{ended:?}");
    let lines = ended.stdout.lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_backtest_is_a_line_a_class() {
    let (_folder, path) = town();
    let asked = backtest(&path, "2021-06-01", "2021-09-30");
    let classes = [
        "--class",
        "noise=^Noi",
        "--class",
        "all=.",
        "--cell-m",
        "150",
        "--share",
        "0.01",
        "--json",
    ];
    let ended = analysis(&[&asked[..], &classes].concat());
    let answers = lines(&ended);
    assert_eq!(answers.len(), 2);
    for (answer, class) in answers.iter().zip(["noise", "all"]) {
        assert_eq!(answer["class"], class);
        assert_eq!(answer["cell_m"], 150.0);
        assert_eq!(answer["share"], 0.01);
        assert_eq!(answer["origins"][0]["origin"], "reported");
        assert_eq!(answer["forecasts"].as_array().unwrap().len(), 4);
        for measure in ["pai", "pai_count_365", "pai_kde", "pai_gi", "hit_rate"] {
            assert!(answer[measure].as_f64().unwrap() > 0.5, "{measure}: {answer}");
        }
    }
    assert!(
        ended.stderr.contains("refused 1 for their time"),
        "{}",
        ended.stderr
    );
    let told = analysis(&asked);
    assert!(told.stdout.starts_with("all: PAI "), "{told:?}");
}

#[test]
fn hotspots_come_with_their_reasons() {
    let (_folder, path) = town();
    let ended = analysis(&[
        "hotspots",
        "--incidents",
        &path,
        "--at",
        "2021-12-01",
        "--share",
        "0.002",
        "--json",
    ]);
    let cells = lines(&ended);
    let near = |cell: &Value, lon: f64, lat: f64| {
        (cell["lon"].as_f64().unwrap() - lon).abs() < 0.002
            && (cell["lat"].as_f64().unwrap() - lat).abs() < 0.001
    };
    for cell in &cells[..2] {
        assert!(
            near(cell, 24.9405, 60.1705) || near(cell, 24.9505, 60.1755),
            "{cell}"
        );
        assert_eq!(cell["is_unusual"], true);
        assert_eq!(cell["reasons"][0]["categories"][0]["category"], "Noise");
        assert!(cell["reasons"][0]["categories"][0]["count"].as_u64().unwrap() > 300);
    }
}

#[test]
fn what_cannot_be_analysed_is_said() {
    let (folder, path) = town();
    let of_june = |path, more: &[&str]| {
        let words = backtest(path, "2021-06-01", "2021-06-30");
        analysis(&[&words[..], more].concat())
    };
    let asked = |more: &[&str]| of_june(&path, more);
    let none = asked(&["--class", "paint=Graffiti"]);
    assert_eq!(none.code, 1);
    assert!(
        none.stderr.contains("class paint: no category"),
        "{}",
        none.stderr
    );
    assert_eq!(asked(&["--class", "noise=("]).code, 2);
    assert_eq!(asked(&["--boundary", "/nowhere.geojson"]).code, 2);
    assert_eq!(asked(&["--map", "height=lon"]).code, 1);
    let empty = folder.path().join("empty.csv");
    std::fs::write(&empty, "occurred_at,category,lon\n").unwrap();
    let no_column = of_june(empty.to_str().unwrap(), &[]);
    assert_eq!(no_column.code, 2);
    assert!(
        no_column.stderr.contains("no column \"lat\""),
        "{}",
        no_column.stderr
    );
}
