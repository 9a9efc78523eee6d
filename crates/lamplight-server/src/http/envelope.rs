//! The last step of every refused call: the error's body, with the id that the call was about.
//!
//! A device takes an answer for final only if it names the operation that it sent, which a proxy's or a
//! captive portal's never does.

use axum::Json;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::error::ErrorBody;
use lamplight_protocol::ids::OperationId;

/// Gives an [`crate::error::ApiError`] its body.
pub async fn seal(request: Request, next: Next) -> Response {
    let id = last_id(request.uri().path());
    let mut response = next.run(request).await;
    let Some(mut body) = response.extensions_mut().remove::<ErrorBody>() else {
        return response;
    };
    body.id = id;
    let (head, _) = response.into_parts();
    (head.status, head.headers, Json(body)).into_response()
}

/// The last id in a path, whatever it is the id of: all have one spelling, but a photo's, which is its hash.
fn last_id(path: &str) -> Option<String> {
    path.rsplit('/').find(|segment| is_id(segment)).map(str::to_owned)
}

fn is_id(segment: &str) -> bool {
    segment.parse::<OperationId>().is_ok() || segment.parse::<PhotoHash>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_id_of_a_path_is_echoed() {
        let (a, b) = (
            "550e8400-e29b-41d4-a716-446655440000",
            "550e8400-e29b-41d4-a716-446655440001",
        );
        assert_eq!(
            last_id(&format!("/v1/reports/{a}/messages/{b}")).as_deref(),
            Some(b)
        );
        assert_eq!(
            last_id(&format!("/v1/reports/{a}/messages/5")).as_deref(),
            Some(a)
        );
        let hash = "5e".repeat(32);
        assert_eq!(
            last_id(&format!("/v1/reports/{a}/photos/{hash}")).as_deref(),
            Some(hash.as_str())
        );
        assert_eq!(last_id("/v1/area"), None);
    }
}
