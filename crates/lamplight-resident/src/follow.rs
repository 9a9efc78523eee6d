//! Following a report that was sent from another device. The one use-case that needs the network: only the
//! server knows which report a reference and a receipt belong to.

use lamplight_protocol::api::{FindRequest, FoundReport};
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::NewReport;
use lamplight_protocol::text::Language;

use crate::Core;
use crate::error::CoreError;
use crate::local::reports::{self, NewRow};
use crate::local::{server, settings, threads};
use crate::pull::{PullError, Wanted};
use crate::remote::RemoteAnswer;
use crate::retry::{self, Answer};

impl Core {
    /// Finds a report by its reference and its receipt, and shows it from now on beside the device's own. What
    /// happened to it comes with the next pull, which is asked for. A report that is here already stays as it
    /// is.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] of `receipt` when it is none, or does not open a report of that name;
    /// [`CoreError::Unanswered`]; [`CoreError::NotPossible`] when no server was named;
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub async fn follow_report(&self, reference: &str, receipt: &str) -> Result<ReportId, CoreError> {
        let receipt: Receipt = receipt.parse().map_err(|_| {
            Violation::invalid("receipt", "has 20 letters and digits, in four groups of five")
        })?;
        let asked = FindRequest {
            reference: reference.trim().to_uppercase(),
            receipt,
        };
        let Some(remote) = self.remote().await? else {
            return Err(CoreError::NotPossible(
                "no server is named yet; name the patrol's server first".into(),
            ));
        };
        let answer = remote.find(&asked).await;
        if let Ok(answer) = &answer
            && let Some(refusal) = refusal(answer)
        {
            self.note_answered();
            return Err(refusal);
        }
        let found = self.understand::<FoundReport>(answer).map_err(unanswered)?;
        let id = found.report_id;
        self.on_disk(move |core| core.keep_followed(&asked, &found))
            .await?;
        let mut wanted = Wanted::default();
        wanted.threads.insert(id);
        self.inner.bells.want(wanted);
        self.inner.bells.live.notify_one();
        self.reports_changed();
        Ok(id)
    }

    fn keep_followed(&self, asked: &FindRequest, found: &FoundReport) -> Result<(), CoreError> {
        self.write(|tx| {
            if reports::receipt(tx, found.report_id)?.is_some() {
                return Ok(());
            }
            // What the resident wrote stays with the server: the thread shows what came of it.
            let report = NewReport {
                category: found.category,
                behaviours: Vec::new(),
                place: Place::default(),
                occurred_at: found.occurred_at,
                note: None,
                contact: None,
                language: settings::language(tx)?.unwrap_or_else(Language::english),
                practice: found.practice,
                photos: Vec::new(),
            };
            reports::insert(
                tx,
                &NewRow {
                    id: found.report_id,
                    receipt: &asked.receipt,
                    category: found.category,
                    urgent: false,
                    saved_at: found.received_at,
                    content: &serde_json::to_string(&report)?,
                    followed: true,
                    next_at: found.received_at,
                },
            )?;
            server::bind(tx, &found.report_id.to_string())?;
            threads::begin_at(tx, found.report_id, &asked.reference, found.received_at)
        })
    }
}

/// What the server says of the pair itself; none when the answer is about something else.
fn refusal(answer: &RemoteAnswer) -> Option<CoreError> {
    let error = retry::refusal(&Answer::from(answer))?;
    match error.code {
        ErrorCode::WrongReceipt => Some(
            Violation::invalid(
                "receipt",
                "does not open a report of this name; please check both",
            )
            .into(),
        ),
        ErrorCode::Invalid | ErrorCode::TooLarge => Some(CoreError::Invalid {
            code: error.code,
            field: error.field.unwrap_or_else(|| "reference".into()),
            detail: error.detail,
        }),
        _ => None,
    }
}

fn unanswered(error: PullError) -> CoreError {
    match error {
        PullError::Local(error) => error,
        _ => CoreError::Unanswered,
    }
}
