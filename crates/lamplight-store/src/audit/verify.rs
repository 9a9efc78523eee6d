//! Looking at every row of the audit and every tie.

use crate::audit::chain::{BEGINNING, tie, unchained};
use crate::audit::list;
use crate::audit::prune::Anchor;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{AuditFinding, AuditHead, AuditRow};
use crate::seal::AuditKey;
use crate::value::{hex, unhex};

/// Rows read at once.
const ROWS_AT_ONCE: u32 = 1_000;
/// Problems that are listed; each row after a first one may be sound.
const PROBLEMS_MAX: usize = 100;

/// Follows the chain from its beginning. One transaction sees it all at one moment, so that rows that are
/// chained or dropped meanwhile are not taken for a fault.
pub(crate) async fn verify(
    tx: &mut Transaction,
    key: &AuditKey,
    earlier: Option<&AuditHead>,
) -> Result<AuditFinding, StoreError> {
    let mut walk = Walk::begin(tx, key, earlier).await?;
    loop {
        let rows = list::after(tx, walk.read_up_to, ROWS_AT_ONCE).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            walk.look_at(key, row);
        }
    }
    walk.end();
    walk.found.unchained = unchained(tx).await?;
    walk.found.problems.truncate(PROBLEMS_MAX);
    Ok(walk.found)
}

/// How far the verification is.
struct Walk<'a> {
    found: AuditFinding,
    /// Up to which position rows were read.
    read_up_to: i64,
    /// The last row, by what it holds itself; no hash when that is unreadable.
    last: Option<AuditHead>,
    earlier: Option<&'a AuditHead>,
}

impl<'a> Walk<'a> {
    async fn begin(
        tx: &mut Transaction,
        key: &AuditKey,
        earlier: Option<&'a AuditHead>,
    ) -> Result<Self, StoreError> {
        let anchor = Anchor::read(tx).await?;
        let begins = anchor.as_ref().map_or(BEGINNING, |anchor| anchor.last);
        let mut walk = Self {
            found: AuditFinding {
                count: begins.count,
                dropped: begins.count,
                ..AuditFinding::default()
            },
            // Rows that stand where they should long be gone are looked at, too.
            read_up_to: i64::MIN,
            last: Some(begins),
            earlier,
        };
        if anchor.is_some_and(|anchor| !anchor.is_genuine(key)) {
            walk.problem("the anchor, up to which rows were dropped, was not set by this server".into());
        }
        walk.compare(begins.count, &hex(&begins.hash));
        Ok(walk)
    }

    fn problem(&mut self, problem: String) {
        if self.found.problems.len() < PROBLEMS_MAX {
            self.found.problems.push(problem);
        }
    }

    fn look_at(&mut self, key: &AuditKey, row: &AuditRow) {
        self.read_up_to = row.position;
        self.found.rows += 1;
        if row.position <= self.found.dropped {
            self.problem(format!("row {} stands where rows were dropped", row.position));
            return;
        }
        let expected = self.found.count.saturating_add(1);
        if row.position > expected {
            self.problem(missing(expected, row.position.saturating_sub(1)));
        }
        // After a gap nobody can say what the row was tied to; the gap was told.
        let previous = self.last.filter(|last| last.count + 1 == row.position);
        if previous.is_some_and(|previous| hex(&tie(key, &previous.hash, row)) != row.hash) {
            self.problem(format!(
                "row {} does not fit: it, or its place, was changed",
                row.position
            ));
        }
        self.found.count = row.position;
        let hash = unhex(&row.hash).and_then(|hash| hash.try_into().ok());
        self.last = hash.map(|hash| AuditHead {
            count: row.position,
            hash,
        });
        if self.last.is_none() {
            self.problem(format!("row {} has no hash that could be one", row.position));
        }
        self.compare(row.position, &row.hash);
    }

    /// Compares a place in the chain with the earlier end, if that was there.
    fn compare(&mut self, position: i64, hash: &str) {
        let differs = |earlier: &AuditHead| earlier.count == position && hex(&earlier.hash) != hash;
        if self.earlier.is_some_and(differs) {
            self.problem(format!(
                "row {position} is not the one that the earlier head names"
            ));
        }
    }

    fn end(&mut self) {
        let Some(earlier) = self.earlier else {
            return;
        };
        if earlier.count > self.found.count {
            self.problem(missing(self.found.count.saturating_add(1), earlier.count));
        } else if earlier.count < self.found.dropped {
            self.problem(format!(
                "the earlier head is of row {}, and rows up to {} are past keeping; compare a newer one",
                earlier.count, self.found.dropped
            ));
        }
    }
}

fn missing(first: i64, last: i64) -> String {
    if first == last {
        format!("row {first} is missing")
    } else {
        format!("rows {first} to {last} are missing")
    }
}
