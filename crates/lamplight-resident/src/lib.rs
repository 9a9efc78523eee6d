//! The headless resident app.

pub mod view;
