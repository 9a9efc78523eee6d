//! The audit taken out: one line of JSON for each row, and at the end the head, which is to be kept elsewhere.

use std::path::Path;

use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{AuditHead, AuditRow, AuditState};
use lamplight_store::{Store, StoreError};
use serde::{Deserialize, Serialize};

/// Rows that are chained in one transaction.
const CHAIN_ROWS: u32 = 500;

/// Chains what waits, unless another instance is at it.
///
/// # Errors
/// A [`StoreError`]; what was chained before it is.
pub async fn chain(store: &dyn Store) -> Result<(), StoreError> {
    while store.chain_audit(CHAIN_ROWS).await? == Some(CHAIN_ROWS) {}
    Ok(())
}

/// A row as one line.
///
/// # Errors
/// None in practice: a row is texts and numbers.
pub fn row_line(row: &AuditRow) -> serde_json::Result<String> {
    serde_json::to_string(row)
}

/// The last line of an export.
#[derive(Debug, Serialize, Deserialize)]
struct HeadLine {
    head: Head,
}

/// The end of the chain at a time.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// How many rows there ever were.
    count: i64,
    /// The hash of the newest: 64 hexadecimal digits.
    hash: String,
    /// When the export was made.
    time: TimestampMillis,
    /// Rows that were kept and not yet chained.
    unchained: u32,
}

/// The head as one line.
///
/// # Errors
/// As [`row_line`].
pub fn head_line(state: &AuditState, time: TimestampMillis) -> serde_json::Result<String> {
    serde_json::to_string(&HeadLine {
        head: Head {
            count: state.head.count,
            hash: blake3::Hash::from(state.head.hash).to_hex().to_string(),
            time,
            unchained: state.unchained,
        },
    })
}

/// An earlier head: a file that ends with one, as an export does, or the line itself. None when it is neither.
pub fn earlier_head(file_or_value: &str) -> Option<AuditHead> {
    let text = if Path::new(file_or_value).is_file() {
        std::fs::read_to_string(file_or_value).ok()?
    } else {
        file_or_value.to_owned()
    };
    let last = text.lines().rfind(|line| !line.trim().is_empty())?;
    let HeadLine { head } = serde_json::from_str(last).ok()?;
    Some(AuditHead {
        count: head.count,
        hash: *blake3::Hash::from_hex(head.hash).ok()?.as_bytes(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> AuditState {
        AuditState {
            head: AuditHead {
                count: 12,
                hash: [171; 32],
            },
            unchained: 0,
        }
    }

    #[test]
    fn a_head_reads_back_from_its_line_and_from_the_end_of_an_export() {
        let line = head_line(&state(), TimestampMillis::from_millis(0)).unwrap();
        assert_eq!(earlier_head(&line), Some(state().head));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{{\"position\":12}}\n{line}\n\n")).unwrap();
        assert_eq!(earlier_head(file.path().to_str().unwrap()), Some(state().head));
        for nothing in ["", "12", "{}", "/no/such/file"] {
            assert_eq!(earlier_head(nothing), None, "{nothing}");
        }
    }
}
