//! Places for photos: folders, buckets of a real storage, and storages that have a trouble.

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::data::DataFolder;
use crate::error::StartError;
use crate::media::{Keys, Media, MediaPlace, MediaSettings, new_name};
use crate::platform::System;
use crate::secrets::Secrets;

/// Names an S3-compatible server, such as `http://127.0.0.1:5000`, that takes any keys.
const S3: &str = "LAMPLIGHT_TEST_S3_URL";
/// The object by which a deployment marks a bucket as its own.
const MARK: &str = "lamplight-deployment";

/// A place for photos, and the secrets of the deployment that keeps them there.
pub(super) struct Home {
    pub(super) place: MediaPlace,
    pub(super) data: DataFolder,
    secrets: Secrets,
    _folder: TempDir,
}

impl Home {
    fn of(settings: MediaSettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap();
        let (secrets, _) = Secrets::open_or_create(&data.secrets(), &System).unwrap();
        Self {
            place: MediaPlace {
                settings,
                keys: Keys::from_environment(|_| Some("any".into())),
            },
            data,
            secrets,
            _folder: folder,
        }
    }

    pub(super) fn in_folder() -> Self {
        Self::of(MediaSettings::default())
    }

    pub(super) fn with_bucket(name: &str, endpoint: &str) -> Self {
        Self::of(MediaSettings {
            url: Some(format!("s3://{name}")),
            endpoint: Some(endpoint.to_owned()),
            ..MediaSettings::default()
        })
    }

    /// In a new bucket; none when nobody has started a storage.
    pub(super) async fn in_bucket() -> Option<Self> {
        let Ok(server) = std::env::var(S3) else {
            println!("skipped: {S3} names no server");
            return None;
        };
        let name = new_name(&System).unwrap();
        make_bucket(server.strip_prefix("http://").unwrap(), &name).await;
        Some(Self::with_bucket(&format!("{name}/photos"), &server))
    }

    pub(super) async fn try_open(&self) -> Result<Media, StartError> {
        Media::open(self.place.clone(), &self.data, &self.secrets).await
    }

    pub(super) async fn open(&self) -> Media {
        let media = self.try_open().await.unwrap();
        media.claim().await.unwrap();
        media
    }
}

/// Every kind of media store that can be had here.
pub(super) async fn homes() -> Vec<Home> {
    [Some(Home::in_folder()), Home::in_bucket().await]
        .into_iter()
        .flatten()
        .collect()
}

async fn make_bucket(address: &str, name: &str) {
    let mut call = TcpStream::connect(address).await.unwrap();
    let request =
        format!("PUT /{name} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    call.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    call.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// A storage with a trouble: it says to each call what `answer` makes of its first line, and nothing at all where
/// that is nothing.
pub(super) async fn storage_that(answer: impl Fn(&str) -> Option<String> + Send + 'static) -> Home {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut silent = Vec::new();
        loop {
            let (mut call, _) = listener.accept().await.unwrap();
            let head = read_whole(&mut call).await;
            match answer(head.lines().next().unwrap_or_default()) {
                Some(answer) => drop(call.write_all(answer.as_bytes()).await),
                None => silent.push(call),
            }
        }
    });
    Home::with_bucket("bucket", &endpoint)
}

/// Reads a request with its body, and gives its head. Whoever is answered before might never see the answer.
async fn read_whole(call: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if bytes.len() >= head.len() + 4 + length {
                return head.to_owned();
            }
        }
        assert_ne!(call.read_buf(&mut bytes).await.unwrap(), 0, "half a request");
    }
}

/// A bucket that opens as an empty one does, and says this to whatever is asked then; nothing when it is empty.
pub(super) async fn opened_and_then(answer: String) -> Media {
    let home = storage_that(move |line| {
        if line.contains(MARK) {
            return Some(error(404, "NoSuchKey"));
        }
        (!answer.is_empty()).then(|| answer.clone())
    });
    home.await.try_open().await.unwrap()
}

/// An error as S3 says it.
pub(super) fn error(status: u16, code: &str) -> String {
    answer(
        status,
        &format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>"),
    )
}

/// What a storage says of something that it keeps.
pub(super) fn kept(body: &str) -> String {
    answer(200, body).replacen("\r\n", "\r\netag: \"tag\"\r\n", 1)
}

/// A page that something between the two shows.
pub(super) fn page(status: u16) -> String {
    answer(status, "<h1>There is nothing under this address</h1>")
}

fn answer(status: u16, body: &str) -> String {
    format!(
        "HTTP/1.1 {status} So\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}
