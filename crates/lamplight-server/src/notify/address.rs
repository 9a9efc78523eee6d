//! Addresses to which no webhook goes: those behind the firewall, of this machine, and of what runs it. Whoever may
//! name a webhook must not have the server knock there for them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    /// 127.0.0.0/8 and `::1`.
    #[error("this machine")]
    Loopback,
    /// The networks of RFC 1918.
    #[error("a private network")]
    Private,
    /// 169.254.0.0/16 and fe80::/10. Where machines are rented, this is where theirs is described to them.
    #[error("a link-local address")]
    LinkLocal,
    /// fc00::/7 (RFC 4193), and the older fec0::/10.
    #[error("a local network")]
    UniqueLocal,
    /// 100.64.0.0/10: behind a provider's address translation (RFC 6598).
    #[error("a network shared by a provider's customers")]
    Shared,
    /// Where rented machines ask for what is theirs, keys included.
    #[error("an address of the machine's provider")]
    Metadata,
    /// Many at once.
    #[error("a multicast or broadcast address")]
    Multicast,
    /// Nobody's, or kept for documents and experiments.
    #[error("an address that nobody has")]
    Reserved,
    /// An IPv4 address inside one of IPv6, by which a check for the other would be passed by.
    #[error("an IPv4 address in disguise")]
    Disguised,
}

/// Addresses of providers that lie in none of the ranges. Microsoft's; Amazon's, Google's, Oracle's and Alibaba's do.
const METADATA: [Ipv4Addr; 1] = [Ipv4Addr::new(168, 63, 129, 16)];

/// Why an address is not called; none when it may be.
pub(super) fn forbidden(address: IpAddr) -> Option<Forbidden> {
    match address {
        IpAddr::V4(address) => forbidden_v4(address),
        IpAddr::V6(address) => forbidden_v6(address),
    }
}

fn forbidden_v4(address: Ipv4Addr) -> Option<Forbidden> {
    let [a, b, c, _] = address.octets();
    Some(match (a, b, c) {
        _ if METADATA.contains(&address) => Forbidden::Metadata,
        (127, ..) => Forbidden::Loopback,
        (10, ..) | (172, 16..=31, _) | (192, 168, _) => Forbidden::Private,
        (169, 254, _) => Forbidden::LinkLocal,
        (100, 64..=127, _) => Forbidden::Shared,
        (224..=239, ..) | (255, 255, 255) => Forbidden::Multicast,
        // This network, protocol assignments, documents, measurements, the relays of 6to4, and the last sixteenth.
        (0, ..)
        | (192, 0, 0 | 2)
        | (192, 88, 99)
        | (198, 18..=19, _)
        | (198, 51, 100)
        | (203, 0, 113)
        | (240.., ..) => Forbidden::Reserved,
        _ => return None,
    })
}

fn forbidden_v6(address: Ipv6Addr) -> Option<Forbidden> {
    let [first, second, third, ..] = address.segments();
    Some(match (first, second, third) {
        _ if address == Ipv6Addr::LOCALHOST => Forbidden::Loopback,
        _ if address == Ipv6Addr::UNSPECIFIED => Forbidden::Reserved,
        // Mapped and compatible addresses, translation (RFC 6052, RFC 8215), Teredo and 6to4. No service that people
        // mean has one of these.
        (0, 0, 0) | (0x64, 0xff9b, _) | (0x2001, 0, _) | (0x2002, ..) => Forbidden::Disguised,
        (0xfe80..=0xfebf, ..) => Forbidden::LinkLocal,
        (0xfc00..=0xfdff | 0xfec0..=0xfeff, ..) => Forbidden::UniqueLocal,
        (0xff00.., ..) => Forbidden::Multicast,
        // What was never given out: only 2000::/3 was.
        (0..=0x1fff | 0x4000.., ..) | (0x2001, 0xdb8, _) | (0x3fff, ..) => Forbidden::Reserved,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Forbidden> {
        forbidden(text.parse().unwrap())
    }

    #[test]
    fn addresses_of_the_world_may_be_called() {
        for address in [
            "1.1.1.1",
            "93.184.216.34",
            "172.15.255.255",
            "172.32.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "192.167.1.1",
            "2606:2800:220:1::1",
            "2a00:1450::1",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
    }

    #[test]
    fn this_machine_is_not_called() {
        for address in ["127.0.0.1", "127.255.255.254", "::1"] {
            assert_eq!(of(address), Some(Forbidden::Loopback), "{address}");
        }
    }

    #[test]
    fn private_networks_are_not_called() {
        for address in [
            "10.0.0.1",
            "10.255.255.255",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
        ] {
            assert_eq!(of(address), Some(Forbidden::Private), "{address}");
        }
    }

    #[test]
    fn link_local_addresses_and_what_machines_are_told_there_are_not_called() {
        for address in ["169.254.0.1", "169.254.169.254", "fe80::1", "febf::1"] {
            assert_eq!(of(address), Some(Forbidden::LinkLocal), "{address}");
        }
        assert_eq!(of("168.63.129.16"), Some(Forbidden::Metadata));
        assert_eq!(of("100.100.100.200"), Some(Forbidden::Shared));
        assert_eq!(of("fd00:ec2::254"), Some(Forbidden::UniqueLocal));
    }

    #[test]
    fn local_networks_of_ipv6_are_not_called() {
        for address in ["fc00::1", "fdff::1", "fec0::1"] {
            assert_eq!(of(address), Some(Forbidden::UniqueLocal), "{address}");
        }
    }

    #[test]
    fn a_providers_shared_network_is_not_called() {
        for address in ["100.64.0.1", "100.127.255.255"] {
            assert_eq!(of(address), Some(Forbidden::Shared), "{address}");
        }
    }

    #[test]
    fn many_at_once_are_not_called() {
        for address in ["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"] {
            assert_eq!(of(address), Some(Forbidden::Multicast), "{address}");
        }
    }

    #[test]
    fn an_ipv4_address_in_disguise_is_not_called() {
        for address in [
            "::ffff:127.0.0.1",
            "::ffff:93.184.216.34",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::7f00:1",
            "2002:7f00:1::1",
            "2001:0:4136:e378::1",
        ] {
            assert_eq!(of(address), Some(Forbidden::Disguised), "{address}");
        }
    }

    #[test]
    fn what_nobody_has_is_not_called() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "192.0.2.1",
            "192.0.0.192",
            "198.18.0.1",
            "203.0.113.9",
            "240.0.0.1",
            "::",
            "100::1",
            "2001:db8::1",
            "4000::1",
        ] {
            assert_eq!(of(address), Some(Forbidden::Reserved), "{address}");
        }
    }
}
