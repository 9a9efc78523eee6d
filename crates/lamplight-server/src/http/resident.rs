//! What the resident app calls. Nobody signs in here: a receipt opens its own report, and the rest is public.

mod area;
mod cap;
mod feed;
mod figures;
mod find;
mod live;
mod news;
mod operations;
mod pack;
mod photos;
mod pictures;
mod reports;
mod rsvps;
mod threads;

use std::sync::Arc;

use axum::Json;
use lamplight_protocol::api::Accepted;
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::ErrorCode;
use lamplight_store::model::Acceptance;
use utoipa_axum::router::OpenApiRouter;

use crate::Deps;
use crate::error::ApiError;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .merge(area::routes())
        .merge(pack::routes())
        .merge(reports::routes())
        .merge(operations::routes())
        .merge(photos::routes())
        .merge(rsvps::routes())
        .merge(threads::routes())
        .merge(find::routes())
        .merge(feed::routes())
        .merge(figures::routes())
        .merge(cap::routes())
        .merge(news::routes())
        .merge(pictures::routes())
        .merge(live::routes())
}

/// The answer to a resident's write: what became of it, with the id and the digest echoed.
fn answer(acceptance: Acceptance, id: String, digest: ContentDigest) -> Result<Json<Accepted>, ApiError> {
    match acceptance {
        Acceptance::Accepted {
            reference,
            revision,
            received_at,
            repeated: _,
        } => Ok(Json(Accepted {
            id,
            digest,
            reference,
            revision,
            received_at,
        })),
        Acceptance::Conflict => Err(ApiError::conflict()),
        Acceptance::WrongReceipt => Err(ApiError::wrong_receipt()),
        Acceptance::Gone => Err(ApiError::new(
            ErrorCode::Gone,
            "this report was erased; nothing can be added to it",
        )),
        Acceptance::OnHold => Err(ApiError::on_hold()),
        Acceptance::Refused(refusal) => Err(refusal.into()),
        Acceptance::ThreadFull => Err(ApiError::thread_full()),
        Acceptance::NotAsked => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "feedback",
            "whether it was put right is asked once, after the report was resolved or closed",
        )),
        Acceptance::NotAnnounced => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "photo",
            "the report announced no photo of this hash and size",
        )),
    }
}
