//! The way in: TLS of our own, or a proxy that speaks it for us. Plain HTTP is for this machine alone, unless
//! somebody asks for more in so many words.

mod tls;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::HeaderMap;
use tokio_rustls::TlsAcceptor;

use crate::error::StartError;
use crate::peer::{Peer, Proxies};

pub use self::tls::{Certificate, TlsFiles};

/// How people reach the server, as an operator says it.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// The certificate, where the server speaks TLS by itself.
    pub tls: Option<TlsFiles>,
    /// The proxies that speak for others.
    pub proxies: Proxies,
    /// Whether plain HTTP may be spoken with everybody.
    pub plain_http: bool,
}

/// The way in, opened.
#[derive(Debug)]
pub struct Ingress {
    proxies: Proxies,
    certificate: Option<Arc<Certificate>>,
    speaks_with: SpeaksWith,
}

/// Whose connections are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpeaksWith {
    Everybody,
    /// What others send would be read, and changed, by whoever sits on the way.
    ProxiesAndThisMachine,
}

impl Ingress {
    /// Opens the way in to an address.
    ///
    /// # Errors
    /// [`StartError::Usage`] when others would speak plain HTTP and nobody asked for it; what
    /// [`Certificate::open`] says.
    pub fn open(way: &Way, listen: SocketAddr) -> Result<Self, StartError> {
        let is_open = !listen.ip().to_canonical().is_loopback();
        let speaks_with = match (&way.tls, is_open) {
            (Some(_), _) | (None, false) => SpeaksWith::Everybody,
            (None, true) if way.plain_http => {
                tracing::warn!(
                    "plain HTTP: whoever sits on the way reads and changes everything, sign-ins included"
                );
                SpeaksWith::Everybody
            }
            (None, true) if !way.proxies.networks.is_empty() => SpeaksWith::ProxiesAndThisMachine,
            (None, true) => return Err(plain_to_all(listen)),
        };
        let certificate = way.tls.clone().map(Certificate::open).transpose()?;
        Ok(Self {
            proxies: way.proxies.clone(),
            certificate: certificate.map(Arc::new),
            speaks_with,
        })
    }

    /// The certificate, to be kept up to date.
    pub fn certificate(&self) -> Option<Arc<Certificate>> {
        self.certificate.clone()
    }

    /// How addresses of the server begin.
    pub fn scheme(&self) -> &'static str {
        if self.certificate.is_some() {
            "https"
        } else {
            "http"
        }
    }

    /// Whether a connection from there is taken.
    pub(crate) fn takes(&self, connection: IpAddr) -> bool {
        self.speaks_with == SpeaksWith::Everybody
            || connection.to_canonical().is_loopback()
            || self.is_proxy(connection)
    }

    /// Whether a connection from there may be that of many.
    pub(crate) fn is_proxy(&self, connection: IpAddr) -> bool {
        self.proxies.networks.hold(connection)
    }

    /// Whence a call comes that arrived from `connection`.
    pub(crate) fn peer(&self, connection: IpAddr, headers: &HeaderMap) -> Peer {
        self.proxies.peer(connection, headers)
    }

    /// What turns a connection into one of TLS; none where plain HTTP is spoken.
    pub(crate) fn acceptor(&self) -> Option<TlsAcceptor> {
        self.certificate
            .as_ref()
            .map(|certificate| certificate.acceptor())
    }
}

fn plain_to_all(listen: SocketAddr) -> StartError {
    StartError::Usage(format!(
        "others would reach {listen} by plain HTTP, which anybody on the way reads; give --tls-cert and --tls-key, or \
         name your proxy with --trusted-proxy, or say --plain-http"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peer::{Networks, ProxyHeader};

    fn behind(proxy: &str) -> Way {
        Way {
            proxies: Proxies {
                networks: Networks::parse(&[proxy]).unwrap(),
                header: ProxyHeader::default(),
            },
            ..Way::default()
        }
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn plain_http_stays_on_this_machine_unless_it_is_asked_for() {
        let (here, everywhere) = (([127, 0, 0, 1], 0).into(), ([0, 0, 0, 0], 0).into());
        assert!(Ingress::open(&Way::default(), here).is_ok());
        let refused = Ingress::open(&Way::default(), everywhere)
            .unwrap_err()
            .to_string();
        assert!(refused.contains("--plain-http"), "{refused}");
        let asked = Way {
            plain_http: true,
            ..Way::default()
        };
        assert!(
            Ingress::open(&asked, everywhere)
                .unwrap()
                .takes(ip("203.0.113.5"))
        );
    }

    #[test]
    fn behind_a_proxy_plain_http_is_spoken_with_it_and_with_this_machine() {
        let ingress = Ingress::open(&behind("10.0.0.1"), ([0, 0, 0, 0], 0).into()).unwrap();
        assert!(ingress.takes(ip("10.0.0.1")) && ingress.takes(ip("::ffff:10.0.0.1")));
        assert!(ingress.takes(ip("127.0.0.1")));
        assert!(!ingress.takes(ip("10.0.0.2")));
    }
}
