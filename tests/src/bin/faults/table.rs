//! The campaigns and their counts, which docs/reliability.md tells in words.
//!
//! Two more are tests of their crates, because they look inside: the queue against a model, and the journal
//! beside 32 writers. `cargo xtask faults` runs those too.

use crate::campaign::Campaign;
use crate::{
    app_kills, clock, corrupt, crowd, cuts, disk_full, live, locked, mutations, network, restore,
    server_kills,
};

pub(crate) const CAMPAIGNS: &[Campaign] = &[
    Campaign {
        name: "app-kills",
        every_change: 300,
        release: 10_000,
        runs_a_seed: app_kills::KILLS_A_PHONE,
        waits: false,
        run: |order| Box::pin(app_kills::run(order)),
    },
    Campaign {
        name: "server-kills",
        every_change: 200,
        release: 3_000,
        runs_a_seed: server_kills::KILLS_A_SERVER,
        waits: false,
        run: |order| Box::pin(server_kills::run(order)),
    },
    Campaign {
        name: "proxy",
        every_change: 500,
        release: 20_000,
        runs_a_seed: 1,
        waits: true,
        run: |order| Box::pin(network::run(order)),
    },
    Campaign {
        // How many there are is known only once they were made; the count is a bound.
        name: "cuts",
        every_change: 10_000,
        release: 10_000,
        runs_a_seed: 10_000,
        waits: false,
        run: |order| Box::pin(cuts::run(order)),
    },
    Campaign {
        name: "disk-full",
        every_change: 20,
        release: 400,
        runs_a_seed: 1,
        waits: false,
        run: |order| Box::pin(disk_full::run(order)),
    },
    Campaign {
        name: "locked",
        every_change: 10,
        release: 500,
        runs_a_seed: 1,
        waits: true,
        run: |order| Box::pin(locked::run(order)),
    },
    Campaign {
        name: "crowd",
        every_change: 20,
        release: 500,
        runs_a_seed: 1,
        waits: false,
        run: |order| Box::pin(crowd::run(order)),
    },
    Campaign {
        name: "clock",
        every_change: 20,
        release: 1_000,
        runs_a_seed: 1,
        waits: true,
        run: |order| Box::pin(clock::run(order)),
    },
    Campaign {
        name: "corrupt",
        every_change: 50,
        release: 2_000,
        runs_a_seed: 1,
        waits: false,
        run: |order| Box::pin(corrupt::run(order)),
    },
    Campaign {
        name: "live",
        every_change: 100,
        release: 1_000,
        runs_a_seed: live::CUTS_A_READER,
        waits: false,
        run: |order| Box::pin(live::run(order)),
    },
    Campaign {
        name: "restore",
        every_change: 5,
        release: 50,
        runs_a_seed: 1,
        waits: false,
        run: |order| Box::pin(restore::run(order)),
    },
    Campaign {
        name: "mutations",
        every_change: mutations::COUNT,
        release: mutations::COUNT,
        runs_a_seed: mutations::COUNT,
        waits: false,
        run: |order| Box::pin(mutations::run(order)),
    },
];
