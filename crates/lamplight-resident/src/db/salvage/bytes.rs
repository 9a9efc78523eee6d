//! Reading numbers out of bytes that may be anything. What lies outside reads as nothing.

/// A big-endian number of four bytes; 0 when they are not there.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    array_at(bytes, at).map_or(0, u32::from_be_bytes)
}

/// A number of four bytes in the order of this machine; none when they are not there.
pub(super) fn native_u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array_at(bytes, at).map(u32::from_ne_bytes)
}

/// A big-endian number of two bytes; 0 when they are not there.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    array_at(bytes, at).map_or(0, u16::from_be_bytes)
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// Takes SQLite's number of 1 to 9 bytes off the front: seven bits a byte, of the ninth all eight.
pub(super) fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for place in 0..9 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        if place == 8 {
            return Some((value << 8) | u64::from(*first));
        }
        value = (value << 7) | u64::from(first & 0x7f);
        if *first < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Takes so many bytes off the front.
pub(super) fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

/// A big-endian number of up to eight bytes, with its sign.
pub(super) fn signed(bytes: &[u8]) -> i64 {
    let start = match bytes.first() {
        Some(first) if *first >= 0x80 => -1,
        _ => 0,
    };
    bytes
        .iter()
        .fold(start, |value, byte| (value << 8) | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_were_written() {
        assert_eq!(u32_at(&[1, 2, 3, 4], 0), 0x0102_0304);
        assert_eq!(u32_at(&[1, 2, 3], 0), 0);
        assert_eq!(u16_at(&[0, 1, 2], 1), 0x0102);
        assert_eq!(signed(&[0xff]), -1);
        assert_eq!(signed(&[0x7f, 0xff]), 32_767);
        assert_eq!(signed(&[]), 0);
    }

    #[test]
    fn varints_of_every_length_read_back() {
        for (bytes, value) in [
            (&[0x05][..], 5),
            (&[0x81, 0x00], 128),
            (&[0x82, 0x2c], 300),
            (&[0xff; 9], u64::MAX),
        ] {
            let mut rest = bytes;
            assert_eq!((take_varint(&mut rest), rest.len()), (Some(value), 0));
        }
        assert_eq!(take_varint(&mut &[0x81][..]), None);
    }
}
