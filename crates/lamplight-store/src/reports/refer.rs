//! Referring a report: somebody else sees it, and is not in charge of it.

use lamplight_protocol::api::{DeskContent, NewReferral, Referral, ReferralTarget, StaffRef};
use lamplight_protocol::limits::REFERRALS_MAX;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{StaffOperation, StaffWrite};
use crate::reports::receipt::Number;
use crate::reports::under_change::ReportUnderChange;
use crate::reports::{desk_log, marks, staff};

/// Refers it; the answer when it may not be.
pub(crate) async fn refer(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    request: &StaffOperation,
    referral: &NewReferral,
) -> Result<Option<StaffWrite>, StoreError> {
    let standing = of_report(tx, report.number).await?;
    let is_new = !standing.iter().any(|other| other.to == referral.to);
    if is_new && standing.len() >= REFERRALS_MAX {
        return Ok(Some(StaffWrite::NoRoom));
    }
    tx.execute(
        "INSERT INTO referral (number, target, at, staff_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (number, target) DO NOTHING",
        [
            report.number.into(),
            referral.to.to_string().into(),
            report.at.into(),
            staff::author(request)?.into(),
        ],
    )
    .await?;
    if let ReferralTarget::Person { id } = referral.to {
        marks::forget(tx, report.number, id).await?;
    }
    let content = DeskContent::Referred {
        to: referral.to,
        name: name_of(tx, referral.to).await?,
        reason: referral.reason.clone(),
    };
    desk_log::append(tx, report, staff::author(request)?, &content).await?;
    Ok(None)
}

/// Ends a referral, if it stands.
pub(crate) async fn end(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    request: &StaffOperation,
    target: ReferralTarget,
) -> Result<(), StoreError> {
    let ended = tx
        .execute(
            "DELETE FROM referral WHERE number = $1 AND target = $2",
            [report.number.into(), target.to_string().into()],
        )
        .await?;
    if ended == 0 {
        return Ok(());
    }
    let content = DeskContent::ReferralEnded {
        to: target,
        name: name_of(tx, target).await?,
    };
    desk_log::append(tx, report, staff::author(request)?, &content).await
}

/// The referrals of a report that stand, oldest first.
pub(crate) async fn of_report(tx: &mut Transaction, report: Number) -> Result<Vec<Referral>, StoreError> {
    let rows = tx
        .rows(
            "SELECT target, at, staff_id FROM referral WHERE number = $1 ORDER BY at, target",
            [report.into()],
        )
        .await?;
    let mut referrals = Vec::with_capacity(rows.len());
    for row in &rows {
        let to: ReferralTarget = row.parse("target")?;
        referrals.push(Referral {
            to,
            name: name_of(tx, to).await?,
            at: row.time("at")?,
            by: desk_log::staff(tx, row.parse("staff_id")?).await?,
        });
    }
    Ok(referrals)
}

async fn name_of(tx: &mut Transaction, target: ReferralTarget) -> Result<Option<String>, StoreError> {
    Ok(match target {
        ReferralTarget::Person { id } => {
            let StaffRef { name, .. } = desk_log::staff(tx, id).await?;
            Some(name)
        }
        ReferralTarget::Responders => None,
    })
}
