//! The refusals of each kind of call, for the OpenAPI document. Each is the same envelope under its status.

use std::collections::BTreeMap;

use lamplight_protocol::error::ErrorBody;
use utoipa::openapi::{Content, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

/// What each status means to a caller.
fn meaning(status: &'static str) -> &'static str {
    match status {
        "400" => "`invalid`: a field, a header or a parameter breaks a rule; `field` names it",
        "401" => "`sign_in_required`: no valid session or service token came with the call",
        "403" => "`wrong_receipt` or `forbidden`: the caller may not do this",
        "404" => "`not_found`: there is nothing under this id",
        "409" => {
            "`conflict`, `changed_meanwhile` or `full`: the id was used for something else, the revision is not the newest, or no place is left"
        }
        "410" => {
            "`gone` or `cursor_expired`: the report was erased, the event is over, the invitation was used or has ended, or the cursor is of another epoch"
        }
        "413" => "`too_large`: a text, a list or the body is over its limit",
        "416" => "`invalid`: the `Range` lies beyond the end; `Content-Range` tells how many bytes there are",
        "423" => {
            "`on_hold`: the report is kept for a legal case, and nothing of it can be removed until that ends"
        }
        "429" => "`busy`: come back after `Retry-After` seconds",
        "503" => "Not ready",
        "507" => "`storage_full`: the server has no room left; nothing was kept",
        _ => "`internal`: the server failed",
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident: $($status:literal)+;)+) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                [$($status),+].into_iter().map(envelope).collect()
            }
        }
    )+};
}

refusals! {
    /// A write of a resident.
    ResidentWriteRefusals: "400" "403" "409" "410" "413" "423" "429" "500" "507";
    /// How many come to an event.
    RsvpRefusals: "400" "403" "404" "409" "410" "413" "429" "500" "507";
    /// The question about the area, which takes nothing that could be wrong.
    AreaRefusals: "429" "500";
    /// A question of a resident about what everybody may see.
    PublicReadRefusals: "400" "410" "429" "500";
    /// The question about news in one language.
    NewsFeedRefusals: "400" "429" "500";
    /// The question about the area's map, or a part of it.
    PackRefusals: "400" "404" "416" "429" "500";
    /// A question about one thing that everybody may see.
    PublicDocumentRefusals: "400" "404" "429" "500";
    /// A question of a resident that has a body.
    ResidentQuestionRefusals: "400" "410" "413" "429" "500";
    /// The question whether a receipt opens a report of a reference.
    FindRefusals: "400" "403" "413" "429" "500";
    /// Somebody at the door of the desk.
    DoorRefusals: "400" "401" "403" "410" "413" "429" "500" "507";
    /// A question of staff.
    StaffReadRefusals: "400" "401" "403" "404" "410" "429" "500";
    /// A write of staff.
    StaffWriteRefusals: "400" "401" "403" "404" "409" "413" "423" "429" "500" "507";
}

fn envelope(status: &'static str) -> (String, RefOr<Response>) {
    let schema = utoipa::openapi::Ref::from_schema_name(ErrorBody::name());
    let response = ResponseBuilder::new()
        .description(meaning(status))
        .content("application/json", Content::new(Some(schema)))
        .build();
    (status.to_owned(), response.into())
}

/// The schemas that the refusals refer to.
pub(super) fn schemas() -> Vec<(String, RefOr<utoipa::openapi::Schema>)> {
    let mut schemas = vec![(ErrorBody::name().into_owned(), ErrorBody::schema())];
    ErrorBody::schemas(&mut schemas);
    schemas
}
