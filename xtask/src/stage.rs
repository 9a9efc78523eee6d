//! Where commands are run: on the terminal, or into a log that is shown when something fails.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::run::{Session, shown};

/// The run of one command or one step.
pub(crate) struct Stage {
    /// Knows the children, to end them.
    pub(crate) session: Session,
    /// Where the children's output goes; none for the terminal.
    log: Option<PathBuf>,
}

impl Stage {
    /// Commands are told and their output is seen as it comes.
    pub(crate) fn on_terminal(session: &Session) -> Self {
        Self {
            session: session.clone(),
            log: None,
        }
    }

    /// Commands and their output go into a new file.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(crate) fn into_log(session: &Session, log: &Path) -> anyhow::Result<Self> {
        create(log)?;
        Ok(Self {
            session: session.clone(),
            log: Some(log.to_owned()),
        })
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it cannot be started, ends with another status than 0, or Ctrl-C comes.
    pub(crate) fn run(&self, command: &mut Command) -> anyhow::Result<()> {
        let line = shown(command);
        self.redirect(command, &line)?;
        self.session.run(command)
    }

    /// Tells one line of progress.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub(crate) fn tell(&self, line: &str) -> anyhow::Result<()> {
        match self.open_log()? {
            Some(mut log) => writeln!(log, "{line}")?,
            None => println!("→ {line}"),
        }
        Ok(())
    }

    fn redirect(&self, command: &mut Command, line: &str) -> anyhow::Result<()> {
        self.tell(line)?;
        if let Some(log) = self.open_log()? {
            command
                .stdout(log.try_clone()?)
                .stderr(log)
                .env("NO_COLOR", "1")
                .env("CARGO_TERM_COLOR", "never");
        }
        Ok(())
    }

    fn open_log(&self) -> anyhow::Result<Option<File>> {
        let open = |path: &PathBuf| {
            File::options()
                .append(true)
                .open(path)
                .with_context(|| format!("cannot write {}", path.display()))
        };
        self.log.as_ref().map(open).transpose()
    }
}

/// Makes an empty file, and its folder.
pub(crate) fn create(path: &Path) -> anyhow::Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    File::create(path).with_context(|| format!("cannot write {}", path.display()))
}
