//! What the tests, the benchmarks and the screenshots share: a patrol (the real server as a process), a
//! resident's device (the real core, or the real `lamplight` as a process), a window (the real app under
//! WebDriver), a desktop that keeps what it is asked to show, and a proxy that does to their words whatever a network
//! may.

pub mod bucket;
pub mod bus;
pub mod clock;
pub mod colleague;
pub mod desk;
pub mod device;
pub mod notifications;
pub mod patrol;
pub mod picture;
pub mod postgres;
pub mod programs;
pub mod proxy;
pub mod raw_report;
pub mod samples;
pub mod tally;
pub mod terminal;
pub mod tree;
pub mod window;
