//! Somebody of the patrol who is signed in, as a browser signs them in.

use std::time::Duration;

use anyhow::{Context as _, bail};
use serde_json::Value;

/// How long one call may take.
const CALL_WITHIN: Duration = Duration::from_secs(30);

/// A session at the desk.
pub(crate) struct Person {
    url: String,
    cookie: String,
}

impl Person {
    /// Presses the button of a link, as a browser does.
    pub(super) fn signed_in(url: &str, link: &str) -> anyhow::Result<Self> {
        let answer = ureq::post(link)
            .header("sec-fetch-site", "same-origin")
            .config()
            .timeout_global(Some(CALL_WITHIN))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build()
            .send_empty()
            .context("the link does not sign in")?;
        let cookie = answer
            .headers()
            .get("set-cookie")
            .context("the link gave no session")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        Ok(Self {
            url: format!("{url}/v1/staff/"),
            cookie,
        })
    }

    /// The cookie of the session.
    pub(super) fn cookie(self) -> String {
        self.cookie
    }

    /// Reads; `path` follows `/v1/staff/`.
    pub(crate) fn get(&self, path: &str) -> anyhow::Result<Value> {
        let mut answer = ureq::get(format!("{}{path}", self.url))
            .header("cookie", &self.cookie)
            .config()
            .timeout_global(Some(CALL_WITHIN))
            .build()
            .call()
            .with_context(|| format!("GET {path}"))?;
        Ok(answer.body_mut().read_json()?)
    }

    /// Writes. False when somebody else was faster: nothing was changed.
    pub(crate) fn put(&self, path: &str, body: &Value) -> anyhow::Result<bool> {
        let mut answer = ureq::put(format!("{}{path}", self.url))
            .header("cookie", &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .config()
            .timeout_global(Some(CALL_WITHIN))
            .http_status_as_error(false)
            .build()
            .send_json(body)
            .with_context(|| format!("PUT {path}"))?;
        match answer.status().as_u16() {
            200..300 => Ok(true),
            409 => Ok(false),
            status => bail!("PUT {path}: {status}: {}", answer.body_mut().read_to_string()?),
        }
    }
}
