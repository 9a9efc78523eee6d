//! Somebody of the patrol who is signed in, as a browser would be.

use anyhow::{Context as _, ensure};
use reqwest::Method;
use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::Value;

use crate::patrol::{Station, http};

/// A person with a session of their own.
pub struct Colleague {
    url: String,
    cookie: String,
    http: reqwest::Client,
}

impl Colleague {
    /// Has somebody with a role sign in by a link.
    ///
    /// # Errors
    /// When the server does not run, or gives no session.
    pub async fn sign_in(station: &Station, name: &str, role: &str) -> anyhow::Result<Self> {
        let link = station
            .command(&["staff", "link", "--name", name, "--role", role])
            .await?;
        let http = http()?;
        let pressed = http.post(link.trim()).header("sec-fetch-site", "same-origin");
        let answer = pressed.send().await?;
        let cookie = answer.headers().get(SET_COOKIE).context("no session was given")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        Ok(Self {
            url: station.url(),
            cookie,
            http,
        })
    }

    /// A call of the staff API; the path follows `/v1/staff/`.
    ///
    /// # Errors
    /// When the server refuses it; the message holds its answer.
    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Value> {
        let request = self
            .http
            .request(method, format!("{}/v1/staff/{path}", self.url))
            .header("sec-fetch-site", "same-origin")
            .header(COOKIE, &self.cookie);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status.is_success(), "{path}: {status}: {text}");
        Ok(serde_json::from_str(&text)?)
    }
}
