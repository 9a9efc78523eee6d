//! The UI's rooms: the resident's screens and the console share the library and nothing else.

use super::{Broken, Source};

/// A room, and the rooms whose files it may not import.
const ROOMS: &[(&str, &[&str])] = &[
    ("ui/src/lib/", &["resident", "console"]),
    ("ui/src/resident/", &["console"]),
    ("ui/src/console/", &["resident"]),
];

/// Checks the imports of every file of the UI.
pub(super) fn check(sources: &[Source]) -> Vec<Broken> {
    let mut broken = Vec::new();
    for source in sources {
        for (room, strangers) in ROOMS.iter().filter(|(room, _)| source.path.starts_with(room)) {
            for (number, line) in source.lines() {
                let strange =
                    imported(line).filter(|path| path.split('/').any(|folder| strangers.contains(&folder)));
                broken.extend(
                    strange.map(|path| source.broken(Some(number), format!("{room} may not import {path}"))),
                );
            }
        }
    }
    broken
}

/// The file that the line imports.
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

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn the_two_halves_do_not_import_each_other() {
        let import = |path: &str, text: &str| check(&[source(path, text)]).len();
        assert_eq!(
            import("ui/src/resident/a.ts", "import { b } from '../console/b';"),
            1
        );
        assert_eq!(import("ui/src/console/a.ts", "import \"../resident/b\";"), 1);
        assert_eq!(import("ui/src/lib/ui/a.ts", "} from '../../resident/b';"), 1);
        assert_eq!(
            import("ui/src/lib/ui/a.ts", "await import('../../console/b');"),
            1
        );
        assert_eq!(import("ui/src/resident/a.ts", "import { b } from '../lib/b';"), 0);
        assert_eq!(
            import("ui/src/resident/a.ts", "send(message, from, '/console/b');"),
            0
        );
    }
}
