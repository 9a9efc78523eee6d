//! The migrations: SQLite keeps the types that a table declares only when the table is STRICT, and the two
//! engines of the server go in step. And the device's writes: all but a tap's find the queue whole.

use super::{Broken, Source};

/// Migrations for SQLite.
const SQLITE: &[&str] = &[
    "crates/lamplight-resident/migrations/",
    "crates/lamplight-store/migrations/sqlite/",
];
const STORE_SQLITE: &str = "crates/lamplight-store/migrations/sqlite/";
const STORE_POSTGRES: &str = "crates/lamplight-store/migrations/postgres/";

/// The device's core, and those of its files that may write on a queue of which a part is still to be filed:
/// what files it, and the two taps.
const CORE: &str = "crates/lamplight-resident/src/";
const UNFILED: &[&str] = &["lib.rs", "reports/submit.rs", "drafts/submit.rs"];

/// Checks every migration, and every write of the device.
pub(super) fn check(sources: &[Source]) -> Vec<Broken> {
    let mut broken = Vec::new();
    for source in sources {
        if SQLITE.iter().any(|folder| source.path.starts_with(folder)) {
            broken.extend(loose_tables(source));
        }
        broken.extend(without_twin(source, sources));
        broken.extend(unfiled_write(source));
    }
    broken
}

fn unfiled_write(source: &Source) -> Option<Broken> {
    let file = source.path.strip_prefix(CORE)?;
    let is_test = file.contains("tests") || file.starts_with("testing");
    let code: String = source.text.split_whitespace().collect();
    let writes = code.contains(".db().write(") && !is_test && !UNFILED.contains(&file);
    writes.then(|| {
        source.broken(
            None,
            "a write goes through Core::write, which files the queue first",
        )
    })
}

fn loose_tables(source: &Source) -> Vec<Broken> {
    let text = without_comments(&source.text);
    text.split(';')
        .map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|statement| is_table(statement) && !is_strict(statement))
        .map(|statement| {
            let head: String = statement.chars().take_while(|c| *c != '(').collect();
            source.broken(None, format!("{} must be STRICT", head.trim()))
        })
        .collect()
}

fn without_comments(text: &str) -> String {
    let code = |line: &str| line.split("--").next().unwrap_or_default().to_owned();
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

fn is_table(statement: &str) -> bool {
    statement.to_uppercase().starts_with("CREATE TABLE")
}

/// The options of a table stand after its last bracket.
fn is_strict(statement: &str) -> bool {
    let options = statement.rsplit(')').next().unwrap_or_default();
    options
        .split([',', ' '])
        .any(|option| option.eq_ignore_ascii_case("STRICT"))
}

fn without_twin(source: &Source, sources: &[Source]) -> Option<Broken> {
    let twin = [(STORE_SQLITE, STORE_POSTGRES), (STORE_POSTGRES, STORE_SQLITE)]
        .into_iter()
        .find_map(|(from, to)| Some(format!("{to}{}", source.path.strip_prefix(from)?)))?;
    let has_twin = sources.iter().any(|other| other.path == twin);
    (!has_twin).then(|| source.broken(None, format!("the other engine needs {twin}")))
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    const DEVICE: &str = "crates/lamplight-resident/migrations/0001_begin.sql";

    fn rules(path: &str, text: &str) -> Vec<String> {
        check(&[source(path, text)])
            .into_iter()
            .map(|broken| broken.rule)
            .collect()
    }

    #[test]
    fn a_table_of_sqlite_is_strict() {
        let loose = "CREATE TABLE a (\n  id INTEGER CHECK (id > 0) -- STRICT;\n);\n";
        assert_eq!(rules(DEVICE, loose), ["CREATE TABLE a must be STRICT"]);
        assert!(rules(DEVICE, "CREATE TABLE a (id INTEGER) STRICT;").is_empty());
        assert!(rules(DEVICE, "create table a (id INTEGER)\nWITHOUT ROWID, STRICT;").is_empty());
        assert!(rules(DEVICE, "CREATE INDEX a ON b (c);").is_empty());
    }

    #[test]
    fn only_a_tap_writes_before_the_queue_is_whole() {
        let write = "core\n    .db()\n    .write(|tx| Ok(()))";
        assert_eq!(rules(&format!("{CORE}push.rs"), write).len(), 1);
        assert!(rules(&format!("{CORE}reports/submit.rs"), write).is_empty());
        assert!(rules(&format!("{CORE}feed/tests.rs"), write).is_empty());
    }

    #[test]
    fn only_sqlite_knows_strict() {
        let postgres = source(&format!("{STORE_POSTGRES}1.sql"), "CREATE TABLE a (id BIGINT);");
        let sqlite = source(&format!("{STORE_SQLITE}1.sql"), "");
        assert!(check(&[postgres, sqlite]).is_empty());
    }

    #[test]
    fn both_engines_have_every_migration() {
        let rule = rules(&format!("{STORE_POSTGRES}0002_more.sql"), "");
        assert_eq!(
            rule,
            [format!("the other engine needs {STORE_SQLITE}0002_more.sql")]
        );
    }
}
