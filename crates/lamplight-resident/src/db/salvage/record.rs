//! Reading a row as SQLite stores it (see "Record Format" in its documentation).

use rusqlite::types::Value;

use super::bytes::{signed, take, take_varint};

/// The columns of a row. None when the bytes are not exactly one row.
pub(super) fn decode(row: &[u8]) -> Option<Vec<Value>> {
    let mut rest = row;
    let header_bytes = usize::try_from(take_varint(&mut rest)?).ok()?;
    let own_bytes = row.len() - rest.len();
    let mut types = take(&mut rest, header_bytes.checked_sub(own_bytes)?)?;
    let mut columns = Vec::new();
    while !types.is_empty() {
        let kind = take_varint(&mut types)?;
        columns.push(column(kind, &mut rest)?);
    }
    rest.is_empty().then_some(columns)
}

fn column(kind: u64, rest: &mut &[u8]) -> Option<Value> {
    Some(match kind {
        0 => Value::Null,
        1..=4 => Value::Integer(signed(take(rest, usize::try_from(kind).ok()?)?)),
        5 => Value::Integer(signed(take(rest, 6)?)),
        6 => Value::Integer(signed(take(rest, 8)?)),
        7 => Value::Real(f64::from_be_bytes(take(rest, 8)?.try_into().ok()?)),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        // SQLite keeps these two for itself.
        10 | 11 => return None,
        _ => {
            let content = take(rest, usize::try_from((kind - 12) / 2).ok()?)?;
            if kind.is_multiple_of(2) {
                Value::Blob(content.to_vec())
            } else {
                Value::Text(String::from_utf8(content.to_vec()).ok()?)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_reads_back() {
        let row = [6, 0, 1, 8, 9, 17, 0xfe, b'h', b'i'];
        let columns = vec![
            Value::Null,
            Value::Integer(-2),
            Value::Integer(0),
            Value::Integer(1),
            Value::Text("hi".into()),
        ];
        assert_eq!(decode(&row), Some(columns));
        assert_eq!(decode(&row[..8]), None);
        assert_eq!(decode(&[&row[..], &[0]].concat()), None);
        assert_eq!(decode(&[2, 15, 0xff]), None, "text that is none");
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }
    }
}
