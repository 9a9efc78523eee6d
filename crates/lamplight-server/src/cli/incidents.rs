//! `incidents`: a city's records, beside what residents report.

mod import;
mod reading;
mod sources;

use clap::Subcommand;

use super::{At, Failure};

#[derive(Debug, Subcommand)]
pub(super) enum IncidentsCommand {
    /// Import incidents from a file; what is there already stays as it is, so it can be done again. The next map of risk is
    /// made of them too
    #[command(after_help = import::EXAMPLES)]
    Import(import::Import),
    /// List the sources that were imported: how many incidents each has, and when it was imported last
    List(At),
    /// Forget all incidents of one source; the next map of risk is made without them. It cannot be undone, but for importing
    /// the files again
    Forget(sources::Forget),
}

impl IncidentsCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Import(import) => import.run().await,
            Self::List(at) => sources::list(&at).await,
            Self::Forget(forget) => forget.run().await,
        }
    }
}
