//! Child processes, and that none of them outlives the command.
//!
//! Every child leads a process group of its own, so that ending it ends what it started too: cargo its
//! tests, npm its node, a test runner its browser. Being in other groups than the terminal's, children do not
//! hear Ctrl-C; the [`Session`] hears it and passes it on.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// How long children may take to end by themselves before they are killed.
const GRACE: Duration = Duration::from_secs(10);

/// The status of a child whose own cannot be had, as `wait` would tell it: exit code 1.
const UNKNOWN_STATUS: i32 = 1 << 8;

/// The run of one command: knows every child that is alive.
#[derive(Clone)]
pub(crate) struct Session(Arc<Shared>);

struct Shared {
    children: Mutex<Children>,
    changed: Condvar,
}

/// Written by whoever starts a child, and by the thread that waits for its end.
#[derive(Default)]
struct Children {
    interrupted: bool,
    /// By process id; no status while the child runs. A child's [`Group`] takes its entry out.
    statuses: BTreeMap<u32, Option<ExitStatus>>,
}

impl Children {
    fn running(&self) -> impl Iterator<Item = u32> {
        self.statuses
            .iter()
            .filter(|(_, status)| status.is_none())
            .map(|(&id, _)| id)
    }
}

impl Session {
    /// Begins to listen for Ctrl-C, for the terminal's end and for a polite request to stop.
    pub(crate) fn start() -> std::io::Result<Self> {
        let session = Self(Arc::new(Shared {
            children: Mutex::default(),
            changed: Condvar::new(),
        }));
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        let listener = session.clone();
        std::thread::spawn(move || signals.forever().for_each(|_| listener.interrupt()));
        Ok(session)
    }

    /// Whether the command was asked to stop.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.children().interrupted
    }

    /// Starts a child in a process group of its own, without the terminal's input.
    pub(crate) fn spawn(&self, command: &mut Command) -> anyhow::Result<Group> {
        let mut children = self.children();
        if children.interrupted {
            bail!("interrupted");
        }
        let mut child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let id = child.id();
        children.statuses.insert(id, None);
        drop(children);
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let session = self.clone();
        std::thread::spawn(move || session.wait_for_end(child));
        Ok(Group {
            id,
            stdout,
            stderr,
            session: self.clone(),
        })
    }

    /// Runs a child to its end.
    ///
    /// # Errors
    /// When it cannot be started, ends with another status than 0, or the command is interrupted.
    pub(crate) fn run(&self, command: &mut Command) -> anyhow::Result<()> {
        let status = self.spawn(command)?.wait();
        if self.is_interrupted() {
            bail!("interrupted");
        }
        if !status.success() {
            bail!("{} ended with {status}", beginning(&shown(command)));
        }
        Ok(())
    }

    fn wait_for_end(&self, mut child: Child) {
        let id = child.id();
        let status = child.wait().unwrap_or(ExitStatus::from_raw(UNKNOWN_STATUS));
        // What a child leaves running in its group has nobody left to end it.
        signal_group(id, Signal::KILL);
        self.children().statuses.insert(id, Some(status));
        self.0.changed.notify_all();
    }

    fn interrupt(&self) {
        let mut children = self.children();
        children.interrupted = true;
        children.running().for_each(|id| signal_group(id, Signal::TERM));
        let (children, _) = self
            .0
            .changed
            .wait_timeout_while(children, GRACE, |children| children.running().next().is_some())
            .unwrap_or_else(PoisonError::into_inner);
        children.running().for_each(|id| signal_group(id, Signal::KILL));
    }

    fn children(&self) -> MutexGuard<'_, Children> {
        // Nothing panics while it holds the lock, so a poisoned one still guards sound data.
        self.0.children.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A child and all that it started. Dropping it ends them.
pub(crate) struct Group {
    id: u32,
    /// The child's output, when the command asked for a pipe.
    pub(crate) stdout: Option<std::process::ChildStdout>,
    /// The child's complaints, when the command asked for a pipe.
    pub(crate) stderr: Option<std::process::ChildStderr>,
    session: Session,
}

impl Group {
    /// Waits for the child's end, however long that takes.
    pub(crate) fn wait(&self) -> ExitStatus {
        let mut children = self.session.children();
        loop {
            if let Some(status) = children.statuses.get(&self.id).copied().flatten() {
                return status;
            }
            children = self
                .session
                .0
                .changed
                .wait(children)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Asks the child alone to end, by the signal that it understands, and kills its group when it does not.
    pub(crate) fn stop(&self, signal: Signal) {
        let running = |children: &mut Children| children.statuses.get(&self.id) == Some(&None);
        let mut children = self.session.children();
        if !running(&mut children) {
            return;
        }
        if let Some(pid) = pid(self.id) {
            // It may have ended just now.
            let _ = kill_process(pid, signal);
        }
        let (mut children, _) = self
            .session
            .0
            .changed
            .wait_timeout_while(children, GRACE, running)
            .unwrap_or_else(PoisonError::into_inner);
        if running(&mut children) {
            signal_group(self.id, Signal::KILL);
            drop(children);
            self.wait();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.stop(Signal::TERM);
        self.session.children().statuses.remove(&self.id);
    }
}

fn pid(id: u32) -> Option<Pid> {
    i32::try_from(id).ok().and_then(Pid::from_raw)
}

fn signal_group(id: u32, signal: Signal) {
    if let Some(pid) = pid(id) {
        // An error says that nobody is left in the group, which is what is wanted.
        let _ = kill_process_group(pid, signal);
    }
}

/// Reads a child's output until its end, copies it, and hands over the first line that holds `marker`, which
/// tells that the child is ready.
pub(crate) fn follow(
    output: impl Read + Send + 'static,
    mut copy: impl Write + Send + 'static,
    marker: &'static str,
) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut found = false;
        // Reading goes on when the copy cannot be written: a full pipe would block the child.
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = writeln!(copy, "{line}");
            if !found && line.contains(marker) {
                found = true;
                let _ = sender.send(line);
            }
        }
    });
    receiver
}

/// A command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| quoted(&word.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Characters of a command that tell which it was.
const BEGINNING_CHARS: usize = 60;

fn beginning(line: &str) -> String {
    match line.char_indices().nth(BEGINNING_CHARS) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or(line)),
        None => line.to_owned(),
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+./:,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_child_that_fails_is_an_error_with_its_command() {
        let session = Session::start().unwrap();
        assert!(session.run(&mut sh("exit 0")).is_ok());
        let error = session.run(&mut sh("exit 3")).unwrap_err().to_string();
        assert!(error.contains("sh -c 'exit 3'") && error.contains('3'), "{error}");
    }

    #[test]
    fn dropping_a_group_ends_what_the_child_started() {
        let session = Session::start().unwrap();
        let mut group = session
            .spawn(sh("sleep 600 & echo started; wait").stdout(Stdio::piped()))
            .unwrap();
        let mut output = BufReader::new(group.stdout.take().unwrap());
        output.read_line(&mut String::new()).unwrap();
        drop(group);
        // The grandchild holds the pipe as long as it lives.
        assert_eq!(output.read_line(&mut String::new()).unwrap(), 0);
    }

    #[test]
    fn an_interruption_ends_children_and_starts_no_more() {
        let session = Session::start().unwrap();
        let group = session.spawn(&mut sh("sleep 600")).unwrap();
        session.interrupt();
        assert!(!group.wait().success());
        assert!(session.spawn(&mut sh("exit 0")).is_err());
    }

    #[test]
    fn the_first_line_with_the_marker_is_handed_over_and_all_are_copied() {
        let copy = tempfile::NamedTempFile::new().unwrap();
        let text = "starting\nready on 7\nready on 8\n";
        let ready = follow(text.as_bytes(), copy.reopen().unwrap(), "ready");
        assert_eq!(ready.recv().unwrap(), "ready on 7");
        // The reader lets go of its end only after the last line.
        assert!(ready.recv().is_err());
        assert_eq!(std::fs::read_to_string(copy.path()).unwrap(), text);
    }

    #[test]
    fn a_long_command_is_told_by_its_beginning() {
        assert_eq!(beginning("cargo fmt"), "cargo fmt");
        assert_eq!(beginning(&"é".repeat(61)).chars().count(), 61);
        assert!(beginning(&"é".repeat(61)).ends_with('…'));
    }

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("cargo");
        command.args(["test", "-E", "not test(/^window::/)", ""]);
        assert_eq!(shown(&command), "cargo test -E 'not test(/^window::/)' ''");
    }
}
