//! Where the window may go: nowhere but its own pages. A telephone number is handed to the system, which
//! knows how to dial.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Runtime, Url};

/// What becomes of a link.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// The window follows it.
    Follow,
    /// The system opens it.
    HandOver,
    /// Nothing happens.
    Refuse,
}

/// Keeps the window on its own pages.
pub(crate) fn guard<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("navigation")
        .on_navigation(|_, url| match way(url) {
            Way::Follow => true,
            Way::HandOver => {
                // Without a program that dials nothing happens: the number stands on the button itself.
                let _ = open::that_detached(url.as_str());
                false
            }
            Way::Refuse => false,
        })
        .build()
}

fn way(url: &Url) -> Way {
    match (url.scheme(), url.host_str()) {
        ("tel", _) => Way::HandOver,
        // A window begins at about:blank. On Windows and Android the app's own pages have an address of the
        // third form.
        ("about", _) | ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => {
            Way::Follow
        }
        ("http", Some("localhost")) if cfg!(dev) => Way::Follow,
        _ => Way::Refuse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_its_own_pages_and_the_system_dials() {
        let way_of = |url: &str| way(&url.parse().unwrap());
        assert_eq!(way_of("tauri://localhost/resident.html#/reports"), Way::Follow);
        assert_eq!(way_of("http://tauri.localhost/resident.html"), Way::Follow);
        assert_eq!(way_of("tel:112"), Way::HandOver);
        for foreign in [
            "https://example.org/",
            "file:///etc/passwd",
            "tauri://elsewhere/",
            "data:text/html,hi",
        ] {
            assert_eq!(way_of(foreign), Way::Refuse, "{foreign}");
        }
    }
}
