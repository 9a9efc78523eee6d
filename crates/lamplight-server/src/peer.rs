//! Whence a call comes.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The address at the other end of the connection. The accept loop puts it beside each call; a call that came
/// by none has that of nobody. It is kept nowhere but in a keyed hash, and is in no log.
///
/// Behind a proxy it is the proxy's: all who come through it count as one, until the accept loop is told which
/// proxies to believe about whom they speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let nobody = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(parts.extensions.get().copied().unwrap_or(nobody))
    }
}
