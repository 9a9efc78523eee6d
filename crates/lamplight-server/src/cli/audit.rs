//! `audit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use lamplight_protocol::limits::PAGE_ITEMS_MAX;
use lamplight_server::audit;
use lamplight_server::error::StartError;
use lamplight_server::platform::{Clock as _, System};
use lamplight_store::Store;
use lamplight_store::model::{Act, Actor, AuditFinding, Object};

use super::{At, Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Print what the patrol did, one JSON object a line, and at the end the head: keep it elsewhere
    Export(Export),
    /// Look for rows that were changed, dropped, added or moved; exit code 1 when there are some
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    at: At,
    /// Only what came after this many rows, for example those of an earlier export
    #[arg(long, value_name = "N", default_value_t = 0)]
    after: i64,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    at: At,
    /// An earlier head, to see whether what it stands for is all still there: a file that `audit export` wrote,
    /// or its last line
    #[arg(long, value_name = "FILE|LINE")]
    head: Option<PathBuf>,
}

impl AuditCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Export(export) => export.run().await,
            Self::Verify(verify) => verify.run().await,
        }
    }
}

impl Export {
    async fn run(self) -> Result<(), Failure> {
        let store = self.at.open_existing().await?.store;
        let by = Actor::command_line();
        store
            .record(&by, Act::AuditExport, Object::Deployment, System.now())
            .await?;
        // A server may not run: then nobody else chains.
        audit::chain(store.as_ref()).await?;
        let state = store.audit_state().await?;
        print_rows(store.as_ref(), self.after, state.head.count).await?;
        let line = audit::head_line(&state, System.now());
        Ok(print(&line.map_err(|error| Failure::Io(error.into()))?)?)
    }
}

/// Prints the rows after a position, up to another.
async fn print_rows(store: &dyn Store, mut after: i64, last: i64) -> Result<(), Failure> {
    while after < last {
        let rows = store.audit_after(after, PAGE_ITEMS_MAX).await?;
        let Some(newest) = rows.last() else {
            return Ok(());
        };
        after = newest.position;
        for row in rows.iter().filter(|row| row.position <= last) {
            print(&audit::row_line(row).map_err(|error| Failure::Io(error.into()))?)?;
        }
    }
    Ok(())
}

impl Verify {
    async fn run(self) -> Result<(), Failure> {
        let earlier = self
            .head
            .map(|given| {
                audit::earlier_head(&given.to_string_lossy()).ok_or_else(|| {
                    let message = "--head is neither a file that `audit export` wrote nor its last line";
                    Failure::Start(StartError::Usage(message.into()))
                })
            })
            .transpose()?;
        let store = self.at.open_existing().await?.store;
        let found = store.verify_audit(earlier.as_ref()).await?;
        for problem in &found.problems {
            print(problem)?;
        }
        if !found.problems.is_empty() {
            return Err(Failure::Found(format!(
                "the audit has {} problems",
                found.problems.len()
            )));
        }
        Ok(print(&sound(&found))?)
    }
}

fn sound(found: &AuditFinding) -> String {
    format!(
        "sound: {} rows, the newest is {}; {} dropped as past keeping, {} not yet chained",
        found.rows, found.count, found.dropped, found.unchained
    )
}
