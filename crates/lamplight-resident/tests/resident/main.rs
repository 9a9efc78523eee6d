//! The core and its program from outside, without the real server. What needs one is tested against the real
//! one, in the workspace's `tests`.

#[cfg(test)]
mod answers;
#[cfg(all(test, feature = "cli"))]
mod cli;
#[cfg(test)]
mod device;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod rules;
