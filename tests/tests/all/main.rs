//! The real core against the real server, and the real window against both.
//!
//! One binary for all of it, so that it is linked once. Tests of the window are in `window` and need a
//! display; the others need none.

mod alerts;
mod area;
mod bucket;
mod flood;
mod instances;
mod photos;
mod pictures;
mod rsvps;
mod sync;
mod tagged;
mod terminal;
mod triage;
mod window;
