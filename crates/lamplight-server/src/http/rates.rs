//! Counts each call, by the address from which it comes, before anything of its body is read.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::work::WORK;

use crate::Deps;
use crate::error::ApiError;
use crate::peer::Peer;
use crate::rates::Kind;
use crate::work;

/// Lets a call through, or says when it may come again.
pub(super) async fn count(
    State(deps): State<Arc<Deps>>,
    peer: Peer,
    request: Request,
    next: Next,
) -> Response {
    let refusal = match kind_of(&request) {
        Some(Kind::Report) => refuse_report(&deps, peer, &request),
        Some(kind) => refuse(&deps, peer, kind),
        None => None,
    };
    match refusal {
        Some(refusal) => refusal,
        None => next.run(request).await,
    }
}

/// Counts a call; an answer when it is one too many.
fn refuse(deps: &Deps, peer: Peer, kind: Kind) -> Option<Response> {
    let taken = deps.rates.take(peer, kind, deps.clock.now());
    taken
        .err()
        .map(|after_ms| ApiError::too_often(after_ms).into_response())
}

/// A new report is let through without a word while few come, and then for some work.
fn refuse_report(deps: &Deps, peer: Peer, request: &Request) -> Option<Response> {
    let report = report_of(request);
    let work_done = request.headers().get(WORK).and_then(|work| work.to_str().ok());
    if let (Some(report), Some(work_done)) = (report, work_done)
        && work::is_done(&deps.secrets, report, work_done, deps.clock.now())
    {
        return refuse(deps, peer, Kind::WorkedReport);
    }
    let mut refusal = refuse(deps, peer, Kind::Report)?;
    // Without a challenge it waits, as an older app does.
    if let Some(challenge) = report.and_then(|report| work::ask(deps, report).ok())
        && let Ok(challenge) = HeaderValue::try_from(challenge.to_string())
    {
        refusal.headers_mut().insert(WORK, challenge);
    }
    Some(refusal)
}

fn report_of(request: &Request) -> Option<ReportId> {
    request.uri().path().rsplit('/').next()?.parse().ok()
}

/// How a call is counted; none when it is not. What no route takes is counted with the desk's calls.
fn kind_of(request: &Request) -> Option<Kind> {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    Some(match route {
        // Asked by whoever looks after the server, and answered from memory or by one short statement.
        "/health/live" | "/health/ready" => return None,
        "/v1/reports/{id}" if request.method() == Method::PUT => Kind::Report,
        "/v1/reports/{id}/photos/{sha256}" => Kind::Photo,
        "/v1/live" => Kind::Stream,
        "/v1/staff/sign-in" | "/v1/staff/invitation" | "/v1/staff/enrolment" => Kind::Door,
        route if route.starts_with("/v1/staff/passkeys/") => Kind::Door,
        "/console/invite/{code}" if !reads => Kind::Door,
        "/v1/threads/changes" | "/v1/threads/find" => Kind::Reading,
        route if route.starts_with("/v1/staff/") || route.is_empty() => Kind::Desk,
        _ if reads => Kind::Reading,
        _ => Kind::Words,
    })
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use lamplight_protocol::work::{Challenge, Solution, WORK};

    use crate::body::digest_of;
    use crate::testing::{Answer, Call, Resident, World, report};

    fn school() -> IpAddr {
        [203, 0, 113, 5].into()
    }

    fn report_from(resident: &Resident<'_>) -> Call {
        resident.write("PUT", "").digested(&report()).from(school())
    }

    /// Sends as many reports as are taken without work.
    async fn fill(world: &World) {
        for _ in 0..30 {
            report_from(&world.resident()).send().await.done();
        }
    }

    fn challenge_in(answer: &Answer) -> Challenge {
        answer.is_refused(429, "busy");
        answer.header(WORK).parse().unwrap()
    }

    fn solved(challenge: Challenge) -> Solution {
        challenge.solve(|bytes| *digest_of(bytes).as_bytes()).unwrap()
    }

    #[tokio::test]
    async fn beyond_the_threshold_a_report_is_taken_for_some_work() {
        let world = World::new().await;
        fill(&world).await;
        let late = world.resident();
        let asked = report_from(&late).send().await;
        assert_eq!(asked.header("retry-after"), "2");
        assert_eq!(asked.is_refused(429, "busy")["id"], late.id.to_string());
        let solution = solved(challenge_in(&asked)).to_string();
        report_from(&late).header(WORK, &solution).send().await.done();
        // Sent again it changes nothing, and for another report it is of no use.
        report_from(&late).header(WORK, &solution).send().await.done();
        let other = world.resident();
        challenge_in(&report_from(&other).header(WORK, &solution).send().await);
        // Elsewhere nobody is asked for anything.
        let elsewhere = world.resident();
        let call = elsewhere.write("PUT", "").digested(&report());
        call.from([203, 0, 113, 6].into()).send().await.done();
    }

    #[tokio::test]
    async fn work_that_is_late_or_was_asked_by_nobody_counts_for_nothing() {
        let world = World::new().await;
        fill(&world).await;
        let late = world.resident();
        let solution = solved(challenge_in(&report_from(&late).send().await));
        let mut easier = solution.clone();
        easier.challenge.numbers = 1;
        let mut longer = solution.clone();
        longer.challenge.expires_at = world.now().plus_millis(i64::from(u32::MAX));
        let mut wrong = solution.clone();
        wrong.number ^= 1;
        for forged in [easier, longer, wrong] {
            challenge_in(&report_from(&late).header(WORK, forged.to_string()).send().await);
        }
        challenge_in(&report_from(&late).header(WORK, "rubbish").send().await);
        world.pass(10 * 60 * 1_000);
        fill(&world).await;
        challenge_in(&report_from(&late).header(WORK, solution.to_string()).send().await);
    }

    #[tokio::test]
    async fn each_kind_of_call_ends_somewhere_and_says_when_to_come_again() {
        let world = World::new().await;
        let id = world.operation().to_string();
        for (method, path, limit) in [
            ("POST", "/v1/staff/sign-in".to_owned(), 100),
            ("POST", "/console/invite/ABC".to_owned(), 0),
            ("PUT", format!("/v1/reports/{id}/messages/{id}"), 600),
            (
                "PUT",
                format!("/v1/reports/{id}/photos/{}", "ab".repeat(32)),
                1_200,
            ),
        ] {
            let call = || world.call(method, &path).from(school());
            for _ in 0..limit {
                assert_ne!(call().send().await.status, 429, "{path}");
            }
            let refused = call().send().await;
            assert_eq!(refused.status, 429, "{path}");
            assert_eq!(refused.header("retry-after"), "1");
        }
        world.call("GET", "/v1/area").from(school()).send().await.done();
    }
}
