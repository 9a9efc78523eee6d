//! The languages: every one says all that the others say.

use std::collections::{BTreeMap, BTreeSet};

use super::{Broken, Source};

/// `locales/<language>/<file>.ftl`.
const FOLDER: &str = "locales/";

/// Checks that a file has the same messages in each language.
pub(super) fn check(sources: &[Source]) -> Vec<Broken> {
    let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut languages: BTreeSet<&str> = BTreeSet::new();
    let files: Vec<_> = sources.iter().filter_map(split).collect();
    for (language, file, source) in &files {
        languages.insert(language);
        said.entry(file).or_default().extend(messages(source));
    }
    let mut broken = Vec::new();
    for (file, messages_of_all) in said {
        for language in &languages {
            let path = format!("{FOLDER}{language}/{file}");
            let own: BTreeSet<&str> = files
                .iter()
                .filter(|(_, _, source)| source.path == path)
                .flat_map(|(_, _, source)| messages(source))
                .collect();
            broken.extend(messages_of_all.difference(&own).map(|message| Broken {
                path: path.clone(),
                line: None,
                rule: format!("another language has the message {message}"),
            }));
        }
    }
    broken
}

fn split(source: &Source) -> Option<(&str, &str, &Source)> {
    let (language, file) = source.path.strip_prefix(FOLDER)?.split_once('/')?;
    file.ends_with(".ftl").then_some((language, file, source))
}

/// Messages begin at the start of a line, with a letter, or a hyphen for a term.
fn messages(source: &Source) -> impl Iterator<Item = &str> {
    source.text.lines().filter_map(|line| {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        let (name, _) = line.split_once('=')?;
        begins.then(|| name.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn a_message_that_one_language_lacks_is_told() {
        let english = source(
            "locales/en/app.ftl",
            "# A comment = none\nhello = Hello\n    .title = x\nbye = Bye\n",
        );
        let spanish = source("locales/es/app.ftl", "hello = Hola\n");
        let broken = check(&[english, spanish]);
        assert_eq!(broken.len(), 1);
        assert_eq!(
            broken[0].to_string(),
            "locales/es/app.ftl: another language has the message bye"
        );
    }

    #[test]
    fn a_file_that_one_language_lacks_is_told() {
        let english = source("locales/en/console.ftl", "hello = Hello\n");
        let spanish = source("locales/es/app.ftl", "bye = Adiós\n");
        assert_eq!(check(&[english, spanish]).len(), 2);
    }
}
