//! The list of needs.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{paths, postgres};

/// What something is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Building the programs and the UI.
    Build,
    /// Tools that come from PyPI: the spell checker, the storage for tests, what makes calls, the analysis's peers.
    Python,
    /// Tests on PostgreSQL.
    Database,
    /// The live stream beside Nchan.
    Streams,
    /// Tests with photos that tell more than they show.
    Photos,
    /// Tests of the UI in Chromium.
    Browser,
    /// Tests of the app's window.
    Window,
    /// Measurements with clients that dawdle.
    Slowness,
}

/// One thing that a machine must have.
pub(super) struct Need {
    /// What it is, for people.
    pub(super) what: &'static str,
    /// The Debian package that has it; none where Debian's own is too old.
    pub(super) package: Option<&'static str>,
    group: Group,
    probe: Probe,
}

enum Probe {
    /// A program on the path.
    Program(&'static str),
    /// Any of these programs: their name depends on the version of Debian.
    AnyProgram(&'static [&'static str]),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// A file, for what has no name that can be asked for.
    File(&'static str),
    /// A font that fontconfig knows by this name, or its file below /usr/share/fonts/truetype.
    Font(&'static str, &'static str),
    /// PostgreSQL's server programs.
    Postgres,
    /// A module of Python.
    PythonModule(&'static str),
    /// Node, at least of this version.
    Node(NodeVersion),
}

/// Major and minor.
type NodeVersion = (u32, u32);

const fn need(group: Group, what: &'static str, package: &'static str, probe: Probe) -> Need {
    Need {
        what,
        package: Some(package),
        group,
        probe,
    }
}

/// The oldest Node that the UI's tools run on, as `ui/package.json` says.
const NODE_MIN: NodeVersion = (20, 19);

const NEEDS: &[Need] = &[
    Need {
        what: "Node.js 20.19 or later with npm, from https://nodejs.org",
        package: None,
        group: Group::Build,
        probe: Probe::Node(NODE_MIN),
    },
    need(
        Group::Build,
        "a C compiler",
        "build-essential",
        Probe::Program("cc"),
    ),
    need(
        Group::Build,
        "pkg-config",
        "pkg-config",
        Probe::Program("pkg-config"),
    ),
    need(
        Group::Build,
        "WebKitGTK 4.1 with headers",
        "libwebkit2gtk-4.1-dev",
        Probe::Library("webkit2gtk-4.1"),
    ),
    need(
        Group::Build,
        "the library for icons beside the clock, with headers",
        "libayatana-appindicator3-dev",
        Probe::Library("ayatana-appindicator3-0.1"),
    ),
    need(
        Group::Python,
        "Python with venv",
        "python3-venv",
        Probe::PythonModule("ensurepip"),
    ),
    need(
        Group::Database,
        "PostgreSQL's server programs",
        "postgresql",
        Probe::Postgres,
    ),
    need(
        Group::Streams,
        "nginx with Nchan",
        "libnginx-mod-nchan",
        Probe::File("/usr/lib/nginx/modules/ngx_nchan_module.so"),
    ),
    need(
        Group::Photos,
        "exiftool",
        "libimage-exiftool-perl",
        Probe::Program("exiftool"),
    ),
    need(
        Group::Slowness,
        "slowhttptest",
        "slowhttptest",
        Probe::Program("slowhttptest"),
    ),
    need(Group::Browser, "Chromium", "chromium", Probe::Program("chromium")),
    need(
        Group::Browser,
        "the DejaVu fonts",
        "fonts-dejavu-core",
        Probe::Font("DejaVu Sans", "dejavu/DejaVuSans.ttf"),
    ),
    need(
        Group::Browser,
        "the Noto fonts, for Arabic",
        "fonts-noto-core",
        Probe::Font("Noto Sans Arabic", "noto/NotoSansArabic-Regular.ttf"),
    ),
    need(
        Group::Window,
        "the DejaVu fonts",
        "fonts-dejavu-core",
        Probe::Font("DejaVu Sans", "dejavu/DejaVuSans.ttf"),
    ),
    need(
        Group::Window,
        "the display server Xvfb",
        "xvfb",
        Probe::Program("Xvfb"),
    ),
    need(
        Group::Window,
        "WebKitWebDriver",
        "webkit2gtk-driver",
        Probe::Program("WebKitWebDriver"),
    ),
    need(Group::Window, "D-Bus", "dbus", Probe::Program("dbus-run-session")),
    need(
        Group::Window,
        "what carries words to screen readers",
        "at-spi2-core",
        Probe::File("/usr/share/dbus-1/services/org.a11y.Bus.service"),
    ),
    need(
        Group::Window,
        "Python that listens as a screen reader does",
        "python3-pyatspi",
        Probe::File("/usr/lib/python3/dist-packages/pyatspi/__init__.py"),
    ),
    need(
        Group::Window,
        "a notification service that keeps what it shows",
        "python3-dbusmock",
        Probe::File("/usr/lib/python3/dist-packages/dbusmock/__init__.py"),
    ),
    need(
        Group::Window,
        "the notification daemon dunst",
        "dunst",
        Probe::Program("dunst"),
    ),
    need(
        Group::Window,
        "ImageMagick",
        "imagemagick",
        Probe::AnyProgram(&["convert-im6.q16", "magick"]),
    ),
];

/// What of these groups is not here, each package once.
pub(super) fn missing(groups: &[Group]) -> Vec<&'static Need> {
    let mut missing: Vec<&Need> = Vec::new();
    for need in NEEDS.iter().filter(|need| groups.contains(&need.group)) {
        let listed = missing.iter().any(|other| other.what == need.what);
        if !listed && !need.probe.succeeds() {
            missing.push(need);
        }
    }
    missing
}

impl Probe {
    fn succeeds(&self) -> bool {
        match self {
            Self::Program(name) => paths::on_path(name).is_some(),
            Self::AnyProgram(names) => names.iter().any(|name| paths::on_path(name).is_some()),
            Self::Library(name) => answers("pkg-config", &["--exists", name]).is_some(),
            Self::File(path) => Path::new(path).is_file(),
            Self::Font(family, file) => has_font(family, file),
            Self::Postgres => postgres::programs().is_some(),
            Self::PythonModule(name) => answers("python3", &["-c", &format!("import {name}")]).is_some(),
            Self::Node(min) => {
                paths::on_path("npm").is_some()
                    && answers("node", &["--version"])
                        .and_then(|version| node_version(&version))
                        .is_some_and(|version| version >= *min)
            }
        }
    }
}

/// What the program says, when it ends well.
fn answers(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

/// fontconfig is asked where it is there; before its first use on a machine only the files tell.
fn has_font(family: &str, file: &str) -> bool {
    answers("fc-list", &[family]).is_some_and(|fonts| !fonts.trim().is_empty())
        || Path::new("/usr/share/fonts/truetype").join(file).exists()
}

/// Major and minor of `v20.19.1`.
fn node_version(version: &str) -> Option<NodeVersion> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(node_version("v20.19.1\n"), Some((20, 19)));
        assert_eq!(node_version("20.19"), None);
        assert_eq!(node_version(""), None);
        assert!(node_version("v20.9.0") < Some(NODE_MIN));
    }

    #[test]
    fn a_program_that_is_nowhere_is_missing() {
        assert!(Probe::Program("sh").succeeds());
        assert!(!Probe::Program("no-such-program-of-lamplight").succeeds());
        assert!(!Probe::Library("no-such-library-of-lamplight").succeeds());
    }

    #[test]
    fn nothing_is_needed_for_nothing() {
        assert!(missing(&[]).is_empty());
    }
}
