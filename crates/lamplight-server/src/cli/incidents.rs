//! `incidents`: brings a city's records in, beside what residents report.

mod import;
mod reading;

use clap::Subcommand;

use super::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum IncidentsCommand {
    /// Import incidents from a file; what is there already stays as it is, so it can be done again. The next map of risk is
    /// made of them too
    #[command(after_help = import::EXAMPLES)]
    Import(import::Import),
}

impl IncidentsCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let Self::Import(import) = self;
        import.run().await
    }
}
