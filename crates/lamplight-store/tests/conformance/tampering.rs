//! A hundred ways to lie in the audit, drawn at random, each found.

use lamplight_store::Store;
use lamplight_store::model::{Act, AuditHead, Object};

use crate::audit::chain;
use crate::fixtures::{at, person, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_hundred_random_tamperings_are_each_found,
    a_cut_is_seen_by_an_earlier_head_only
);

const ROWS_DRAWN: u32 = 60;
const ROWS: i64 = ROWS_DRAWN as i64;
const TAMPERINGS: usize = 100;

/// Numbers that look random and are the same in each run (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % u64::from(bound)) as u32
    }

    /// The position of a row.
    fn row(&mut self) -> i64 {
        1 + i64::from(self.below(ROWS_DRAWN))
    }

    fn hash(&mut self) -> String {
        (0..32).map(|_| format!("{:02x}", self.below(256))).collect()
    }
}

/// Another value for each column, whatever stands there.
const ALTERATIONS: [(&str, &str); 12] = [
    ("at", "at + 1"),
    (
        "actor",
        "CASE actor WHEN 'person' THEN 'program' ELSE 'person' END",
    ),
    ("staff_id", "CASE WHEN staff_id IS NULL THEN '' ELSE NULL END"),
    ("roles", "roles || ',admin'"),
    ("act", "act || 'x'"),
    (
        "object",
        "CASE object WHEN 'report' THEN 'alert' ELSE 'report' END",
    ),
    ("object_id", "CASE WHEN object_id IS NULL THEN '' ELSE NULL END"),
    ("revision_before", "coalesce(revision_before, 0) + 1"),
    ("revision_after", "coalesce(revision_after, 0) + 1"),
    ("reason", "coalesce(reason, '') || 'x'"),
    ("request_id", "coalesce(request_id, '') || 'x'"),
    ("position", "position + 1000"),
];

/// A tampering: its name, the statements, and the rows of which one is to be named.
struct Tampering {
    name: String,
    statements: Vec<String>,
    near: Vec<i64>,
}

fn hexadecimal(home: &Home, digits: &str) -> String {
    if home.is_sqlite() {
        format!("unhex('{digits}')")
    } else {
        format!("decode('{digits}', 'hex')")
    }
}

const OTHERS: &str = "at, actor, staff_id, roles, act, object, object_id, revision_before, revision_after, \
                      reason, request_id";

fn tampering(home: &Home, dice: &mut Dice, kind: usize) -> Tampering {
    let row = dice.row();
    let next = row + 1;
    let far = ROWS + 1;
    let (name, statements, near) = match kind {
        0..12 => {
            let (column, value) = ALTERATIONS[kind];
            let sql = format!("UPDATE audit SET {column} = {value} WHERE position = {row}");
            (format!("alter {column}"), vec![sql], vec![row, row + 1_000])
        }
        12 => {
            let hash = hexadecimal(home, &dice.hash());
            let sql = format!("UPDATE audit SET hash = {hash} WHERE position = {row}");
            ("alter hash".into(), vec![sql], vec![row])
        }
        13 => {
            let row = row.min(ROWS - 1);
            let sql = format!("DELETE FROM audit WHERE position = {row}");
            ("delete".into(), vec![sql], vec![row])
        }
        14 => {
            let other = 1 + row % ROWS;
            let sql =
                |from: i64, to: i64| format!("UPDATE audit SET position = {to} WHERE position = {from}");
            let statements = vec![sql(row, 9_999), sql(other, row), sql(9_999, other)];
            ("swap".into(), statements, vec![row, other])
        }
        15 => {
            let row = row.min(ROWS - 1);
            let next = row + 1;
            let statements = vec![
                format!("UPDATE audit SET position = position + 1000 WHERE position > {row}"),
                format!("UPDATE audit SET position = position - 999 WHERE position > 1000"),
                format!(
                    "INSERT INTO audit (position, hash, {OTHERS})
                     SELECT {next}, {}, {OTHERS} FROM audit WHERE position = {row}",
                    hexadecimal(home, &dice.hash())
                ),
            ];
            ("insert between".into(), statements, vec![next])
        }
        16 => {
            let sql = format!(
                "INSERT INTO audit (position, hash, {OTHERS})
                 SELECT {far}, {}, {OTHERS} FROM audit WHERE position = {row}",
                hexadecimal(home, &dice.hash())
            );
            ("insert at the end".into(), vec![sql], vec![far])
        }
        17 => {
            let sql = format!(
                "INSERT INTO audit (position, hash, {OTHERS})
                 SELECT {far}, hash, {OTHERS} FROM audit WHERE position = {row}"
            );
            ("duplicate".into(), vec![sql], vec![far])
        }
        18 => {
            let sql = format!("DELETE FROM audit WHERE position >= {row}");
            ("truncate".into(), vec![sql], vec![row])
        }
        19 => {
            let sql = format!("DELETE FROM audit WHERE position <= {row}");
            ("cut the beginning".into(), vec![sql], vec![1])
        }
        20 => {
            let row = row.min(ROWS - 1);
            let statements = vec![
                format!(
                    "INSERT INTO audit_anchor (only_row, position, hash, at, seal)
                     SELECT 1, position, hash, at, hash FROM audit WHERE position = {row}"
                ),
                format!("DELETE FROM audit WHERE position <= {row}"),
            ];
            (
                "cut the beginning with an anchor of one's own".into(),
                statements,
                vec![],
            )
        }
        _ => (
            "chain anew without the key".into(),
            rechained(home, row),
            vec![row, next],
        ),
    };
    Tampering {
        name,
        statements,
        near,
    }
}

/// Changes a row and makes all later hashes anew, as whoever knows everything but the key would.
fn rechained(home: &Home, from: i64) -> Vec<String> {
    let key = blake3::derive_key("Lamplight patrol server 2026-11-21 audit chain", &[0; 32]);
    let mut hash = [0; 32];
    let mut statements = vec![format!(
        "UPDATE audit SET act = 'audit.export' WHERE position = {from}"
    )];
    for position in from..=ROWS {
        hash = *blake3::Hasher::new_keyed(&key)
            .update(&hash)
            .update(&position.to_be_bytes())
            .finalize()
            .as_bytes();
        let digits = blake3::Hash::from(hash).to_hex();
        statements.push(format!(
            "UPDATE audit SET hash = {} WHERE position = {position}",
            hexadecimal(home, digits.as_str())
        ));
    }
    statements
}

/// An audit of [`ROWS`] rows, whose table refuses nothing any more, and its head.
async fn laid_open(home: &Home, store: &dyn Store) -> AuditHead {
    for number in 0..ROWS_DRAWN {
        let (by, now) = (person(number % 7), at(number.into()));
        let object = if number % 3 == 0 {
            Object::Deployment
        } else {
            Object::Report(report_id(number))
        };
        store.record(&by, Act::ReportStatus, object, now).await.unwrap();
    }
    chain(home, store).await;
    for trigger in ["audit_never_changes", "audit_keeps_its_rows"] {
        let on = if home.is_sqlite() { "" } else { " ON audit" };
        home.meddle(&format!("DROP TRIGGER {trigger}{on}")).await;
    }
    home.meddle("CREATE TABLE kept AS SELECT * FROM audit").await;
    store.audit_state().await.unwrap().head
}

async fn put_back(home: &Home) {
    home.meddle("DELETE FROM audit_anchor").await;
    home.meddle("DELETE FROM audit").await;
    home.meddle("INSERT INTO audit SELECT * FROM kept").await;
}

async fn a_hundred_random_tamperings_are_each_found(home: Home) {
    let store = home.open().await;
    let head = laid_open(&home, &*store).await;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut found = 0;
    for number in 0..TAMPERINGS {
        // Each kind comes; which row it hits, and the rest of the kinds, are drawn.
        let kind = if number < 22 {
            number
        } else {
            dice.below(22) as usize
        };
        let tampering = tampering(&home, &mut dice, kind);
        for statement in &tampering.statements {
            home.meddle(statement).await;
        }
        let finding = store.verify_audit(Some(&head)).await.unwrap();
        assert!(!finding.problems.is_empty(), "{} was not found", tampering.name);
        let names_it = |row: &i64| {
            let words = [
                format!("row {row} "),
                format!("rows {row} "),
                format!(" to {row} "),
            ];
            finding
                .problems
                .iter()
                .any(|problem| words.iter().any(|word| problem.contains(word)))
        };
        assert!(
            tampering.near.is_empty() || tampering.near.iter().any(names_it),
            "{}: rows {:?} are not named in {:?}",
            tampering.name,
            tampering.near,
            finding.problems
        );
        found += 1;
        put_back(&home).await;
    }
    let finding = store.verify_audit(Some(&head)).await.unwrap();
    assert_eq!(finding.problems, Vec::<String>::new());
    println!("{found} of {TAMPERINGS} random tamperings found");
    assert_eq!(found, TAMPERINGS);
}

async fn a_cut_is_seen_by_an_earlier_head_only(home: Home) {
    let store = home.open().await;
    let head = laid_open(&home, &*store).await;
    home.meddle("DELETE FROM audit WHERE position > 50").await;
    assert_eq!(
        store.verify_audit(None).await.unwrap().problems,
        Vec::<String>::new()
    );
    let finding = store.verify_audit(Some(&head)).await.unwrap();
    assert_eq!(finding.problems, ["rows 51 to 60 are missing"]);
    let other = AuditHead {
        count: 40,
        hash: [9; 32],
    };
    let finding = store.verify_audit(Some(&other)).await.unwrap();
    assert_eq!(
        finding.problems,
        ["row 40 is not the one that the earlier head names"]
    );
}
