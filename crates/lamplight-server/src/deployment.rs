//! An opened data folder: the secrets, the database, time and chance. What every command works on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lamplight_store::{Store, StoreError};

use crate::access::Desk;
use crate::data::{CreateOutcome, DataFolder};
use crate::error::StartError;
use crate::media::MediaPlace;
use crate::platform::{Clock, Entropy, System};
use crate::secrets::Secrets;

/// Time and chance for one server.
#[derive(Clone)]
pub struct Platform {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids, secrets and jitter.
    pub entropy: Arc<dyn Entropy>,
}

impl Default for Platform {
    fn default() -> Self {
        Self {
            clock: Arc::new(System),
            entropy: Arc::new(System),
        }
    }
}

/// An opened data folder: what every command works on.
pub struct Deployment {
    /// The folder.
    pub data: DataFolder,
    /// The keys.
    pub secrets: Arc<Secrets>,
    /// The memory.
    pub store: Arc<dyn Store>,
    /// Time and chance.
    pub platform: Platform,
    shared: bool,
}

/// Where a deployment keeps what it has.
#[derive(Debug, Clone)]
pub struct Location {
    /// The data folder.
    pub data: PathBuf,
    /// The database; a SQLite file in the data folder when absent.
    pub database_url: Option<String>,
    /// The media store; a folder in the data folder when nothing is said of it.
    pub media: MediaPlace,
}

impl Location {
    /// The location that is all in one folder.
    pub fn folder(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database_url: None,
            media: MediaPlace::default(),
        }
    }

    fn database_url(&self, data: &DataFolder) -> String {
        self.database_url.clone().unwrap_or_else(|| data.database_url())
    }

    /// Whether there is a database file; where the database is elsewhere, whether there are secrets for it.
    /// A file without its secrets is a deployment that has lost them, which opening it says.
    fn check_is_used(&self) -> Result<(), StartError> {
        let data = DataFolder::named(&self.data);
        let url = self.database_url(&data);
        let is_used =
            lamplight_store::sqlite_file(&url).map_or_else(|| data.secrets().exists(), Path::exists);
        if is_used {
            Ok(())
        } else {
            Err(StartError::NoDeployment(self.data.clone()))
        }
    }
}

impl Deployment {
    /// Opens the folder, the secrets and the database, and makes what is missing.
    ///
    /// # Errors
    /// A [`StartError`]: nothing is open then.
    pub async fn open(location: &Location, platform: Platform) -> Result<Self, StartError> {
        let data = DataFolder::open(&location.data)?;
        let url = location.database_url(&data);
        let (secrets, outcome) = Secrets::open_or_create(&data.secrets(), platform.entropy.as_ref())?;
        let opened = lamplight_store::open(&url, secrets.key_encryption_key()).await;
        Ok(Self {
            store: opened.map_err(|error| secrets_lost(error, outcome, &data.secrets()))?,
            secrets: Arc::new(secrets),
            shared: url.starts_with("postgres"),
            data,
            platform,
        })
    }

    /// Opens what is there. For commands that look after a deployment: in a folder whose name was misspelt,
    /// [`Deployment::open`] would make one, and they would find it sound and empty.
    ///
    /// # Errors
    /// [`StartError::NoDeployment`] when nothing is there, or another [`StartError`]: nothing is open then.
    pub async fn open_existing(location: &Location, platform: Platform) -> Result<Self, StartError> {
        location.check_is_used()?;
        Self::open(location, platform).await
    }

    /// Says that the database was restored from a backup: it begins a new epoch, in which devices present
    /// again what they know to be accepted.
    ///
    /// # Errors
    /// [`StartError::NoDeployment`] when there is none, or another [`StartError`]: the database is as it was
    /// then.
    pub async fn restore(location: &Location, platform: &Platform) -> Result<(), StartError> {
        location.check_is_used()?;
        let data = DataFolder::open(&location.data)?;
        let (secrets, outcome) = Secrets::open_or_create(&data.secrets(), platform.entropy.as_ref())?;
        let url = location.database_url(&data);
        let now = platform.clock.now();
        let restored = lamplight_store::restore(&url, secrets.key_encryption_key(), now).await;
        restored.map_err(|error| secrets_lost(error, outcome, &data.secrets()))
    }

    /// Whether other instances may write to the same database.
    pub(crate) fn is_shared(&self) -> bool {
        self.shared
    }

    /// Makes tokens and invitations.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            store: self.store.as_ref(),
            secrets: &self.secrets,
            clock: self.platform.clock.as_ref(),
            entropy: self.platform.entropy.as_ref(),
        }
    }
}

/// Fresh secrets that do not open the database mean that the right ones were lost. The fresh ones are taken
/// away again, so that the right ones can be put back, and the next start says the same.
fn secrets_lost(error: StoreError, outcome: CreateOutcome, path: &Path) -> StartError {
    match (error, outcome) {
        (StoreError::WrongSecrets, CreateOutcome::Created) => match std::fs::remove_file(path) {
            Ok(()) => StartError::SecretsLost(path.to_owned()),
            Err(source) => StartError::DataFolder {
                path: path.to_owned(),
                source,
            },
        },
        (error, _) => error.into(),
    }
}
