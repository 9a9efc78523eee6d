//! Who may import whom: the manifests against the map of the project.

use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::Broken;
use crate::build::cargo;

/// Which of our crates each of our crates may name. A crate that is missing here is refused, so that
/// whoever adds one decides about it.
const MAP: &[(&str, &[&str])] = &[
    ("lamplight-protocol", &[]),
    ("lamplight-narrative", &[]),
    ("lamplight-photo", &["lamplight-protocol"]),
    ("lamplight-words", &["lamplight-protocol"]),
    ("lamplight-area", &["lamplight-protocol"]),
    // Its tests read what it wrote, as a device would.
    ("lamplight-town", &["lamplight-protocol", "lamplight-area"]),
    (
        "lamplight-resident",
        &[
            "lamplight-protocol",
            "lamplight-photo",
            "lamplight-narrative",
            "lamplight-area",
            "lamplight-words",
        ],
    ),
    ("lamplight-store", &["lamplight-protocol", "lamplight-narrative"]),
    ("lamplight-analysis", &["lamplight-protocol"]),
    (
        "lamplight-server",
        &[
            "lamplight-protocol",
            "lamplight-photo",
            "lamplight-area",
            "lamplight-store",
            "lamplight-analysis",
            "lamplight-words",
        ],
    ),
    (
        "lamplight-app",
        &["lamplight-protocol", "lamplight-resident", "lamplight-words"],
    ),
    (
        "lamplight-tests",
        &[
            "lamplight-analysis",
            "lamplight-protocol",
            "lamplight-resident",
            "lamplight-server",
            "lamplight-store",
            "lamplight-town",
        ],
    ),
    ("xtask", &[]),
];

/// Libraries that belong to one room. Tests may use any, to look at a room from outside.
const RESERVED: &[(&str, &str)] = &[
    ("rusqlite", "lamplight-resident"),
    ("rusqlite_migration", "lamplight-resident"),
    ("reqwest", "lamplight-resident"),
    ("eventsource-stream", "lamplight-resident"),
    ("sqlx", "lamplight-store"),
    ("axum", "lamplight-server"),
    ("hyper", "lamplight-server"),
    ("hyper-util", "lamplight-server"),
    ("lettre", "lamplight-server"),
    ("object_store", "lamplight-server"),
    ("tower", "lamplight-server"),
    ("tauri", "lamplight-app"),
    ("tauri-build", "lamplight-app"),
    ("fast_image_resize", "lamplight-photo"),
    ("fluent-bundle", "lamplight-words"),
    ("image", "lamplight-photo"),
    ("moxcms", "lamplight-photo"),
    ("ureq", "xtask"),
];
const LOOKS_FROM_OUTSIDE: &str = "lamplight-tests";

/// Rooms without I/O and clock, and all that they may use.
const PURE: &[(&str, &[&str])] = &[
    (
        "lamplight-protocol",
        &[
            "base64",
            "chrono",
            "geo",
            "serde",
            "thiserror",
            "ts-rs",
            "utoipa",
            "uuid",
            "zeroize",
        ],
    ),
    ("lamplight-narrative", &["unicode-normalization"]),
    (
        "lamplight-photo",
        &[
            "fast_image_resize",
            "image",
            "lamplight-protocol",
            "moxcms",
            "thiserror",
        ],
    ),
    ("lamplight-words", &["fluent-bundle", "lamplight-protocol"]),
    (
        "lamplight-analysis",
        &[
            "chrono",
            "csv",      // over what the caller has opened
            "fastrand", // seeded by the caller
            "flate2",
            "geo",
            "libm",
            "osmpbf",
            "rayon",
            "rstar",
            "serde",
            "serde_json",
            "thiserror",
        ],
    ),
];

/// Features by which a library reads the clock or makes randomness by itself: not in pure rooms.
const IMPURE_FEATURES: &[(&str, &[&str])] =
    &[("chrono", &["clock", "now"]), ("uuid", &["v1", "v4", "v6", "v7"])];

/// One of our crates, as its manifest has it.
pub(super) struct Crate {
    name: String,
    /// The manifest's path from the project's root.
    manifest: String,
    inherits_lints: bool,
    dependencies: Vec<Dependency>,
}

struct Dependency {
    name: String,
    /// Only for tests, benches and examples.
    dev: bool,
    features: Vec<String>,
    default_features: bool,
}

/// Reads the manifests, as cargo understands them.
pub(super) fn read(root: &Path) -> anyhow::Result<Vec<Crate>> {
    let output = cargo("metadata")
        .args(["--no-deps", "--format-version", "1", "--quiet"])
        .output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    list(&metadata, "packages")?
        .iter()
        .map(|package| read_crate(root, package))
        .collect()
}

fn read_crate(root: &Path, package: &Value) -> anyhow::Result<Crate> {
    let path = Path::new(package["manifest_path"].as_str().context("no manifest path")?);
    let manifest = std::fs::read_to_string(path)?;
    Ok(Crate {
        name: text(&package["name"]),
        manifest: path
            .strip_prefix(root)
            .unwrap_or(path)
            .to_string_lossy()
            .into_owned(),
        inherits_lints: inherits_lints(&manifest),
        dependencies: list(package, "dependencies")?
            .iter()
            .map(read_dependency)
            .collect(),
    })
}

fn read_dependency(dependency: &Value) -> Dependency {
    let features = dependency["features"].as_array().map_or(&[][..], Vec::as_slice);
    Dependency {
        name: text(&dependency["name"]),
        dev: dependency["kind"] == "dev",
        features: features.iter().map(text).collect(),
        default_features: dependency["uses_default_features"] == true,
    }
}

fn list<'v>(value: &'v Value, name: &str) -> anyhow::Result<&'v Vec<Value>> {
    let list = value.get(name).and_then(Value::as_array);
    list.with_context(|| format!("cargo tells no {name}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Cargo does not tell where a crate's lints come from, so the manifest is read for it.
fn inherits_lints(manifest: &str) -> bool {
    manifest
        .split("[lints]")
        .nth(1)
        .is_some_and(|section| section.trim_start().starts_with("workspace = true"))
}

/// Checks every crate.
pub(super) fn check(crates: &[Crate]) -> Vec<Broken> {
    crates.iter().flat_map(check_crate).collect()
}

fn check_crate(one: &Crate) -> Vec<Broken> {
    let mut rules = place(one);
    for dependency in &one.dependencies {
        rules.extend(ours(one, dependency));
        rules.extend(reserved(one, dependency));
        rules.extend(pure(one, dependency));
    }
    let broken = |rule| Broken {
        path: one.manifest.clone(),
        line: None,
        rule,
    };
    rules.into_iter().map(broken).collect()
}

fn place(one: &Crate) -> Vec<String> {
    let mut rules = Vec::new();
    if !one.inherits_lints {
        rules.push("must take the lints of the workspace: [lints] workspace = true".into());
    }
    let misplaced = one
        .manifest
        .strip_prefix("crates/")
        .is_some_and(|rest| rest.split('/').next() != Some(one.name.as_str()));
    if misplaced {
        rules.push(format!("must lie in a folder of its own name, {}", one.name));
    }
    rules
}

fn ours(one: &Crate, dependency: &Dependency) -> Option<String> {
    let is_ours = MAP.iter().any(|(name, _)| *name == dependency.name);
    let may = MAP.iter().find(|(name, _)| *name == one.name);
    let Some((_, allowed)) = may else {
        return Some(format!(
            "{} is not on the map; add it in xtask/src/tidy/crates.rs",
            one.name
        ));
    };
    (is_ours && !allowed.contains(&dependency.name.as_str()))
        .then(|| format!("{} may not import {}", one.name, dependency.name))
}

fn reserved(one: &Crate, dependency: &Dependency) -> Option<String> {
    let (library, room) = RESERVED.iter().find(|(name, _)| *name == dependency.name)?;
    let allowed = one.name == *room || one.name == LOOKS_FROM_OUTSIDE || dependency.dev;
    (!allowed).then(|| format!("{library} belongs to {room}; {} may not use it", one.name))
}

fn pure(one: &Crate, dependency: &Dependency) -> Option<String> {
    let (_, allowed) = PURE.iter().find(|(name, _)| *name == one.name)?;
    if dependency.dev {
        return None;
    }
    if !allowed.contains(&dependency.name.as_str()) {
        return Some(format!(
            "{} is pure and may not use {}",
            one.name, dependency.name
        ));
    }
    let (_, impure) = IMPURE_FEATURES
        .iter()
        .find(|(name, _)| *name == dependency.name)?;
    let by_feature = dependency
        .features
        .iter()
        .any(|feature| impure.contains(&feature.as_str()));
    // chrono's clock is among its default features.
    let by_default = dependency.name == "chrono" && dependency.default_features;
    (by_feature || by_default).then(|| {
        format!(
            "{} is pure: {} without clock and randomness",
            one.name, dependency.name
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependency(name: &str) -> Dependency {
        Dependency {
            name: name.into(),
            dev: false,
            features: Vec::new(),
            default_features: false,
        }
    }

    fn rules(name: &str, dependencies: Vec<Dependency>) -> Vec<String> {
        let one = Crate {
            name: name.into(),
            manifest: format!("crates/{name}/Cargo.toml"),
            inherits_lints: true,
            dependencies,
        };
        check(&[one]).into_iter().map(|broken| broken.rule).collect()
    }

    #[test]
    fn an_import_against_the_map_is_refused() {
        let server = |name| rules("lamplight-server", vec![dependency(name)]);
        assert!(server("lamplight-store").is_empty());
        assert_eq!(
            server("lamplight-resident"),
            ["lamplight-server may not import lamplight-resident"]
        );
        assert_eq!(rules("xtask", vec![dependency("lamplight-protocol")]).len(), 1);
    }

    #[test]
    fn a_crate_that_is_not_on_the_map_is_refused() {
        assert_eq!(rules("lamplight-extra", vec![dependency("serde")]).len(), 1);
    }

    #[test]
    fn a_library_stays_in_its_room() {
        assert!(rules("lamplight-store", vec![dependency("sqlx")]).is_empty());
        assert!(rules("lamplight-tests", vec![dependency("rusqlite")]).is_empty());
        let in_tests = Dependency {
            dev: true,
            ..dependency("rusqlite")
        };
        assert!(rules("lamplight-server", vec![in_tests]).is_empty());
        assert_eq!(
            rules("lamplight-server", vec![dependency("sqlx")]),
            ["sqlx belongs to lamplight-store; lamplight-server may not use it"]
        );
    }

    #[test]
    fn the_protocol_stays_pure() {
        let protocol = |dependency| rules("lamplight-protocol", vec![dependency]);
        assert!(protocol(dependency("chrono")).is_empty());
        assert_eq!(protocol(dependency("tokio")).len(), 1);
        let with_default = Dependency {
            default_features: true,
            ..dependency("chrono")
        };
        assert_eq!(protocol(with_default).len(), 1);
        let with_random = Dependency {
            features: vec!["v4".into()],
            ..dependency("uuid")
        };
        assert_eq!(protocol(with_random).len(), 1);
        let in_tests = Dependency {
            dev: true,
            ..dependency("proptest")
        };
        assert!(protocol(in_tests).is_empty());
    }

    #[test]
    fn a_crate_has_its_own_folder_and_the_common_lints() {
        let crates = [Crate {
            name: "lamplight-store".into(),
            manifest: "crates/storage/Cargo.toml".into(),
            inherits_lints: inherits_lints("[package]\nname = \"x\"\n"),
            dependencies: Vec::new(),
        }];
        assert_eq!(check(&crates).len(), 2);
        assert!(inherits_lints("[lints]\nworkspace = true\n"));
    }
}
