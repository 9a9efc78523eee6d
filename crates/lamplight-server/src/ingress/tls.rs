//! TLS by rustls with ring, 1.2 and newer, and a certificate that can be renewed while the server goes on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use crate::data;
use crate::error::StartError;

/// How often the files are looked at, in milliseconds. Certificates are renewed weeks before they end.
const LOOK_EVERY_MS: u64 = 60_000;

/// Where the certificate and its key lie, both as PEM.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// The certificate, and those between it and its authority.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// A certificate that can be renewed. Connections under way keep the one with which they began.
pub struct Certificate {
    files: TlsFiles,
    current: watch::Sender<Pair>,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificate")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

/// A certificate with its key, read once.
#[derive(Clone)]
struct Pair {
    config: Arc<ServerConfig>,
    /// Of both files, so that a look tells whether they changed.
    hash: blake3::Hash,
}

/// What came of a look at the files.
#[derive(Debug)]
pub(crate) enum Look {
    /// They are as they were.
    Same,
    /// There was another pair in them, which is used from now on.
    Renewed,
    /// There is none that could be used; the one before stays.
    Broken(StartError),
}

impl Certificate {
    /// Reads the files.
    ///
    /// # Errors
    /// [`StartError::File`] for one that does not read or that anybody may read, and for a certificate that is not of
    /// the key.
    pub fn open(files: TlsFiles) -> Result<Self, StartError> {
        let current = Pair::read(&files, None)?.ok_or_else(|| wrong(&files.certificate, "is missing"))?;
        Ok(Self {
            files,
            current: watch::Sender::new(current),
        })
    }

    /// What turns a connection into one of TLS.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.current.borrow().config))
    }

    /// Looks whether the files have changed, and uses what is in them now.
    pub(crate) fn look(&self) -> Look {
        let known = self.current.borrow().hash;
        match Pair::read(&self.files, Some(known)) {
            Ok(None) => Look::Same,
            Ok(Some(pair)) => {
                self.current.send_replace(pair);
                Look::Renewed
            }
            Err(error) => Look::Broken(error),
        }
    }

    /// Looks at the files now and then, and when told by SIGHUP, until `end`.
    pub(crate) async fn follow(self: Arc<Self>, end: CancellationToken) {
        let mut told = told_to_look();
        let mut broken = String::new();
        loop {
            tokio::select! {
                () = end.cancelled() => return,
                () = tokio::time::sleep(Duration::from_millis(LOOK_EVERY_MS)) => {}
                () = told.wait() => broken.clear(),
            }
            match self.look() {
                Look::Same => broken.clear(),
                Look::Renewed => {
                    broken.clear();
                    tracing::info!("the certificate was renewed");
                }
                Look::Broken(error) => {
                    let said = error.to_string();
                    // Said once, not at every look.
                    if said != broken {
                        tracing::error!(%error, "the new certificate cannot be used; the one before stays");
                    }
                    broken = said;
                }
            }
        }
    }
}

impl Pair {
    /// Reads the files; none when they are those of `known`.
    fn read(files: &TlsFiles, known: Option<blake3::Hash>) -> Result<Option<Self>, StartError> {
        if data::anybody_may_read(&files.key)? {
            let detail = format!("anybody may read it; run: chmod o= '{}'", files.key.display());
            return Err(wrong(&files.key, detail));
        }
        let certificate = read(&files.certificate)?;
        let key = read(&files.key)?;
        let hash = blake3::Hasher::new()
            .update(&certificate)
            .update(&[0])
            .update(&key)
            .finalize();
        if known == Some(hash) {
            return Ok(None);
        }
        let chain: Vec<_> = CertificateDer::pem_slice_iter(&certificate)
            .collect::<Result<_, _>>()
            .map_err(|_| wrong(&files.certificate, "is no certificate as PEM"))?;
        let key =
            PrivateKeyDer::from_pem_slice(&key).map_err(|_| wrong(&files.key, "is no private key as PEM"))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| wrong(&files.certificate, format!("does not go with its key: {error}")))?;
        // What the accept loop speaks.
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Some(Self {
            config: Arc::new(config),
            hash,
        }))
    }
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, StartError> {
    let bytes = std::fs::read(path).map_err(|error| wrong(path, error.to_string()))?;
    Ok(Zeroizing::new(bytes))
}

fn wrong(path: &Path, detail: impl Into<String>) -> StartError {
    StartError::File {
        path: path.to_owned(),
        detail: detail.into(),
    }
}

/// SIGHUP, by which systemd and certbot say that files are new.
#[cfg(unix)]
struct Told(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
fn told_to_look() -> Told {
    use tokio::signal::unix::{SignalKind, signal};
    // Where the system refuses, a look every minute is left.
    Told(signal(SignalKind::hangup()).ok())
}

#[cfg(unix)]
impl Told {
    async fn wait(&mut self) {
        let told = match &mut self.0 {
            Some(signal) => signal.recv().await,
            None => None,
        };
        if told.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// Elsewhere nobody can say so.
#[cfg(not(unix))]
struct Told;

#[cfg(not(unix))]
fn told_to_look() -> Told {
    Told
}

#[cfg(not(unix))]
impl Told {
    async fn wait(&mut self) {
        std::future::pending().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TlsFolder;

    #[test]
    fn a_renewed_pair_is_used_and_a_broken_one_is_not() {
        let folder = TlsFolder::new();
        let certificate = Certificate::open(folder.files()).unwrap();
        assert!(matches!(certificate.look(), Look::Same));
        let begun_with = certificate.current.borrow().hash;

        std::fs::write(folder.files().key, TlsFolder::new().key_pem()).unwrap();
        let Look::Broken(error) = certificate.look() else {
            panic!("a key of another certificate was taken");
        };
        assert!(error.to_string().contains("does not go with its key"), "{error}");
        for rubbish in ["", "no PEM"] {
            std::fs::write(folder.files().certificate, rubbish).unwrap();
            assert!(matches!(certificate.look(), Look::Broken(_)), "{rubbish:?}");
        }
        assert_eq!(certificate.current.borrow().hash, begun_with);

        folder.renew();
        assert!(matches!(certificate.look(), Look::Renewed));
        assert_ne!(certificate.current.borrow().hash, begun_with);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_anybody_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = TlsFolder::new();
        let key = folder.files().key;
        for (mode, refused) in [(0o600, false), (0o640, false), (0o644, true)] {
            std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(Certificate::open(folder.files()).is_err(), refused, "{mode:o}");
        }
    }
}
