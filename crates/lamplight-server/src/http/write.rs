//! What every later write says beside its body: who makes it, on what, under which operation, with which digest.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::OperationId;
use lamplight_store::model::Hash;
use serde::de::DeserializeOwned;

use crate::Deps;
use crate::auth::{Allowed, Receipt};
use crate::body::{ResidentBody, StaffBody};
use crate::error::ApiError;
use crate::http::extract::{Id, Operation};
use crate::policy::Deed;

/// A write, but for what it says: `PUT …/{id}/…/{op}`.
#[derive(Debug)]
pub(super) struct Write<C, S> {
    /// Who makes it.
    pub(super) by: C,
    /// What it changes.
    pub(super) subject: S,
    /// Under which id, so that sending it twice is the same as once.
    pub(super) operation: OperationId,
    /// The digest of its body.
    pub(super) digest: ContentDigest,
}

impl<C, S: AsRef<[u8; 16]>> Write<C, S> {
    /// The keyed hash of its body. `call` names the call, so that the same bytes sent to another are another write.
    pub(super) fn body_hash(&self, deps: &Deps, call: &str) -> Hash {
        deps.secrets.hash_body(call, self.subject.as_ref(), &self.digest)
    }
}

/// A write by somebody of the patrol who may do what `D` names, and what it says.
pub(super) struct ByStaff<D, S, T>(pub(super) Write<Allowed<D>, S>, pub(super) T);

impl<D: Deed, S: FromStr + Send, T: DeserializeOwned> FromRequest<Arc<Deps>> for ByStaff<D, S, T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, deps: &Arc<Deps>) -> Result<Self, ApiError> {
        let (named, request) = Named::of(request, deps).await?;
        let StaffBody { value, digest } = StaffBody::from_request(request, deps).await?;
        Ok(Self(named.with(digest), value))
    }
}

/// A write by whoever holds a receipt, and what it says.
pub(super) struct ByReceipt<S, T>(pub(super) Write<Receipt, S>, pub(super) T);

impl<S: FromStr + Send, T: DeserializeOwned> FromRequest<Arc<Deps>> for ByReceipt<S, T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, deps: &Arc<Deps>) -> Result<Self, ApiError> {
        let (named, request) = Named::of(request, deps).await?;
        let ResidentBody { value, digest } = ResidentBody::from_request(request, deps).await?;
        Ok(Self(named.with(digest), value))
    }
}

/// What stands before the body.
struct Named<C, S> {
    by: C,
    subject: S,
    operation: OperationId,
}

impl<C, S> Named<C, S>
where
    C: FromRequestParts<Arc<Deps>, Rejection = ApiError> + Send,
    S: FromStr + Send,
{
    /// Who calls comes first: whoever may not is told nothing of what else is wrong, and no body of theirs is read.
    async fn of(request: Request, deps: &Arc<Deps>) -> Result<(Self, Request), ApiError> {
        let (mut parts, body) = request.into_parts();
        let by = C::from_request_parts(&mut parts, deps).await?;
        let Id(subject) = Id::from_request_parts(&mut parts, deps).await?;
        let Operation(operation) = Operation::from_request_parts(&mut parts, deps).await?;
        let named = Self {
            by,
            subject,
            operation,
        };
        Ok((named, Request::from_parts(parts, body)))
    }

    fn with(self, digest: ContentDigest) -> Write<C, S> {
        Write {
            by: self.by,
            subject: self.subject,
            operation: self.operation,
            digest,
        }
    }
}
