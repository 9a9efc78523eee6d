//! Opening the media store, and being sure that it is the right one.

use std::path::Path;

use lamplight_store::Store;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;

use super::bell::Bell;
use super::{Media, MediaPlace, MediaTrouble, bucket};
use crate::data::{DataFolder, make_private_folder};
use crate::error::StartError;
use crate::secrets::Secrets;

/// Photos looked for when a server starts. Where not one of so many lies, the database was served elsewhere.
const LOOKED_FOR: u32 = 20;

impl Media {
    /// Opens the media store of a deployment.
    ///
    /// # Errors
    /// A [`StartError`] that says what is wrong with the place.
    pub async fn open(place: MediaPlace, data: &DataFolder, secrets: &Secrets) -> Result<Self, StartError> {
        let Some(bucket) = place.bucket()? else {
            return Self::in_folder(&data.media());
        };
        let mark = secrets.deployment_mark();
        let (objects, claimed) = bucket::open(&bucket, &mark).await?;
        Ok(Self {
            unclaimed: (!claimed).then_some(mark),
            ..Self::of(objects, bucket.to_string())
        })
    }

    /// Opens a folder, and makes it where it is missing.
    ///
    /// # Errors
    /// [`StartError::DataFolder`] when it cannot be made.
    pub fn in_folder(folder: &Path) -> Result<Self, StartError> {
        let unwritable = |source| StartError::DataFolder {
            path: folder.to_owned(),
            source,
        };
        make_private_folder(folder).map_err(unwritable)?;
        let objects = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| unwritable(std::io::Error::other(error)))?
            // Off by default there: it syncs each file before it gets its name, and then the folder.
            .with_fsync(true);
        Ok(Self {
            folder: Some(folder.to_owned()),
            ..Self::of(Box::new(objects), folder.display().to_string())
        })
    }

    fn of(objects: Box<dyn ObjectStore>, place: String) -> Self {
        Self {
            objects,
            place,
            folder: None,
            unclaimed: None,
            bell: Bell::default(),
        }
    }

    /// Makes sure that this is where the database's photos are. An empty place beside a full database is a slip in
    /// the settings far more often than a loss; served from there, its photos would be gone for the desk, and new
    /// ones would lie in two places.
    ///
    /// # Errors
    /// [`StartError::Media`] when none of them is there, or it cannot be asked.
    pub async fn must_hold_photos_of(&self, store: &dyn Store) -> Result<(), StartError> {
        // A photo may be made ready by another instance between the question and the look: then others are named
        // at the second.
        for _ in 0..2 {
            let names = store.needed_objects("", LOOKED_FOR).await?;
            if names.is_empty() {
                return Ok(());
            }
            for name in &names {
                if self
                    .holds(name)
                    .await
                    .map_err(|_| self.trouble(MediaTrouble::Failing))?
                {
                    return Ok(());
                }
            }
        }
        Err(self.trouble(MediaTrouble::Missing))
    }

    /// Marks a bucket as this deployment's, unless it is.
    ///
    /// # Errors
    /// [`StartError::Media`] when it cannot be written to.
    pub async fn claim(&self) -> Result<(), StartError> {
        match &self.unclaimed {
            Some(mark) => bucket::claim(self.objects.as_ref(), mark)
                .await
                .map_err(|trouble| self.trouble(trouble)),
            None => Ok(()),
        }
    }

    fn trouble(&self, trouble: MediaTrouble) -> StartError {
        StartError::Media {
            place: self.place.clone(),
            trouble,
        }
    }
}
