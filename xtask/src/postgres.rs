//! A PostgreSQL of the tests' own: an empty cluster in a temporary folder, on a free port of the loopback
//! device, gone when it is dropped.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::paths;
use crate::run::{self, Group};
use crate::stage::{self, Stage};

/// The variable that names a cluster to the tests.
pub(crate) const TEST_URL: &str = "LAMPLIGHT_TEST_POSTGRES_URL";

/// What the server writes when it takes connections.
const READY: &str = "ready to accept connections";
/// How long the server may take to start; it takes well below a second.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// Tests run side by side, and one of them alone brings 32 writers.
const CONNECTIONS_MAX: u32 = 200;
/// The role that the tests connect as.
const ROLE: &str = "lamplight";

/// A running server. Dropping it stops the server, and then removes its files.
pub(crate) struct Cluster {
    server: Group,
    port: u16,
    _folder: TempDir,
}

impl Cluster {
    /// Makes and starts a cluster. The server's own log goes to `log`.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not come up.
    pub(crate) fn start(stage: &Stage, log: &Path) -> anyhow::Result<Self> {
        let programs = programs().context("PostgreSQL's server programs are not installed")?;
        let owner = Owner::of_servers()?;
        let folder = tempfile::Builder::new().prefix("lamplight-postgres-").tempdir()?;
        owner.take(folder.path())?;
        let data = folder.path().join("data");
        stage.run(owner.hand_to(&mut initdb(&programs, &data)))?;

        let port = free_port()?;
        let mut command = postgres(&programs, &data, port);
        owner.hand_to(&mut command).current_dir(folder.path());
        let mut server = stage.session.spawn(&mut command)?;
        let complaints = server.stderr.take().context("the server's output is not read")?;
        run::follow(complaints, stage::create(log)?, READY)
            .recv_timeout(READY_WITHIN)
            .map_err(|_| anyhow::anyhow!("PostgreSQL does not start; see {}", log.display()))?;
        Ok(Self {
            server,
            port,
            _folder: folder,
        })
    }

    /// The address of its database `postgres`, for a role that may do everything.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{ROLE}@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
        self.server.stop(Signal::INT);
    }
}

/// The folder of PostgreSQL's server programs. Debian keeps them off the path, one folder a version.
pub(crate) fn programs() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .ok()
        .and_then(|versions| {
            versions
                .filter_map(|version| Some(version.ok()?.path().join("bin")))
                .filter(|bin| bin.join("initdb").is_file())
                .max_by_key(|bin| version_of(bin))
        });
    debian.or_else(|| paths::on_path("initdb")?.parent().map(Path::to_owned))
}

/// The major version in a path such as `/usr/lib/postgresql/15/bin`.
fn version_of(bin: &Path) -> Option<u32> {
    bin.parent()?.file_name()?.to_str()?.parse().ok()
}

fn initdb(programs: &Path, data: &Path) -> Command {
    let mut command = Command::new(programs.join("initdb"));
    command
        .arg("--pgdata")
        .arg(data)
        .args(["--username", ROLE, "--auth", "trust"])
        // The locale C also keeps the server's messages in the language in which READY is looked for.
        .args(["--encoding", "UTF8", "--locale", "C"]);
    command
}

/// Settings stay at their defaults where they touch durability: `fsync` is on, as in a real deployment.
fn postgres(programs: &Path, data: &Path, port: u16) -> Command {
    let mut command = Command::new(programs.join("postgres"));
    command.arg("-D").arg(data);
    for setting in [
        format!("port={port}"),
        "listen_addresses=127.0.0.1".to_owned(),
        // Nobody uses a socket file, and a long temporary path would not fit into its address.
        "unix_socket_directories=".to_owned(),
        format!("max_connections={CONNECTIONS_MAX}"),
    ] {
        command.args(["-c", &setting]);
    }
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// A port that was free a moment ago. Another program may take it first; then PostgreSQL says so in its log.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Whom the server runs as: PostgreSQL refuses to run as root.
struct Owner {
    ids: Option<(u32, u32)>,
}

impl Owner {
    /// Ourselves, or for root one of the users that Debian keeps for such work.
    fn of_servers() -> anyhow::Result<Self> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self { ids: None });
        }
        let users = std::fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
        match ["postgres", "nobody"]
            .iter()
            .find_map(|name| ids_of(&users, name))
        {
            Some(ids) => Ok(Self { ids: Some(ids) }),
            None => bail!("PostgreSQL does not run as root, and there is neither a user postgres nor nobody"),
        }
    }

    fn take(&self, folder: &Path) -> anyhow::Result<()> {
        if let Some((user, group)) = self.ids {
            std::os::unix::fs::chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    fn hand_to<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        match self.ids {
            Some((user, group)) => command.uid(user).gid(group),
            None => command,
        }
    }
}

/// A user's ids in the text of `/etc/passwd`.
fn ids_of(users: &str, name: &str) -> Option<(u32, u32)> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(name)).then_some(())?;
        let mut ids = fields.skip(1);
        Some((ids.next()?.parse().ok()?, ids.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Session;

    #[test]
    fn a_cluster_answers_and_is_gone_when_dropped() {
        let session = Session::start().unwrap();
        let logs = tempfile::tempdir().unwrap();
        let stage = Stage::into_log(&session, &logs.path().join("log")).unwrap();
        let cluster = Cluster::start(&stage, &logs.path().join("postgres.log")).unwrap();
        let (url, folder) = (cluster.url(), cluster._folder.path().to_owned());
        let ask = || {
            let mut psql = Command::new(programs().unwrap().join("psql"));
            psql.args([&url, "--no-psqlrc", "--tuples-only", "--command", "SHOW fsync"]);
            psql.output().unwrap()
        };
        assert_eq!(String::from_utf8_lossy(&ask().stdout).trim(), "on");
        drop(cluster);
        assert!(!ask().status.success());
        assert!(!folder.exists());
    }

    #[test]
    fn a_user_is_found_by_the_whole_name() {
        let users =
            "root:x:0:0:root:/root:/bin/sh\npostgresx:x:1:1::/:\npostgres:x:104:110:,,,:/var/lib:/bin/sh\n";
        assert_eq!(ids_of(users, "postgres"), Some((104, 110)));
        assert_eq!(ids_of(users, "nobody"), None);
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        let older = version_of(Path::new("/usr/lib/postgresql/9/bin"));
        let newer = version_of(Path::new("/usr/lib/postgresql/15/bin"));
        assert!(older < newer);
    }

    #[test]
    fn a_free_port_can_be_taken() {
        let port = free_port().unwrap();
        assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
    }
}
