//! Who is calling, and whether they may. A handler that takes [`Allowed`] or [`Receipt`] cannot be reached
//! without; nothing is hidden in a layer, so a forgotten check does not compile rather than stand open.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use lamplight_protocol::api::{RECEIPT_SCHEME, TOKEN_SCHEME};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::status::Capacity;
use lamplight_store::StoreError;
use lamplight_store::model::{Actor, Hash, Reach, Rights, Who};

use crate::Deps;
use crate::config::PublicUrl;
use crate::error::ApiError;
use crate::http::RequestId;
use crate::policy::{self, Action, Deed, Subject, to};
use crate::secrets::Access;

/// The cookie of somebody who is signed in.
pub const SESSION_COOKIE: &str = "lamplight_session";
/// The same where the server is reached through TLS. The prefix has browsers refuse one that came without TLS,
/// or from another host of the same domain (RFC 6265bis, section 4.1.3.2).
const SESSION_COOKIE_TLS: &str = "__Host-lamplight_session";

/// The cookie of a browser that was asked to do something with a passkey.
pub const CEREMONY_COOKIE: &str = "lamplight_ceremony";
/// The same where the server is reached through TLS.
const CEREMONY_COOKIE_TLS: &str = "__Host-lamplight_ceremony";

/// Under which name the cookie of a ceremony goes.
pub fn ceremony_cookie_name(public_url: &PublicUrl) -> &'static str {
    if public_url.is_https() {
        CEREMONY_COOKIE_TLS
    } else {
        CEREMONY_COOKIE
    }
}

/// Under which name the cookie goes.
pub fn session_cookie_name(public_url: &PublicUrl) -> &'static str {
    if public_url.is_https() {
        SESSION_COOKIE_TLS
    } else {
        SESSION_COOKIE
    }
}

/// The receipt that came with a call.
#[derive(Debug, Clone)]
pub struct Receipt(pub lamplight_protocol::ids::Receipt);

impl FromRequestParts<Arc<Deps>> for Receipt {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Deps>) -> Result<Self, ApiError> {
        credentials(&parts.headers, RECEIPT_SCHEME)
            .and_then(|text| text.parse().ok())
            .map(Self)
            .ok_or_else(ApiError::wrong_receipt)
    }
}

/// Somebody on the patrol's side: a person who is signed in, or a program with a service token.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Who, as an author of changes.
    pub id: StaffId,
    /// What people call them.
    pub name: String,
    /// What they may do.
    pub rights: Rights,
    /// What they showed; it is looked up again while a stream is open.
    pub credential: Credential,
    /// The call that they make, as the log names it; none while a stream looks them up.
    pub request_id: Option<String>,
}

/// What somebody of the patrol showed, as its keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    /// A service token: a program.
    Token(Hash),
    /// A session: a person.
    Session(Hash),
}

impl Staff {
    /// Whether a person is looking, rather than a program.
    pub fn is_person(&self) -> bool {
        matches!(self.credential, Credential::Session(_))
    }

    /// Who they are to the audit. Whatever changes something takes it.
    pub fn actor(&self) -> Actor {
        Actor {
            who: if self.is_person() {
                Who::Person(self.id)
            } else {
                Who::Program(self.id)
            },
            roles: self.rights.roles.clone(),
            request_id: self.request_id.clone(),
        }
    }

    /// The capacities in which they act on reports.
    pub fn acting_as(&self) -> Vec<Capacity> {
        policy::capacities(&self.rights.roles)
    }

    /// Over which reports they may do this; none when they may not do it at all.
    pub fn may(&self, action: Action) -> Option<Reach> {
        let subject = Subject {
            id: self.id,
            rights: &self.rights,
        };
        policy::decide(subject, action)
    }

    /// Looks the credential up; none when it was revoked, has ended or never was.
    ///
    /// # Errors
    /// A [`StoreError`] when the store cannot be asked.
    pub async fn look_up(deps: &Deps, credential: Credential) -> Result<Option<Self>, StoreError> {
        let found = match credential {
            Credential::Token(hash) => {
                let token = deps.store.token_by_hash(&hash).await?;
                token.map(|token| (token.id, token.name, token.rights))
            }
            Credential::Session(hash) => {
                let session = deps.store.session_by_hash(&hash, deps.clock.now()).await?;
                session.map(|session| (session.person, session.name, session.rights))
            }
        };
        Ok(found.map(|(id, name, rights)| Self {
            id,
            name,
            rights,
            credential,
            request_id: None,
        }))
    }
}

/// Somebody on the patrol's side who may do what `D` names. The only way in which a handler gets a [`Staff`].
#[derive(Debug, Clone)]
pub struct Allowed<D> {
    /// Who.
    pub staff: Staff,
    /// Over which reports. A call of the store that reads or changes reports takes it.
    pub reach: Reach,
    deed: PhantomData<D>,
}

impl<D: Deed> FromRequestParts<Arc<Deps>> for Allowed<D> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, deps: &Arc<Deps>) -> Result<Self, ApiError> {
        let staff = signed_in(parts, deps).await?;
        let reach = staff.may(D::ACTION).ok_or_else(forbidden)?;
        Ok(Self {
            staff,
            reach,
            deed: PhantomData,
        })
    }
}

/// A person who is signed in, for what is their own and no program's.
#[derive(Debug)]
pub struct Oneself(pub Staff);

impl FromRequestParts<Arc<Deps>> for Oneself {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, deps: &Arc<Deps>) -> Result<Self, ApiError> {
        let caller = Allowed::<to::BeHere>::from_request_parts(parts, deps).await?;
        if caller.staff.is_person() {
            Ok(Self(caller.staff))
        } else {
            Err(ApiError::new(
                ErrorCode::Forbidden,
                "this is for people; a program has its token and nothing else",
            ))
        }
    }
}

async fn signed_in(parts: &Parts, deps: &Deps) -> Result<Staff, ApiError> {
    let credential = presented(&parts.headers, deps).ok_or_else(sign_in_required)?;
    let writes = !matches!(parts.method, Method::GET | Method::HEAD);
    if writes && matches!(credential, Credential::Session(_)) {
        refuse_foreign_origin(&parts.headers, deps)?;
    }
    let staff = Staff::look_up(deps, credential)
        .await?
        .ok_or_else(sign_in_required)?;
    let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
    Ok(Staff { request_id, ..staff })
}

fn forbidden() -> ApiError {
    ApiError::new(
        ErrorCode::Forbidden,
        "your roles do not allow this; ask an admin for the one that does",
    )
}

fn sign_in_required() -> ApiError {
    ApiError::new(
        ErrorCode::SignInRequired,
        "sign in again, or send a service token that is valid",
    )
}

fn presented(headers: &HeaderMap, deps: &Deps) -> Option<Credential> {
    if headers.contains_key(AUTHORIZATION) {
        let token = credentials(headers, TOKEN_SCHEME)?;
        return Some(Credential::Token(deps.secrets.hash_access(Access::Token, token)));
    }
    let cookie = session_cookie(headers, deps)?;
    Some(Credential::Session(
        deps.secrets.hash_access(Access::Session, cookie),
    ))
}

/// What follows the scheme in the `Authorization` header.
fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let (given, rest) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    given.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}

/// The text of the session's cookie, if one came with the call.
pub(crate) fn session_cookie<'a>(headers: &'a HeaderMap, deps: &Deps) -> Option<&'a str> {
    cookie_named(headers, session_cookie_name(&deps.public_url))
}

/// The text of the cookie of a ceremony, if one came with the call.
pub(crate) fn ceremony_cookie<'a>(headers: &'a HeaderMap, deps: &Deps) -> Option<&'a str> {
    cookie_named(headers, ceremony_cookie_name(&deps.public_url))
}

fn cookie_named<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted).then_some(value))
}

/// A call that a page of ours makes. Before a body is read: nothing that another page sends is looked at.
#[derive(Debug, Clone, Copy)]
pub struct FromOurPage;

impl FromRequestParts<Arc<Deps>> for FromOurPage {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, deps: &Arc<Deps>) -> Result<Self, ApiError> {
        refuse_foreign_origin(&parts.headers, deps).map(|()| Self)
    }
}

/// Refuses a write that another site made the browser send. The cookie is SameSite=Strict, so this is the
/// second lock: a site on another port of the same host is of the same site, and of another origin.
///
/// # Errors
/// [`ErrorCode::Forbidden`] when the browser does not say that the page is ours.
pub fn refuse_foreign_origin(headers: &HeaderMap, deps: &Deps) -> Result<(), ApiError> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let ours = match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            origin == deps.public_url.as_str() || authority.is_some_and(|it| Some(it) == text(HOST.as_str()))
        }
        (None, None) => false,
    };
    if ours {
        Ok(())
    } else {
        Err(ApiError::new(
            ErrorCode::Forbidden,
            "this was sent from another page; do it from the console",
        ))
    }
}
