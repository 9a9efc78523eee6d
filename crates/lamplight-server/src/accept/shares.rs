//! How many of the connections one address may hold. Whoever holds them all needs to send nothing more to keep
//! everybody else out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;

use crate::peer::household;

/// The part of all connections that one address may hold: one in four. Of 16,000 that are the live streams of a school
/// with 2,000 phones behind one address, twice over.
const PART: usize = 4;

/// The connections of each address. It holds no more entries than there are connections.
#[derive(Debug)]
pub(super) struct Shares {
    most: usize,
    held: Arc<Mutex<HashMap<IpNet, usize>>>,
}

/// A connection's place in its address's share, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Share {
    held: Arc<Mutex<HashMap<IpNet, usize>>>,
    household: IpNet,
}

impl Shares {
    pub(super) fn of(connections_max: usize) -> Self {
        Self {
            most: connections_max.div_ceil(PART),
            held: Arc::default(),
        }
    }

    /// A place for a connection; none when its address holds as many as it may.
    pub(super) fn take(&self, address: IpAddr) -> Option<Share> {
        let household = household(address);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(household).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Share {
            held: Arc::clone(&self.held),
            household,
        })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.household) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.household);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_its_part_and_leaves_the_rest_to_others() {
        let shares = Shares::of(8);
        let (one, other) = ("203.0.113.5".parse().unwrap(), "203.0.113.6".parse().unwrap());
        let mut held = vec![shares.take(one).unwrap(), shares.take(one).unwrap()];
        assert!(shares.take(one).is_none());
        assert!(shares.take(other).is_some());
        held.pop();
        held.push(shares.take(one).expect("a place was given back"));
        drop(held);
        assert!(shares.held.lock().unwrap().is_empty());
    }
}
