//! What the tests, the benchmarks and the screenshots share: a patrol (the real server as a process), a
//! resident's device (the real core), and a window (the real app under WebDriver).

pub mod desk;
pub mod device;
pub mod patrol;
pub mod programs;
pub mod samples;
pub mod window;
