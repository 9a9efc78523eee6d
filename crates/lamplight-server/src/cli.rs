//! What can be said on the command line, and what the program answers to whoever called it: 0 done,
//! 1 failed, 2 bad usage or a start that cannot succeed.

mod access;
mod analysis;
mod area;
mod audit;
mod care;
mod incidents;
mod media;
mod notify;
mod rights;
mod rows;
mod serve;
mod staff;
mod streets;
mod way;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use lamplight_server::access::AccessError;
use lamplight_server::backup::BackupError;
use lamplight_server::deployment::{Deployment, Location, Platform};
use lamplight_server::error::StartError;
use lamplight_server::media::MediaPlace;
use lamplight_server::server::LEFTOVERS_MS_MAX;
use lamplight_store::StoreError;

/// The Lamplight patrol server: takes residents' reports in, gives staff a console, and pushes alerts and
/// events back to the app.
#[derive(Debug, Parser)]
#[command(name = "lamplight-server", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
A first try:
  lamplight-server serve --data ./data
  lamplight-server staff link --data ./data --name 'Ana'          prints a link that signs her in, once
  lamplight-server staff invite --data ./data --name 'Bo' --role officer --district harbour
                                                                  prints one by which he chooses a password
  lamplight-server staff revoke --data ./data 'Ana'               shuts her out, at once
  lamplight-server token create --data ./data --role dispatcher --name 'City hall'";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve residents and staff. Prints `listening on http://ADDRESS`, or https, first; ends within 10 s of SIGTERM
    Serve(serve::Serve),
    /// Service tokens, for scripts and city systems
    #[command(subcommand)]
    Token(access::TokenCommand),
    /// People of the patrol
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// Telling people of urgent reports while nobody has a console open
    #[command(subcommand)]
    Notify(notify::NotifyCommand),
    /// Take data out
    #[command(subcommand)]
    Export(care::ExportCommand),
    /// The area file, and the map that residents' apps keep
    #[command(subcommand)]
    Area(area::AreaCommand),
    /// A city's records of incidents, of which maps of risk are made beside residents' reports
    #[command(subcommand)]
    Incidents(incidents::IncidentsCommand),
    /// The streets that patrols can walk
    #[command(subcommand)]
    Streets(streets::StreetsCommand),
    /// For analysts, on files alone: where incidents come together, how good a forecast would have been, which way to walk
    #[command(subcommand)]
    Analysis(analysis::AnalysisCommand),
    /// Who of the patrol did what
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Look for damage in the database; exit code 1 when there is some
    Check(At),
    /// Write a backup into a new folder, while the server goes on: the database and the photos, never the
    /// secrets. Keep a copy of secrets.toml elsewhere. For PostgreSQL see docs/operations.md
    Backup(care::Backup),
    /// Restore a backup, or say that the database was restored by other means: devices send again what they
    /// know to be accepted. Stop the server first
    Restore(care::Restore),
    /// Decode one photo from standard input; the server runs this for each, with limits of its own
    #[command(hide = true)]
    PhotoWorker,
    /// Print the description of the HTTP interface (OpenAPI 3.1)
    Openapi,
}

/// Where everything is.
#[derive(Debug, Args)]
struct At {
    /// The data folder: secrets, and the database unless it is elsewhere. `serve` makes it where it is missing
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. Without it, a SQLite file in the data folder
    #[arg(
        long,
        value_name = "URL",
        env = "LAMPLIGHT_DATABASE_URL",
        hide_env_values = true
    )]
    database_url: Option<String>,
}

impl At {
    fn location(&self) -> Location {
        Location {
            data: self.data.clone(),
            database_url: self.database_url.clone(),
            media: MediaPlace::default(),
        }
    }

    async fn open(&self) -> Result<Deployment, StartError> {
        Deployment::open(&self.location(), Platform::default()).await
    }

    async fn open_existing(&self) -> Result<Deployment, StartError> {
        Deployment::open_existing(&self.location(), Platform::default()).await
    }
}

/// Why a command ends without having done its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// It could not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// No token or invitation was made.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no backup, or nothing was restored.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// What it looked for is not there, or not sound.
    #[error("{0}")]
    Found(String),
    /// Nobody reads what it prints, or the system refuses something.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Failure {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Start(_) | Self::Access(AccessError::Invalid(_)) | Self::Backup(BackupError::Start(_)) => 2,
            Self::Access(
                AccessError::Store(_)
                | AccessError::NoEntropy(_)
                | AccessError::NotHashed(_)
                | AccessError::NoCeremony,
            )
            | Self::Store(_)
            | Self::Backup(_)
            | Self::Found(_)
            | Self::Io(_) => 1,
        }
    }
}

/// Reads the command line and does what it says.
pub(crate) fn run() -> ExitCode {
    // clap itself prints usage errors and ends with 2.
    let cli = Cli::parse();
    if let Command::PhotoWorker = cli.command {
        return photo_worker();
    }
    match run_to_its_end(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // With stderr closed there is nobody left to tell.
            drop(writeln!(io::stderr(), "lamplight-server: {failure}"));
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run_to_its_end(command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(execute(command));
    // Dropped, a runtime waits without a limit for a thread that is still at work.
    runtime.shutdown_timeout(Duration::from_millis(LEFTOVERS_MS_MAX));
    done
}

async fn execute(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(serve) => serve.run().await,
        Command::Token(command) => command.run().await,
        Command::Staff(command) => command.run().await,
        Command::Notify(command) => command.run().await,
        Command::Export(command) => command.run().await,
        Command::Incidents(command) => command.run().await,
        Command::Streets(command) => command.run().await,
        Command::Analysis(command) => command.run(),
        Command::Area(command) => command.run(),
        Command::Audit(command) => command.run().await,
        Command::Check(at) => care::check(&at).await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Openapi => care::openapi(),
        // Answered by `run`: a runtime's threads would not fit into its limits.
        Command::PhotoWorker => Ok(()),
    }
}

/// Decodes one photo. Says nothing but by its output and its exit code: nobody reads anything else of it.
fn photo_worker() -> ExitCode {
    match lamplight_server::media::decode_stdin() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) | Err(_) => ExitCode::FAILURE,
    }
}

/// Prints a line for whoever called, at once: a script may be waiting for it.
fn print(line: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}
