//! Counts by place and kind, with their sums.

use serde::Serialize;
use thiserror::Error;

/// Entries of a table, at most: a thousand places by twenty kinds. Protecting a table takes time that grows with the
/// square of it.
const ENTRIES_MAX: usize = 20_000;

/// Counts of a month: a row for a place, a column for a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    columns: usize,
    counts: Vec<u32>,
}

/// Why counts are no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TableError {
    /// The rows have not the same length, or there is none.
    #[error("a table needs rows of the same length, at least one")]
    Ragged,
    /// There are too many.
    #[error("a table may have {ENTRIES_MAX} entries at most; take larger places or fewer kinds")]
    TooLarge,
    /// Their sum is past any city.
    #[error("the counts add up to more than 4 billion")]
    Sum,
}

/// What is told of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "count", rename_all = "snake_case")]
pub enum Entry {
    /// The number.
    Shown(u32),
    /// Nothing: it is too low, or it would betray one that is.
    Hidden,
}

impl Entry {
    /// The number, where it is shown.
    #[must_use]
    pub fn shown(self) -> Option<u32> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Hidden => None,
        }
    }
}

/// A table as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Row by row.
    pub rows: Vec<Vec<Entry>>,
    /// The sums of the rows.
    pub row_sums: Vec<Entry>,
    /// The sums of the columns.
    pub column_sums: Vec<Entry>,
    /// The sum of all.
    pub sum: Entry,
}

impl CountTable {
    /// A table of rows.
    ///
    /// # Errors
    /// [`TableError`] when the rows are no table, or too large.
    pub fn new(rows: &[Vec<u32>]) -> Result<Self, TableError> {
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 || rows.iter().any(|row| row.len() != columns) {
            return Err(TableError::Ragged);
        }
        if rows.len().saturating_mul(columns) > ENTRIES_MAX {
            return Err(TableError::TooLarge);
        }
        let counts = rows.concat();
        let sum = counts
            .iter()
            .try_fold(0_u32, |sum, count| sum.checked_add(*count));
        sum.ok_or(TableError::Sum)?;
        Ok(Self { columns, counts })
    }

    /// How many rows it has, without that of the sums.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.counts.len() / self.columns
    }

    /// How many columns it has, without that of the sums.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The rows with their sums at the end, and the sums of the columns below.
    pub(super) fn with_sums(&self) -> Vec<Vec<u32>> {
        let mut rows: Vec<Vec<u32>> = self
            .counts
            .chunks_exact(self.columns)
            .map(<[u32]>::to_vec)
            .collect();
        let mut sums = vec![0; self.columns];
        for row in &rows {
            for (sum, count) in sums.iter_mut().zip(row) {
                *sum += count;
            }
        }
        rows.push(sums);
        for row in &mut rows {
            row.push(row.iter().sum());
        }
        rows
    }
}

impl Published {
    /// Takes a table with its sums apart.
    pub(super) fn of(mut entries: Vec<Vec<Entry>>) -> Self {
        let mut column_sums = entries.pop().unwrap_or_default();
        let sum = column_sums.pop().unwrap_or(Entry::Hidden);
        let row_sums = entries.iter_mut().filter_map(Vec::pop).collect();
        Self {
            rows: entries,
            row_sums,
            column_sums,
            sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_sums() {
        let table = CountTable::new(&[vec![1, 2], vec![3, 4]]).unwrap();
        assert_eq!(table.with_sums(), [[1, 2, 3], [3, 4, 7], [4, 6, 10]]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(CountTable::new(&[]), Err(TableError::Ragged));
        assert_eq!(CountTable::new(&[vec![1], vec![1, 2]]), Err(TableError::Ragged));
        assert_eq!(CountTable::new(&[vec![u32::MAX], vec![1]]), Err(TableError::Sum));
        let large = vec![vec![0; 20]; 1_001];
        assert_eq!(CountTable::new(&large), Err(TableError::TooLarge));
    }
}
