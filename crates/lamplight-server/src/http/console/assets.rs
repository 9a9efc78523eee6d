//! The console's files, as the UI's build leaves them: `console.html`, and chunks with a hash in their names
//! under `assets/`.

use std::borrow::Cow;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};

use super::page as own_page;
use crate::Deps;

const UNBUILT: &str = include_str!("pages/unbuilt.html");

/// Where the console's files come from.
#[derive(Debug, Clone)]
pub enum Console {
    /// Out of the program itself, as releases have them.
    #[cfg(feature = "embed-ui")]
    Embedded,
    /// Out of a folder, read anew each time, as one wants it while building them.
    Folder(PathBuf),
    /// There are none.
    Absent,
}

#[cfg(feature = "embed-ui")]
#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../ui/dist"]
#[include = "console.html"]
#[include = "assets/*"]
struct Embedded;

impl Console {
    /// The folder if one is named, otherwise what was built into the program.
    pub fn choose(folder: Option<PathBuf>) -> Self {
        match folder {
            Some(folder) => Self::Folder(folder),
            #[cfg(feature = "embed-ui")]
            None => Self::Embedded,
            #[cfg(not(feature = "embed-ui"))]
            None => Self::Absent,
        }
    }

    async fn read(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            #[cfg(feature = "embed-ui")]
            Self::Embedded => Embedded::get(name).map(|file| file.data),
            Self::Folder(folder) => read_within(folder, name).await.map(Cow::Owned),
            Self::Absent => None,
        }
    }
}

/// Reads a file that lies in the folder, wherever a link in it may point.
async fn read_within(folder: &FilePath, name: &str) -> Option<Vec<u8>> {
    let folder = tokio::fs::canonicalize(folder).await.ok()?;
    let file = tokio::fs::canonicalize(folder.join(name)).await.ok()?;
    if file.starts_with(&folder) {
        tokio::fs::read(file).await.ok()
    } else {
        None
    }
}

/// The console itself.
pub(super) async fn page(State(deps): State<Arc<Deps>>) -> Response {
    match deps.console.read("console.html").await {
        // Asked for anew each time, because it names the chunks of its own build.
        Some(html) => ([(CACHE_CONTROL, "no-cache")], Html(html)).into_response(),
        None => own_page(StatusCode::NOT_FOUND, UNBUILT),
    }
}

/// A chunk of the console. Its name changes with its content, so it may be kept for ever.
pub(super) async fn asset(State(deps): State<Arc<Deps>>, Path(name): Path<String>) -> Response {
    let Some(kind) = kind_of(&name).filter(|_| is_plain(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match deps.console.read(&format!("assets/{name}")).await {
        Some(bytes) => {
            let head = [
                (CONTENT_TYPE, kind),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (head, bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A name with which nothing but a file of the one folder can be meant.
fn is_plain(name: &str) -> bool {
    !name.starts_with('.')
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
}

/// The types that the UI's build leaves; anything else is not served.
fn kind_of(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension {
        "js" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Console;
    use crate::testing::World;

    async fn with_console() -> (World, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let ui = folder.path().join("dist");
        std::fs::create_dir_all(ui.join("assets")).unwrap();
        std::fs::write(ui.join("console.html"), "<title>Console</title>").unwrap();
        std::fs::write(ui.join("assets/console-1a.js"), "1").unwrap();
        std::fs::write(ui.join("assets/notes.txt"), "1").unwrap();
        std::fs::write(folder.path().join("secret.js"), "planted").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("secret.js"), ui.join("assets/link.js")).unwrap();
        (World::with_console(Console::Folder(ui)).await, folder)
    }

    #[tokio::test]
    async fn the_console_is_served_with_its_chunks() {
        let (world, _folder) = with_console().await;
        let page = world.get("/console/").await;
        assert_eq!(
            (page.status, page.text().as_str()),
            (200, "<title>Console</title>")
        );
        let chunk = world.get("/console/assets/console-1a.js").await;
        assert_eq!(
            (chunk.status, chunk.header("content-type").as_str()),
            (200, "text/javascript")
        );
        assert!(chunk.header("cache-control").contains("immutable"));
        let short = world.get("/console").await;
        assert_eq!(
            (short.status, short.header("location").as_str()),
            (308, "/console/")
        );
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        let (world, _folder) = with_console().await;
        for name in [
            "link.js",
            "notes.txt",
            "missing.js",
            "..%2F..%2Fsecret.js",
            "%2e%2e",
            ".js",
        ] {
            let answer = world.get(&format!("/console/assets/{name}")).await;
            assert_eq!(answer.status, 404, "{name}");
            assert!(!answer.text().contains("planted"), "{name}");
        }
    }

    #[tokio::test]
    async fn every_page_of_the_console_comes_with_its_policy() {
        let (world, _folder) = with_console().await;
        for path in [
            "/console/",
            "/console/assets/console-1a.js",
            "/console/invite/ABC",
        ] {
            let answer = world.get(path).await;
            let policy = answer.header("content-security-policy");
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self';"),
                "{policy}"
            );
            assert!(
                policy.ends_with("require-trusted-types-for 'script'; trusted-types svelte-trusted-html")
            );
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
            assert!(answer.header("permissions-policy").contains("camera=()"));
        }
    }

    #[tokio::test]
    async fn a_server_without_the_console_says_how_to_build_it() {
        let answer = World::new().await.get("/console/").await;
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains("npm run build"));
    }
}
