//! SHA-256 by the library that TLS uses here: where a processor has no instruction for it, twice as fast as
//! portable code.

use ring::digest::{SHA256, digest};

/// The SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
}
