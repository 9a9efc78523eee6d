//! Long files, reported and never refused.

use super::{Source, counted};

/// From here on a file is worth a thought.
const LONG_LINES: usize = 300;
/// From here on somebody should ask what it is that the file does.
const VERY_LONG_LINES: usize = 500;

const CODE: &[&str] = &["rs", "ts", "svelte", "mjs", "css", "sql"];

/// What is said about long files; nothing when there are none.
pub(super) fn report(sources: &[Source]) -> Vec<String> {
    let mut long: Vec<(usize, &str)> = sources
        .iter()
        .filter(|source| CODE.contains(&source.extension()) && !source.path.contains("/generated/"))
        .map(|source| (source.text.lines().count(), source.path.as_str()))
        .filter(|(lines, _)| *lines > LONG_LINES)
        .collect();
    long.sort_unstable_by(|a, b| b.cmp(a));
    if long.is_empty() {
        return Vec::new();
    }
    let mut report = vec![format!("{} over {LONG_LINES} lines", counted(long.len(), "file"))];
    report.extend(long.iter().map(|(lines, path)| {
        let mark = if *lines > VERY_LONG_LINES { " (!)" } else { "" };
        format!("{lines:>6}  {path}{mark}")
    }));
    report
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn long_files_are_told_longest_first() {
        let of = |path: &str, lines: usize| source(path, &"x\n".repeat(lines));
        let sources = [
            of("short.rs", LONG_LINES),
            of("long.rs", LONG_LINES + 1),
            of("longer.ts", VERY_LONG_LINES + 1),
            of("ui/generated/types.ts", 9_999),
            of("package-lock.json", 9_999),
        ];
        assert_eq!(
            report(&sources),
            [
                "2 files over 300 lines",
                "   501  longer.ts (!)",
                "   301  long.rs"
            ]
        );
        assert!(report(&[of("a.rs", 3)]).is_empty());
    }
}
