//! Plans of walks, from files alone.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::deployment::Ended;

/// A folder with the files of a small town: a street of two kilometres at the equator, and three stops on it.
struct Files {
    folder: TempDir,
}

impl Files {
    fn of_a_town() -> Self {
        let files = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let street = json!({ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": {},
            "geometry": { "type": "LineString", "coordinates": [[0.0, 0.0], [0.01, 0.0], [0.02, 0.0]] } }] });
        files.write("streets.geojson", &street.to_string());
        let stops = json!([
            { "id": "Market", "lon": 0.002, "lat": 0.0, "value": 5 },
            { "id": "Harbour", "lon": 0.004, "lat": 0.0, "value": 3, "opens": "00:10", "closes": "00:40" },
            { "id": "Far end", "lon": 0.012, "lat": 0.0, "value": 7 },
        ]);
        files.write("stops.json", &stops.to_string());
        let shifts = json!([{ "id": "Ana", "start": { "lon": 0.0, "lat": 0.0 }, "starts": "23:30", "ends": "00:40",
            "breaks": [{ "opens": "23:50", "closes": "00:10", "minutes": 5 }] }]);
        files.write("shifts.json", &shifts.to_string());
        files
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_lamplight-server"))
            .current_dir(self.folder.path())
            .args(["analysis", "plan"])
            .args(words)
            .output();
        Ended::from(output.unwrap())
    }

    fn on_streets(&self, more: &[&str]) -> Ended {
        let files = [
            "--stops",
            "stops.json",
            "--streets",
            "streets.geojson",
            "--shifts",
            "shifts.json",
        ];
        self.run(&[&files[..], more].concat())
    }
}

fn visits(plan: &Value) -> Vec<&str> {
    let items = plan["routes"][0]["items"].as_array().unwrap();
    items.iter().filter_map(|item| item["stop"].as_str()).collect()
}

#[test]
fn a_plan_over_midnight_keeps_its_windows_and_is_made_again_by_its_seed() {
    let files = Files::of_a_town();
    let first = files.on_streets(&["--seed", "7", "--seconds", "0.2", "--json"]);
    assert_eq!(first.code, 0, "{first:?}");
    let plan: Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!(visits(&plan), ["Market", "Harbour"]);
    assert_eq!(
        plan["skipped"],
        json!([{ "stop": "Far end", "why": "worth_more_elsewhere" }])
    );
    assert_eq!(plan["breaches"], json!([]));
    let epochs = plan["epochs"].to_string();
    let again = files.on_streets(&["--seed", "7", "--epochs", &epochs, "--json"]);
    let again: Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(again["routes"], plan["routes"]);
}

#[test]
fn a_plan_is_told_by_the_clock() {
    let told = Files::of_a_town()
        .on_streets(&["--seed", "7", "--epochs", "1"])
        .stdout;
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "Ana: value 8, 890 m");
    assert_eq!(lines[1], "  23:30  sets out");
    assert_eq!(lines[2], "  23:32 to 23:47  Market  (222 m)");
    assert!(
        lines.contains(&"not visited: Far end, because the time is worth more elsewhere"),
        "{told}"
    );
    assert_eq!(lines.last(), Some(&"value 8, 890 m; seed 7, 1 epochs"));
}

#[test]
fn an_instance_of_the_literature_is_solved() {
    let files = Files::of_a_town();
    files.write("top.txt", "0 0 0\n1 1 10\n3 0 20\n1 -1 30\n4 0 0\n");
    let solved = files.run(&[
        "--top",
        "top.txt",
        "--members",
        "2",
        "--budget",
        "4.6",
        "--epochs",
        "2",
        "--seed",
        "1",
        "--json",
    ]);
    let plan: Value = serde_json::from_str(&solved.stdout).unwrap();
    assert_eq!(plan["value"], json!(50.0));
}

#[test]
fn what_is_wrong_in_a_file_is_named() {
    let files = Files::of_a_town();
    files.write(
        "shifts.json",
        r#"[{"id":"Ana","start":{"lon":0,"lat":0},"starts":"25:00","ends":"8"}]"#,
    );
    let refused = files.on_streets(&[]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.contains("shifts.json") && refused.stderr.contains("25:00 is no time of day"),
        "{refused:?}"
    );
    files.write("stops.json", r#"[{"id":"Sea","lon":5,"lat":5,"value":1}]"#);
    files.write(
        "shifts.json",
        r#"[{"id":"Ana","start":{"lon":0,"lat":0},"starts":"08:00","ends":"09:00"}]"#,
    );
    let nowhere = files.on_streets(&[]);
    assert_eq!(nowhere.code, 1);
    assert!(
        nowhere.stderr.contains("Sea is not near any street"),
        "{nowhere:?}"
    );
}
