//! What people see, against the real server: the app in its real window, driven through WebDriver, and the
//! console in a real browser.

mod app;
mod console;
mod figures;
mod hearing;
mod reports;
mod tree;
