//! The rules that the compiler and the linters do not know: who may import whom, which room may touch
//! what, and that nothing is left half done. They hold for every file that is committed or about to be.
//!
//! File sizes are reported only: sometimes a long file is the right one.

mod crates;
mod locales;
mod sizes;
mod sql;
mod ui;
mod words;

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

/// A text file of the project.
pub(crate) struct Source {
    /// From the project's root, with `/` on every system.
    path: String,
    text: String,
}

/// A rule that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    path: String,
    line: Option<usize>,
    rule: String,
}

/// What was found.
pub(crate) struct Findings {
    /// Rules that do not hold.
    pub(crate) broken: Vec<Broken>,
    /// What is said about long files.
    pub(crate) long_files: Vec<String>,
}

/// Checks the project in this folder.
///
/// # Errors
/// When its files cannot be listed or read.
pub(crate) fn check(root: &Path) -> anyhow::Result<Findings> {
    let sources = sources(root)?;
    let mut broken = crates::check(&crates::read(root)?);
    for rule in [words::check, ui::check, sql::check, locales::check] {
        broken.extend(rule(&sources));
    }
    Ok(Findings {
        broken,
        long_files: sizes::report(&sources),
    })
}

fn sources(root: &Path) -> anyhow::Result<Vec<Source>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .context("git is not installed")?;
    if !output.status.success() {
        bail!("git does not list the files");
    }
    let paths = String::from_utf8(output.stdout)?;
    // A file that is gone from disk but not yet from the index, or that is no text, has no text to check.
    let source = |path: &str| {
        let text = std::fs::read_to_string(root.join(path)).ok()?;
        Some(Source {
            path: path.to_owned(),
            text,
        })
    };
    Ok(paths.split_terminator('\0').filter_map(source).collect())
}

impl Source {
    fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Lines with their numbers, counted from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    fn broken(&self, line: Option<usize>, rule: impl Into<String>) -> Broken {
        Broken {
            path: self.path.clone(),
            line,
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.rule),
            None => write!(f, "{}: {}", self.path, self.rule),
        }
    }
}

/// A number of things, for people.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.into(),
        text: text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_its_line_where_it_has_one() {
        let file = source("ui/a.ts", "");
        assert_eq!(file.broken(Some(3), "why").to_string(), "ui/a.ts:3: why");
        assert_eq!(file.broken(None, "why").to_string(), "ui/a.ts: why");
    }
}
