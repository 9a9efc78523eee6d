//! The program that decodes one photo: this one again, with limits of its own.
//!
//! Decoders are the part of a server that meets the strangest bytes. So each photo is decoded in a process
//! that has nothing to lose: no environment, no file, no socket, no key; memory and time within limits, and
//! behind all other work. It reads the received bytes from its input, writes what it made of them to its
//! output, and ends. Whatever happens to it instead, the photo is unreadable and the server goes on; only where
//! it ran out of time without using much of it, or was killed, the machine may be to blame, and the photo is
//! tried again some times.

use std::future::Future;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::pin::Pin;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use lamplight_protocol::limits::PHOTO_BYTES_MAX;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::making::{Made, Maker, NotMade, make};

/// The subcommand that decodes.
const SUBCOMMAND: &str = "photo-worker";
/// How long one photo may take, in milliseconds. Longer than its processor time, since it stands behind all
/// other work; shorter than the worker's lease.
const MAKING_MS_MAX: u64 = 100_000;
/// Processor time of one photo, in seconds: the largest takes two on a slow core.
#[cfg(unix)]
const MAKING_CPU_S_MAX: u64 = 15;
/// Memory of one photo, in bytes of address space: the pixels of the largest, as many again for what its
/// decoder keeps, and the program itself.
#[cfg(unix)]
const MAKING_BYTES_MAX: u64 = 640 * 1024 * 1024;
/// How far behind other work a photo stands, in steps of nice(2): as far as there is.
#[cfg(unix)]
const LEAST_URGENT: i32 = 19;
/// What the program may say, in bytes: two files, and the length of the first.
const OUTPUT_BYTES_MAX: u64 = 2 * PHOTO_BYTES_MAX as u64 + LENGTH_BYTES as u64;
const LENGTH_BYTES: usize = 4;

/// Decodes each photo by running a program.
#[derive(Debug, Clone)]
pub struct PhotoProgram {
    program: PathBuf,
}

impl PhotoProgram {
    /// By this program, `lamplight-server`.
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
        }
    }

    async fn run(&self, received: &[u8]) -> Result<Made, NotMade> {
        let mut child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .env_clear()
            .current_dir(std::path::Component::RootDir.as_os_str())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // A server that is told to go while a photo is being decoded leaves no process behind.
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| {
                tracing::error!(kind = %error.kind(), "the program that decodes photos does not start");
                NotMade::Unavailable
            })?;
        let conversation = timeout(
            Duration::from_millis(MAKING_MS_MAX),
            converse(&mut child, received),
        );
        match conversation.await {
            Ok(Ok((status, output))) if status.success() => parse(&output).ok_or(NotMade::Unreadable),
            Ok(Ok((status, _))) if was_killed(status) => {
                tracing::warn!("a photo was killed while it was decoded; is there too little memory?");
                Err(NotMade::CutOff)
            }
            Ok(Ok(_)) => Err(NotMade::Unreadable),
            Ok(Err(error)) => {
                tracing::error!(kind = %error.kind(), "the program that decodes photos cannot be talked to");
                Err(NotMade::Unavailable)
            }
            Err(_) => {
                // It has not used up its processor time: it was not given any, or it hangs.
                tracing::warn!("a photo was not decoded in time");
                drop(child.kill().await);
                Err(NotMade::CutOff)
            }
        }
    }
}

impl Maker for PhotoProgram {
    fn make<'a>(
        &'a self,
        received: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Made, NotMade>> + Send + 'a>> {
        Box::pin(self.run(received))
    }
}

async fn converse(child: &mut Child, received: &[u8]) -> io::Result<(ExitStatus, Vec<u8>)> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let write = async move {
        if let Some(mut stdin) = stdin {
            // It may end before it has read all: that its status says.
            drop(stdin.write_all(received).await);
        }
    };
    let read = async move {
        let mut output = Vec::new();
        if let Some(stdout) = stdout {
            stdout.take(OUTPUT_BYTES_MAX).read_to_end(&mut output).await?;
        }
        Ok::<_, io::Error>(output)
    };
    // Side by side: each side waits while the other's pipe is full.
    let ((), output) = tokio::join!(write, read);
    Ok((child.wait().await?, output?))
}

fn parse(output: &[u8]) -> Option<Made> {
    let (length, files) = output.split_first_chunk::<LENGTH_BYTES>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (picture, thumbnail) = files.split_at_checked(length)?;
    Some(Made {
        picture: picture.to_vec(),
        thumbnail: thumbnail.to_vec(),
    })
}

/// The program's own side: limits itself, decodes what comes in, writes out what it made. False when that
/// is no picture.
///
/// # Errors
/// When the system sets no limits, or nobody listens.
pub fn decode_stdin() -> io::Result<bool> {
    limit_itself()?;
    let mut received = Vec::new();
    io::stdin()
        .lock()
        .take(u64::from(PHOTO_BYTES_MAX) + 1)
        .read_to_end(&mut received)?;
    let Ok(made) = make(&received) else {
        return Ok(false);
    };
    let length = u32::try_from(made.picture.len()).map_err(io::Error::other)?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(&length.to_le_bytes())?;
    stdout.write_all(&made.picture)?;
    stdout.write_all(&made.thumbnail)?;
    stdout.flush()?;
    Ok(true)
}

/// Whether the program was ended by the one signal that nothing in it raises: the system does so when memory runs
/// out, and its operator may.
#[cfg(unix)]
fn was_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::KILL.as_raw())
}

/// Elsewhere nobody can tell.
#[cfg(not(unix))]
fn was_killed(_: ExitStatus) -> bool {
    false
}

/// Set by the program itself, before it reads a byte: so nothing of the server runs between fork and exec.
#[cfg(unix)]
fn limit_itself() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, nice, setrlimit};
    let limits = [
        (Resource::As, MAKING_BYTES_MAX, MAKING_BYTES_MAX),
        // At the second number the system kills: a signal of its own comes before that, so that whoever finds
        // the program killed knows that it was not for this.
        (Resource::Cpu, MAKING_CPU_S_MAX, MAKING_CPU_S_MAX + 1),
        // No file, no other process, and no core dump with somebody's photo in it.
        (Resource::Fsize, 0, 0),
        (Resource::Core, 0, 0),
    ];
    for (resource, most, at_the_very_most) in limits {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(at_the_very_most),
        };
        setrlimit(resource, limit)?;
    }
    // Whoever reports now comes before a picture that can be looked at a moment later.
    nice(LEAST_URGENT)?;
    Ok(())
}

/// Elsewhere the time limit and the decoder's own limits stand alone.
#[cfg(not(unix))]
fn limit_itself() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_says_is_read_or_refused() {
        let output = [&2_u32.to_le_bytes()[..], b"pict"].concat();
        let made = parse(&output).unwrap();
        assert_eq!((made.picture, made.thumbnail), (b"pi".to_vec(), b"ct".to_vec()));
        for bad in [&b""[..], b"\x01", b"\x05\0\0\0four"] {
            assert_eq!(parse(bad), None);
        }
    }

    #[tokio::test]
    async fn a_program_that_fails_makes_the_photo_unreadable_and_one_that_is_missing_does_not() {
        let of = async |program: &str| PhotoProgram::at(program).make(b"bytes").await;
        assert_eq!(of("/bin/false").await, Err(NotMade::Unreadable));
        assert_eq!(of("/bin/true").await, Err(NotMade::Unreadable));
        assert_eq!(of("/no/such/program").await, Err(NotMade::Unavailable));
    }

    /// A program that does this instead of decoding.
    #[cfg(unix)]
    fn that(does: &str) -> (tempfile::TempDir, PhotoProgram) {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("program");
        std::fs::write(&program, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        (folder, PhotoProgram::at(program))
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_program_that_is_killed_is_told_from_one_that_ran_out_of_its_own_time() {
        let (_folder, killed) = that("kill -KILL $$");
        assert_eq!(killed.make(b"bytes").await, Err(NotMade::CutOff));
        let (_folder, too_slow) = that("ulimit -S -t 1 && while :; do :; done");
        assert_eq!(too_slow.make(b"bytes").await, Err(NotMade::Unreadable));
    }

    // The clock goes on at once where everybody waits.
    #[cfg(unix)]
    #[tokio::test(start_paused = true)]
    async fn a_program_that_hangs_is_cut_off() {
        let (_folder, hangs) = that("exec sleep 3600");
        assert_eq!(hangs.make(b"bytes").await, Err(NotMade::CutOff));
    }
}
