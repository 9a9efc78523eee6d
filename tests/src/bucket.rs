//! Buckets of the S3-compatible storage that `cargo xtask` starts for tests. It takes any keys and any signature.

use anyhow::{Context as _, ensure};
use reqwest::{Client, Method};

use crate::patrol::{self, Station};

/// Names the storage, as `http://127.0.0.1:PORT`.
pub const SERVER: &str = "LAMPLIGHT_TEST_S3_URL";
/// Where in a bucket the photos lie.
const PREFIX: &str = "photos/";
/// A signature as anybody could make it up.
const SIGNED: &str = "AWS any:any";

/// The storage's address. None when nobody started one.
pub fn server() -> Option<String> {
    std::env::var(SERVER).ok()
}

/// A bucket of a test's own.
pub struct Bucket {
    address: String,
    name: String,
    http: Client,
}

impl Bucket {
    /// Makes a bucket in this storage.
    ///
    /// # Errors
    /// When the storage refuses.
    pub async fn new(server: &str) -> anyhow::Result<Self> {
        let name = patrol::random_id()?;
        let bucket = Self {
            address: format!("{server}/{name}"),
            name,
            http: patrol::http()?,
        };
        bucket.call(Method::PUT, "", Vec::new()).await?;
        Ok(bucket)
    }

    /// The same station, with its photos here, reached at this address.
    #[must_use]
    pub fn of_station(&self, station: Station, endpoint: &str) -> Station {
        station
            .with_environment("LAMPLIGHT_MEDIA_URL", &format!("s3://{}/{PREFIX}", self.name))
            .with_environment("LAMPLIGHT_MEDIA_ENDPOINT", endpoint)
            .with_environment("AWS_ACCESS_KEY_ID", "any")
            .with_environment("AWS_SECRET_ACCESS_KEY", "any")
    }

    /// Puts an object below the prefix.
    ///
    /// # Errors
    /// When the storage refuses.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        self.call(Method::PUT, &format!("/{PREFIX}{name}"), bytes)
            .await
            .map(drop)
    }

    /// The names of everything that lies below the prefix, if that is less than a thousand objects.
    ///
    /// # Errors
    /// When the storage refuses.
    pub async fn names(&self) -> anyhow::Result<Vec<String>> {
        let list = format!("?list-type=2&prefix={PREFIX}");
        let list = String::from_utf8(self.call(Method::GET, &list, Vec::new()).await?)?;
        let keys = list.split("<Key>").skip(1);
        keys.map(|rest| {
            let (key, _) = rest.split_once("</Key>").context("half a key")?;
            let name = key.strip_prefix(PREFIX).context("a key without the prefix")?;
            Ok(name.to_owned())
        })
        .collect()
    }

    /// What an object below the prefix holds.
    ///
    /// # Errors
    /// When the storage refuses.
    pub async fn get(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        self.call(Method::GET, &format!("/{PREFIX}{name}"), Vec::new())
            .await
    }

    async fn call(&self, method: Method, path: &str, body: Vec<u8>) -> anyhow::Result<Vec<u8>> {
        let request = self.http.request(method, format!("{}{path}", self.address));
        let answer = request.header("authorization", SIGNED).body(body).send().await?;
        let status = answer.status();
        let bytes = answer.bytes().await?.to_vec();
        ensure!(
            status.is_success(),
            "{path}: {status}: {}",
            String::from_utf8_lossy(&bytes)
        );
        Ok(bytes)
    }
}
