//! Whence a call comes.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{FORWARDED, HeaderName};
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::error::StartError;

/// The address from which a call comes: the other end of the connection, or whom a trusted proxy speaks for. The
/// accept loop puts it beside each call; a call that came by none has that of nobody. It is kept nowhere but in a
/// keyed hash, and is in no log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let nobody = Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(parts.extensions.get().copied().unwrap_or(nobody))
    }
}

/// What counts as one of those who call: an address, and of IPv6 the first half of it, since a network gives a home
/// 2^64 of them at least (RFC 6177).
pub(crate) fn household(address: IpAddr) -> IpNet {
    let bits = if address.to_canonical().is_ipv4() { 32 } else { 64 };
    IpNet::new(address.to_canonical(), bits).map_or_else(|_| IpNet::from(address), |network| network.trunc())
}

/// Addresses, by their networks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    /// Reads networks, such as `10.0.0.0/8`, and single addresses.
    ///
    /// # Errors
    /// [`StartError::Usage`] for a text that is neither.
    pub fn parse<T: AsRef<str>>(texts: &[T]) -> Result<Self, StartError> {
        let networks = texts.iter().map(|text| network(text.as_ref()));
        networks.collect::<Result<_, _>>().map(Self)
    }

    /// This machine.
    pub fn loopback() -> Self {
        Self(vec![
            IpNet::new_assert(Ipv4Addr::new(127, 0, 0, 0).into(), 8),
            IpNet::from(IpAddr::V6(std::net::Ipv6Addr::LOCALHOST)),
        ])
    }

    /// Whether an address is of one of them.
    pub fn hold(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn network(text: &str) -> Result<IpNet, StartError> {
    let single = |_| IpAddr::from_str(text).map(IpNet::from);
    text.parse::<IpNet>().or_else(single).map_err(|_| {
        StartError::Usage(format!(
            "{text} is no network; expected something like 10.0.0.0/8 or 2001:db8::1"
        ))
    })
}

/// The header in which proxies say for whom they speak. Only one is believed: a proxy writes the one that it knows
/// and passes on whatever a client put into the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, which nearly all write.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// The proxies that are believed about whom they speak for, and where they say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// Whence they come.
    pub networks: Networks,
    /// Where they say it.
    pub header: ProxyHeader,
}

impl Proxies {
    /// Whence a call comes that arrived from `connection`: each proxy adds the address that it saw at the end, so it
    /// is the last one there that is no proxy's. What stands before it was written by anybody.
    pub fn peer(&self, connection: IpAddr, headers: &HeaderMap) -> Peer {
        let mut peer = connection.to_canonical();
        for hop in self.hops(headers).rev() {
            if !self.networks.hold(peer) {
                break;
            }
            // What does not read was written by a proxy that is to be mended; it counts as its caller meanwhile.
            let Some(address) = hop.and_then(address) else {
                break;
            };
            peer = address;
        }
        Peer(peer)
    }

    /// What the header names, in the order of its lines.
    fn hops<'h>(&self, headers: &'h HeaderMap) -> impl DoubleEndedIterator<Item = Option<&'h str>> {
        let (name, parse): (_, fn(&str) -> Option<&str>) = match self.header {
            ProxyHeader::XForwardedFor => (HeaderName::from_static("x-forwarded-for"), |hop| Some(hop)),
            ProxyHeader::Forwarded => (FORWARDED, forwarded_for),
        };
        let lines = headers.get_all(name).iter();
        lines.flat_map(move |line| {
            let hops = line.to_str().unwrap_or("?").split(',');
            hops.map(move |hop| parse(hop.trim()))
        })
    }
}

/// The `for` of one element, such as `for="[2001:db8::1]:4711";proto=https`.
fn forwarded_for(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("for").then(|| value.trim_matches('"'))
    })
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare
        .parse()
        .or_else(|_| text.parse().map(|with_port: SocketAddr| with_port.ip()));
    parsed.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(header: ProxyHeader) -> Proxies {
        Proxies {
            networks: Networks::parse(&["10.0.0.0/8", "2001:db8::1"]).unwrap(),
            header,
        }
    }

    /// Whence a call comes, from a proxy unless `connection` says otherwise.
    fn peer_of(header: ProxyHeader, connection: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        let name = match header {
            ProxyHeader::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            ProxyHeader::Forwarded => FORWARDED,
        };
        for line in lines {
            headers.append(&name, line.parse().unwrap());
        }
        proxies(header)
            .peer(connection.parse().unwrap(), &headers)
            .0
            .to_string()
    }

    #[test]
    fn the_last_address_that_no_proxy_has_is_whence_a_call_comes() {
        use ProxyHeader::{Forwarded, XForwardedFor};
        for (header, lines, expected) in [
            (XForwardedFor, &["198.51.100.7"][..], "198.51.100.7"),
            (
                XForwardedFor,
                &["1.1.1.1, 198.51.100.7, 10.0.0.9"],
                "198.51.100.7",
            ),
            (XForwardedFor, &["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
            (XForwardedFor, &["198.51.100.7:4711"], "198.51.100.7"),
            (XForwardedFor, &["[2001:db8::7]:4711"], "2001:db8::7"),
            (XForwardedFor, &["::ffff:198.51.100.7"], "198.51.100.7"),
            (XForwardedFor, &["10.0.0.8, 10.0.0.9"], "10.0.0.8"),
            (XForwardedFor, &["1.1.1.1, someone"], "10.0.0.1"),
            (XForwardedFor, &["1.1.1.1, someone, 10.0.0.9"], "10.0.0.9"),
            (XForwardedFor, &[], "10.0.0.1"),
            (
                Forwarded,
                &["for=1.1.1.1, for=198.51.100.7;proto=https"],
                "198.51.100.7",
            ),
            (
                Forwarded,
                &["proto=https; For=\"[2001:db8::7]:4711\""],
                "2001:db8::7",
            ),
            (Forwarded, &["for=_hidden"], "10.0.0.1"),
        ] {
            assert_eq!(peer_of(header, "10.0.0.1", lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn whoever_is_no_proxy_is_believed_nothing_however_often_they_say_it() {
        for n in 0..10_000_u32 {
            let planted = IpAddr::V4(Ipv4Addr::from_bits(0x0100_0000 + n)).to_string();
            let peer = peer_of(ProxyHeader::XForwardedFor, "203.0.113.5", &[&planted]);
            assert_eq!(peer, "203.0.113.5");
        }
    }

    #[test]
    fn the_header_that_the_proxy_does_not_write_is_not_read() {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED, "for=1.1.1.1".parse().unwrap());
        let peer = proxies(ProxyHeader::XForwardedFor).peer("10.0.0.1".parse().unwrap(), &headers);
        assert_eq!(peer.0.to_string(), "10.0.0.1");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        assert!(Networks::parse(&["10.0.0.0/33"]).is_err());
        assert!(Networks::parse(&["proxy.example.org"]).is_err());
        assert!(Networks::loopback().hold("::ffff:127.0.0.1".parse().unwrap()));
    }
}
