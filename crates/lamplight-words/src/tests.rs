//! Every message in every language, and the same bytes here as in the UI.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use fluent_bundle::{FluentArgs, FluentValue};
use lamplight_protocol::report::Category;
use serde_json::Value;

use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn words(language: &str) -> Words {
    Words::of(&language.parse().unwrap())
}

/// The names of what lies in a folder, without their ending.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn every_language_of_the_folder_has_words() {
    let known: BTreeSet<_> = Locale::all().map(|locale| locale.language.to_owned()).collect();
    assert_eq!(known, names(&root().join("locales")));
}

#[test]
fn words_are_those_of_the_reader_or_english() {
    assert_eq!(words("es-419").language(), "es");
    assert_eq!(words("es-419").say(Message::Back), "Atrás");
    assert_eq!(words("fi").language(), "en");
    assert_eq!(words("fi").say(Message::Back), "Back");
}

#[test]
fn a_number_chooses_the_plural_and_is_shown_as_it_was_written() {
    let photos = |count, shown| words("en").say(Message::PhotosCount { count, shown });
    assert_eq!(photos(1, "1"), "1 photo");
    assert_eq!(photos(1_234, "1,234"), "1,234 photos");
}

#[test]
fn each_language_has_its_own_plurals() {
    let photos = |language: &str| {
        let words = words(language);
        [0, 1, 2, 3, 11, 21, 100].map(|count| words.say(Message::PhotosCount { count, shown: "n" }))
    };
    let ukrainian = photos("uk").map(|text| text.trim_start_matches("n ").to_owned());
    assert_eq!(
        ukrainian,
        [
            "фотографій",
            "фотографія",
            "фотографії",
            "фотографії",
            "фотографій",
            "фотографія",
            "фотографій"
        ]
    );
    let arabic = photos("ar");
    assert_eq!(arabic.iter().take(4).collect::<BTreeSet<_>>().len(), 4);
    assert_eq!((arabic[0].as_str(), arabic[2].as_str()), ("لا صور", "صورتان"));
}

#[test]
fn what_is_filled_in_stands_apart_where_words_run_from_right_to_left() {
    let until = |language: &str| words(language).say(Message::AlertUntil { until: "20:00" });
    assert_eq!(until("ar"), "حتى \u{2068}20:00\u{2069}");
    assert_eq!(until("uk"), "до 20:00");
}

#[test]
fn values_of_the_protocol_have_the_messages_of_their_names() {
    for one in Category::ALL {
        assert_eq!(category(one).key(), format!("category-{}", one.as_str()));
    }
    assert_eq!(
        level(lamplight_protocol::alert::Level::Extreme).key(),
        "level-extreme"
    );
}

/// All that a language says, by the bundle of a page that has read all its files.
fn everything(language: &str) -> FluentBundle<FluentResource> {
    let mut all = bundle(language);
    let folder = root().join("locales").join(language);
    for name in names(&folder) {
        let text = std::fs::read_to_string(folder.join(format!("{name}.ftl"))).unwrap();
        let resource =
            FluentResource::try_new(text).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        all.add_resource(resource)
            .unwrap_or_else(|errors| panic!("{language}/{name}: {errors:?}"));
    }
    all
}

/// What the UI says: for each message and each of some counts the language, the key, the arguments and the text.
fn said_by_the_ui() -> Vec<Value> {
    let program = Command::new("node")
        .arg("scripts/said.mjs")
        .current_dir(root().join("ui"))
        .output()
        .expect("node runs");
    let errors = String::from_utf8_lossy(&program.stderr);
    assert!(program.status.success(), "run `npm ci` in ui/ first: {errors}");
    serde_json::from_slice(&program.stdout).unwrap()
}

fn arguments<'a>(language: &str, given: &'a Value) -> FluentArgs<'a> {
    given
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| match value.as_u64() {
            Some(count) => {
                let operand = language::plural_operand(language, count);
                (name.as_str(), FluentValue::from(operand))
            }
            None => (name.as_str(), FluentValue::from(value.as_str().unwrap())),
        })
        .collect()
}

#[test]
fn both_sides_say_the_same_bytes() {
    let said = said_by_the_ui();
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut bundles = BTreeMap::new();
    for one in &said {
        let text = |name: &str| one[name].as_str().unwrap();
        let (language, key) = (text("language"), text("key"));
        let bundle = bundles.entry(language).or_insert_with(|| everything(language));
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        let mut errors = Vec::new();
        let ours = bundle.format_pattern(
            pattern.expect(key),
            Some(&arguments(language, &one["arguments"])),
            &mut errors,
        );
        assert!(errors.is_empty(), "{language} {key}: {errors:?}");
        assert_eq!(ours, text("text"), "{language} {key} {}", one["arguments"]);
        keys.entry(language).or_default().insert(key);
    }
    assert!(
        keys.keys()
            .copied()
            .eq(names(&root().join("locales")).iter().map(String::as_str))
    );
    for (language, keys) in keys {
        let written = names(&root().join("locales").join(language))
            .into_iter()
            .map(|name| {
                let text =
                    std::fs::read_to_string(root().join(format!("locales/{language}/{name}.ftl"))).unwrap();
                let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
                text.lines().filter(begins).count()
            });
        assert_eq!(keys.len(), written.sum::<usize>(), "{language}");
    }
}
