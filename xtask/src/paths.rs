//! Where things lie in the project's folder.

use std::path::{Path, PathBuf};

/// The project's root: the folder above this crate's.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// Where everything built goes.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder of the UI's sources.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// A program built for development.
pub(crate) fn debug_program(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// A program built for release.
pub(crate) fn release_program(name: &str) -> PathBuf {
    target().join("release").join(name)
}

/// The program of this name in the folders of `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
