//! The UI's rooms: the resident's screens and the console share the library and nothing else.

use super::{Broken, Source};

/// A room, and the rooms whose files it may not import.
const ROOMS: &[(&str, &[&str])] = &[
    ("ui/src/lib/", &["ui/src/resident/", "ui/src/console/"]),
    ("ui/src/resident/", &["ui/src/console/"]),
    ("ui/src/console/", &["ui/src/resident/"]),
];

/// Checks the imports of every file of the UI.
pub(super) fn check(sources: &[Source]) -> Vec<Broken> {
    let mut broken = Vec::new();
    for source in sources {
        for (room, strangers) in ROOMS.iter().filter(|(room, _)| source.path.starts_with(room)) {
            for (number, line) in source.lines() {
                let strange = imported(line)
                    .map(|path| resolved(&source.path, path))
                    .filter(|path| strangers.iter().any(|stranger| path.starts_with(stranger)));
                broken.extend(
                    strange.map(|path| source.broken(Some(number), format!("{room} may not import {path}"))),
                );
            }
        }
    }
    broken
}

/// The relative path that the line imports.
fn imported(line: &str) -> Option<&str> {
    let line = line.trim();
    let after = line
        .split_once(" from ")
        .or_else(|| line.split_once("import "))
        .or_else(|| line.split_once("import("))
        .map(|(_, after)| after)?;
    let mut parts = after.split(['\'', '"']);
    let quoted = parts.next()?.trim().is_empty();
    parts.next().filter(|path| quoted && path.starts_with('.'))
}

/// The imported path from the project's root, as seen from the file that imports it.
fn resolved(importer: &str, imported: &str) -> String {
    let mut folders: Vec<&str> = importer.split('/').collect();
    folders.pop();
    for part in imported.split('/') {
        match part {
            "." => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn refused(path: &str, text: &str) -> bool {
        !check(&[source(path, text)]).is_empty()
    }

    #[test]
    fn the_two_halves_do_not_import_each_other() {
        assert!(refused(
            "ui/src/resident/a.ts",
            "import { b } from '../console/b';"
        ));
        assert!(refused("ui/src/console/a.ts", "import \"../resident/b\";"));
        assert!(refused("ui/src/lib/ui/a.ts", "} from '../../resident/b';"));
        assert!(refused("ui/src/lib/ui/a.ts", "await import('../../console/b');"));
    }

    #[test]
    fn the_library_is_open_to_both() {
        assert!(!refused("ui/src/resident/a.ts", "import { b } from '../lib/b';"));
        assert!(!refused(
            "ui/src/lib/mock/a.ts",
            "import { b } from './resident/b';"
        ));
        assert!(!refused(
            "ui/src/resident/a.ts",
            "send(message, from, '/console/b');"
        ));
    }
}
