//! The way out for a webhook: a name is resolved, every address that it has is looked at, and one of those very
//! addresses is connected to. A name that leads elsewhere at the next look changes nothing, for there is none.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::Uri;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tower::Service;

use super::NotTold;
use super::address::forbidden;

/// How long a name and a connection may take, in milliseconds.
const CONNECT_MS_MAX: u64 = 5_000;
/// Addresses of one name that are tried.
const ADDRESSES_MAX: usize = 4;

/// Opens connections to addresses of the world; to others too, when that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Door {
    pub(super) private_addresses: bool,
}

impl Service<Uri> for Door {
    type Response = TokioIo<TcpStream>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let door = *self;
        Box::pin(async move {
            let opening = tokio::time::timeout(Duration::from_millis(CONNECT_MS_MAX), door.open(&to));
            let stream = opening.await.unwrap_or_else(|_| Err(failed(NotTold::TooSlow)))?;
            stream.set_nodelay(true)?;
            Ok(TokioIo::new(stream))
        })
    }
}

impl Door {
    async fn open(self, to: &Uri) -> io::Result<TcpStream> {
        let host = to.host().ok_or_else(|| failed(NotTold::Unreachable))?;
        // An address of IPv6 stands in brackets in a URL, and nowhere else.
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = match (to.port_u16(), to.scheme_str()) {
            (Some(port), _) => port,
            (None, Some("http")) => 80,
            (None, _) => 443,
        };
        let addresses: Vec<SocketAddr> = lookup_host((host, port)).await?.collect();
        if !self.private_addresses {
            check(&addresses)?;
        }
        let mut last = failed(NotTold::Unreachable);
        for address in addresses.iter().take(ADDRESSES_MAX) {
            match TcpStream::connect(address).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Refuses a name of which any address is forbidden: one that has both kinds was made to be tried until it passes.
fn check(addresses: &[SocketAddr]) -> io::Result<()> {
    match addresses.iter().find_map(|address| forbidden(address.ip())) {
        Some(why) => Err(failed(NotTold::Forbidden(why))),
        None => Ok(()),
    }
}

fn failed(why: NotTold) -> io::Error {
    io::Error::other(why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Forbidden;

    #[test]
    fn one_forbidden_address_among_good_ones_is_enough() {
        let of = |texts: &[&str]| check(&texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<_>>());
        assert!(of(&["93.184.216.34:443", "[2606:2800:220:1::1]:443"]).is_ok());
        let error = of(&["93.184.216.34:443", "10.0.0.1:443"]).unwrap_err();
        let why = error.into_inner().unwrap().downcast::<NotTold>().unwrap();
        assert_eq!(*why, NotTold::Forbidden(Forbidden::Private));
    }
}
