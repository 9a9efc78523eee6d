//! Legal holds: what is held is neither erased, nor redacted, nor forgotten. A hold stands once a second person
//! agreed, and ends in the same way; one that nobody agrees with lapses.

use lamplight_protocol::api::{DeskContent, HoldChange, HoldStage, HoldStep, LegalHold};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::limits::HOLD_ASKED_MS_MAX;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{StaffOperation, StaffWrite};
use crate::names::{name_of, value_of};
use crate::reports::receipt::Number;
use crate::reports::under_change::ReportUnderChange;
use crate::reports::{desk_log, staff};

/// A hold as the table has it.
struct Hold {
    stage: HoldStage,
    asked_by: StaffId,
    asked_at: TimestampMillis,
}

impl Hold {
    /// The hold of a report; none once it has lapsed.
    async fn of(
        tx: &mut Transaction,
        report: Number,
        now: TimestampMillis,
    ) -> Result<Option<Self>, StoreError> {
        let hold = Self::read(tx, report).await?;
        Ok(hold.filter(|hold| hold.lapses_at().is_none_or(|at| now < at)))
    }

    async fn read(tx: &mut Transaction, report: Number) -> Result<Option<Self>, StoreError> {
        let row = tx
            .row(
                "SELECT stage, asked_by, asked_at FROM legal_hold WHERE number = $1",
                [report.into()],
            )
            .await?;
        row.map(|row| {
            Ok(Self {
                stage: value_of(&row.get::<String>("stage")?, "stage")?,
                asked_by: row.parse("asked_by")?,
                asked_at: row.time("asked_at")?,
            })
        })
        .transpose()
    }

    fn lapses_at(&self) -> Option<TimestampMillis> {
        (self.stage == HoldStage::Asked).then(|| self.asked_at.plus_millis(HOLD_ASKED_MS_MAX))
    }
}

/// Holds asked for at this time or before have lapsed by now.
pub(crate) fn lapsed_until(now: TimestampMillis) -> TimestampMillis {
    now.plus_millis(-HOLD_ASKED_MS_MAX)
}

/// Whether a locked report is held. One that is not has no row left that would keep it from being deleted.
pub(crate) async fn holds(
    tx: &mut Transaction,
    report: Number,
    now: TimestampMillis,
) -> Result<bool, StoreError> {
    if Hold::of(tx, report, now).await?.is_some() {
        return Ok(true);
    }
    forget(tx, report).await?;
    Ok(false)
}

/// The hold of a report, as the desk reads it. Whether it has lapsed is for the server to say, which knows the time.
pub(crate) async fn of_report(tx: &mut Transaction, report: Number) -> Result<Option<LegalHold>, StoreError> {
    let Some(hold) = Hold::read(tx, report).await? else {
        return Ok(None);
    };
    Ok(Some(LegalHold {
        stage: hold.stage,
        asked_by: desk_log::staff(tx, hold.asked_by).await?,
        asked_at: hold.asked_at,
        lapses_at: hold.lapses_at(),
    }))
}

/// Takes a step; the answer when it may not be.
pub(crate) async fn step(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    request: &StaffOperation,
    change: &HoldChange,
) -> Result<Option<StaffWrite>, StoreError> {
    let by = staff::author(request)?;
    let standing = Hold::of(tx, report.number, report.at).await?;
    let after = match next(standing.as_ref(), change.step, by) {
        Ok(after) => after,
        Err(Wrong::Step) => return Ok(Some(StaffWrite::ChangedMeanwhile(report.revision))),
        Err(Wrong::Person) => return Ok(Some(StaffWrite::SecondPersonNeeded)),
    };
    match after {
        None => forget(tx, report.number).await?,
        Some(stage) => keep(tx, report, stage, by).await?,
    }
    let content = DeskContent::Hold {
        step: change.step,
        reason: change.reason.clone(),
    };
    desk_log::append(tx, report, by, &content).await?;
    Ok(None)
}

/// Why a step may not be taken.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    /// The hold is elsewhere by now.
    Step,
    /// Whoever asked for something cannot be the one who agrees.
    Person,
}

/// The stage after a step; none for no hold.
fn next(hold: Option<&Hold>, step: HoldStep, by: StaffId) -> Result<Option<HoldStage>, Wrong> {
    use HoldStage::{Asked, EndAsked, Standing};
    match (hold.map(|hold| hold.stage), step) {
        (None, HoldStep::Ask) => Ok(Some(Asked)),
        (Some(Standing), HoldStep::AskEnd) => Ok(Some(EndAsked)),
        (Some(Asked | EndAsked), HoldStep::Agree) if hold.is_some_and(|hold| hold.asked_by == by) => {
            Err(Wrong::Person)
        }
        (Some(Asked), HoldStep::Agree) | (Some(EndAsked), HoldStep::TakeBack) => Ok(Some(Standing)),
        (Some(EndAsked), HoldStep::Agree) | (Some(Asked), HoldStep::TakeBack) => Ok(None),
        _ => Err(Wrong::Step),
    }
}

async fn keep(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    stage: HoldStage,
    by: StaffId,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO legal_hold (number, stage, asked_by, asked_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (number) DO UPDATE
         SET stage = excluded.stage, asked_by = excluded.asked_by, asked_at = excluded.asked_at",
        [
            report.number.into(),
            name_of(&stage)?.into(),
            by.into(),
            report.at.into(),
        ],
    )
    .await
}

async fn forget(tx: &mut Transaction, report: Number) -> Result<(), StoreError> {
    tx.execute("DELETE FROM legal_hold WHERE number = $1", [report.into()])
        .await?;
    Ok(())
}
