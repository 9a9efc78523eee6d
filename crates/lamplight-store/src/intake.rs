//! Group commit: what comes in together is made durable together.
//!
//! A durable commit costs a sync of the disk, for one report as for hundreds. So one task takes whatever
//! has gathered while the last commit was under way, writes it as one group, and answers each caller. A
//! lone report does not wait for company. Reports and photos have a queue each, so that many photos hold up
//! no report.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use crate::Store;
use crate::error::StoreError;
use crate::model::{Acceptance, ArrivedPhoto, IncomingReport};

/// What waits for the next group of its kind. Whoever comes beyond waits before the queue.
const QUEUE_MAX: usize = 1_024;
/// Reports of one group. More would not make a report cheaper, but hold the one writer longer.
const GROUP_REPORTS_MAX: usize = 256;
/// Photos of one group. Each takes some statements, so that a group of them is short for the reports' sake.
const GROUP_PHOTOS_MAX: usize = 64;

/// Where reports and their photos come in. Made by [`Intake::start`]; clones share the queues, and when the
/// last one is dropped the tasks write what is left and end.
#[derive(Clone)]
pub struct Intake {
    reports: Queue<IncomingReport>,
    photos: Queue<ArrivedPhoto>,
}

type Answer = Result<Acceptance, StoreError>;
type Queue<T> = mpsc::Sender<Waiting<T>>;

struct Waiting<T> {
    item: T,
    answer: oneshot::Sender<Answer>,
}

impl Intake {
    /// Starts the tasks that write the groups. It needs a Tokio runtime.
    pub fn start(store: Arc<dyn Store>) -> Self {
        let (reports, waiting) = mpsc::channel(QUEUE_MAX);
        tokio::spawn(take_reports(Arc::clone(&store), waiting));
        let (photos, waiting) = mpsc::channel(QUEUE_MAX);
        tokio::spawn(take_photos(store, waiting));
        Self { reports, photos }
    }

    /// Takes a report in, and returns when it is durable. Who goes away while waiting may have been
    /// served; asking again with the same id gives the same answer.
    ///
    /// # Errors
    /// The error of the group's commit, which all of the group share, or [`StoreError::Closed`].
    pub async fn accept(&self, report: IncomingReport) -> Result<Acceptance, StoreError> {
        wait_in(&self.reports, report).await
    }

    /// Takes a photo in whose object is durable, and returns when it is.
    ///
    /// # Errors
    /// As [`Intake::accept`].
    pub async fn accept_photo(&self, photo: ArrivedPhoto) -> Result<Acceptance, StoreError> {
        wait_in(&self.photos, photo).await
    }
}

async fn wait_in<T>(queue: &Queue<T>, item: T) -> Answer {
    let (answer, answered) = oneshot::channel();
    queue
        .send(Waiting { item, answer })
        .await
        .map_err(|_| StoreError::Closed)?;
    answered.await.map_err(|_| StoreError::Closed)?
}

async fn take_reports(store: Arc<dyn Store>, mut waiting: mpsc::Receiver<Waiting<IncomingReport>>) {
    while let Some((reports, callers)) = next_group(&mut waiting, GROUP_REPORTS_MAX).await {
        answer(callers, store.accept_reports(&reports).await);
    }
}

async fn take_photos(store: Arc<dyn Store>, mut waiting: mpsc::Receiver<Waiting<ArrivedPhoto>>) {
    while let Some((photos, callers)) = next_group(&mut waiting, GROUP_PHOTOS_MAX).await {
        answer(callers, store.keep_photos(&photos).await);
    }
}

/// What has gathered, and who waits for it; none once nobody can come any more.
async fn next_group<T>(
    waiting: &mut mpsc::Receiver<Waiting<T>>,
    group_max: usize,
) -> Option<(Vec<T>, Vec<oneshot::Sender<Answer>>)> {
    let mut group = Vec::new();
    if waiting.recv_many(&mut group, group_max).await == 0 {
        return None;
    }
    Some(
        group
            .into_iter()
            .map(|waiting| (waiting.item, waiting.answer))
            .unzip(),
    )
}

fn answer(callers: Vec<oneshot::Sender<Answer>>, answers: Result<Vec<Acceptance>, StoreError>) {
    let answers = match answers {
        Ok(answers) => answers.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error); callers.len()],
    };
    for (caller, answer) in callers.into_iter().zip(answers) {
        // A caller who went away will ask again under the same id.
        drop(caller.send(answer));
    }
}
