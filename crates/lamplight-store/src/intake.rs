//! Group commit: reports that come in together are made durable together.
//!
//! A durable commit costs a sync of the disk, for one report as for hundreds. So one task takes whatever
//! has gathered while the last commit was under way, writes it as one group, and answers each caller. A
//! lone report does not wait for company.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::Store;
use crate::error::StoreError;
use crate::model::{Acceptance, IncomingReport};

/// Reports that wait for the next group. Whoever comes beyond waits before the queue.
const QUEUE_REPORTS_MAX: usize = 1_024;
/// Reports of one group. More would not make a report cheaper, but hold the one writer longer.
const GROUP_REPORTS_MAX: usize = 256;

/// Where reports come in. Made by [`Intake::start`]; clones share one queue, and when the last one is
/// dropped the task writes what is left and ends.
#[derive(Clone)]
pub struct Intake {
    queue: mpsc::Sender<Waiting>,
}

struct Waiting {
    report: IncomingReport,
    answer: oneshot::Sender<Result<Acceptance, StoreError>>,
}

impl Intake {
    /// Starts the task that writes the groups. It needs a Tokio runtime.
    pub fn start(store: Arc<dyn Store>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE_REPORTS_MAX);
        tokio::spawn(take_groups(store, waiting));
        Self { queue }
    }

    /// Takes a report in, and returns when it is durable. Who goes away while waiting may have been
    /// served; asking again with the same id gives the same answer.
    ///
    /// # Errors
    /// The error of the group's commit, which all of the group share, or [`StoreError::Closed`].
    pub async fn accept(&self, report: IncomingReport) -> Result<Acceptance, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue
            .send(Waiting { report, answer })
            .await
            .map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }
}

async fn take_groups(store: Arc<dyn Store>, mut waiting: mpsc::Receiver<Waiting>) {
    let mut group = Vec::with_capacity(GROUP_REPORTS_MAX);
    while waiting.recv_many(&mut group, GROUP_REPORTS_MAX).await > 0 {
        let (reports, callers): (Vec<_>, Vec<_>) = group
            .drain(..)
            .map(|waiting| (waiting.report, waiting.answer))
            .unzip();
        let answers = match store.accept_reports(&reports).await {
            Ok(answers) => answers.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error); callers.len()],
        };
        for (caller, answer) in callers.into_iter().zip(answers) {
            // A caller who went away will ask again under the same id.
            drop(caller.send(answer));
        }
    }
}
