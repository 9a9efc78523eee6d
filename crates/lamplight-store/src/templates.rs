//! Reply templates. One that is taken away leaves its id behind, so that a late repetition cannot bring it back.

use lamplight_protocol::api::{ReplyTemplate, TemplateRemoval, TemplateVersion};
use lamplight_protocol::limits::TEMPLATES_MAX;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Act, Object, StaffWrite, TemplateAction, TemplateChange};
use crate::operation::Operation;
use crate::publication::changed_again;
use crate::value::Row;

/// Every template, in the order of their names. [`TEMPLATES_MAX`] bounds them.
pub(crate) async fn all(tx: &mut Transaction) -> Result<Vec<ReplyTemplate>, StoreError> {
    tx.rows(
        "SELECT id, revision, name, texts
         FROM reply_template
         WHERE removed_at IS NULL
         ORDER BY name, id",
        [],
    )
    .await?
    .iter()
    .map(template_of)
    .collect()
}

fn template_of(row: &Row) -> Result<ReplyTemplate, StoreError> {
    Ok(ReplyTemplate {
        id: row.parse("id")?,
        revision: row.count("revision")?,
        name: row.get("name")?,
        texts: serde_json::from_str(&row.get::<String>("texts")?)
            .map_err(|_| StoreError::Damaged("texts"))?,
    })
}

/// Writes or takes away one.
pub(crate) async fn change(tx: &mut Transaction, change: &TemplateChange) -> Result<Change, StoreError> {
    let operation = Operation {
        id: change.operation,
        topic: Topic::Template,
        subject: change.id.to_string(),
        body_hash: change.body_hash,
        at: change.at,
        by: change.by.staff_id(),
    };
    let known = lock(tx, change).await?;
    if let Some(answer) = changed_again(tx, &operation).await? {
        return Ok(answer.into());
    }
    let written = match (&change.action, known) {
        (TemplateAction::Write(version), None) if version.revision == 0 => {
            create(tx, change, version).await?
        }
        (TemplateAction::Write(version), Some(known)) if known == version.revision => {
            write(tx, change, version).await?
        }
        (TemplateAction::Remove(TemplateRemoval { revision }), Some(known)) if known == *revision => {
            remove(tx, change, known).await?
        }
        (_, Some(known)) => return Ok(StaffWrite::ChangedMeanwhile(known).into()),
        (_, None) => return Ok(StaffWrite::NotFound.into()),
    };
    let Some(revision) = written else {
        return Ok(StaffWrite::NoRoom.into());
    };
    operation.keep(tx, revision).await?;
    let act = match &change.action {
        TemplateAction::Write(_) => Act::TemplateWrite,
        TemplateAction::Remove(_) => Act::TemplateRemove,
    };
    let record = change
        .by
        .did(act, Object::Template(change.id), change.at)
        .revisions(known, revision);
    Ok(Change::Done { revision, record })
}

/// Locks a template by writing to it, and tells its revision.
async fn lock(tx: &mut Transaction, change: &TemplateChange) -> Result<Option<u32>, StoreError> {
    tx.row(
        "UPDATE reply_template SET name = name WHERE id = $1 AND removed_at IS NULL RETURNING revision",
        [change.id.into()],
    )
    .await?
    .map(|row| row.count("revision"))
    .transpose()
}

async fn create(
    tx: &mut Transaction,
    change: &TemplateChange,
    version: &TemplateVersion,
) -> Result<Option<u32>, StoreError> {
    if all(tx).await?.len() >= TEMPLATES_MAX {
        return Ok(None);
    }
    tx.execute_one(
        "INSERT INTO reply_template (id, revision, name, texts) VALUES ($1, 1, $2, $3)",
        [
            change.id.into(),
            version.name.as_str().into(),
            texts_of(version)?.into(),
        ],
    )
    .await?;
    Ok(Some(1))
}

async fn write(
    tx: &mut Transaction,
    change: &TemplateChange,
    version: &TemplateVersion,
) -> Result<Option<u32>, StoreError> {
    let revision = version.revision.saturating_add(1);
    tx.execute_one(
        "UPDATE reply_template SET revision = $2, name = $3, texts = $4 WHERE id = $1",
        [
            change.id.into(),
            revision.into(),
            version.name.as_str().into(),
            texts_of(version)?.into(),
        ],
    )
    .await?;
    Ok(Some(revision))
}

async fn remove(
    tx: &mut Transaction,
    change: &TemplateChange,
    known: u32,
) -> Result<Option<u32>, StoreError> {
    let revision = known.saturating_add(1);
    tx.execute_one(
        "UPDATE reply_template SET revision = $2, texts = '[]', removed_at = $3 WHERE id = $1",
        [change.id.into(), revision.into(), change.at.into()],
    )
    .await?;
    Ok(Some(revision))
}

fn texts_of(version: &TemplateVersion) -> Result<String, StoreError> {
    serde_json::to_string(&version.texts).map_err(|_| StoreError::Damaged("the texts of a template"))
}
