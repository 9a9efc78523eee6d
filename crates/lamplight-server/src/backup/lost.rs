//! Photos that a database names, and that are not in its media store.

use std::future::ready;

use futures_util::{StreamExt, TryStreamExt, stream};
use lamplight_store::Store;

use super::{AT_ONCE, BackupError, PAGE_OBJECTS};
use crate::media::{Media, MediaError};

/// What a media store does not hold of what it should.
struct Missing {
    names: Vec<String>,
    /// How many it should hold.
    of: usize,
}

/// Has photos sent again whose bytes are not in the media store, and tells how many files that were. They are given
/// up with this, and what the desk saw of them: so it has to be said that they are lost.
///
/// # Errors
/// [`BackupError::PhotosMissing`] when that was not said, or another; nothing was given up then, or a part.
pub async fn ask_for_lost_photos(
    store: &dyn Store,
    media: &Media,
    photos_lost: bool,
) -> Result<usize, BackupError> {
    let Missing { names, of } = missing(store, media).await?;
    let missing = names.len();
    if missing > 0 && !photos_lost {
        return Err(BackupError::PhotosMissing { missing, of });
    }
    for some in names.chunks(PAGE_OBJECTS as usize) {
        store.lose_objects(some).await?;
    }
    Ok(missing)
}

async fn missing(store: &dyn Store, media: &Media) -> Result<Missing, BackupError> {
    let mut missing = Missing {
        names: Vec::new(),
        of: 0,
    };
    let mut after = String::new();
    loop {
        let page = store.needed_objects(&after, PAGE_OBJECTS).await?;
        let Some(last) = page.last() else {
            return Ok(missing);
        };
        after.clone_from(last);
        missing.of += page.len();
        let looks = page.into_iter().map(|name| async move {
            let there = media.holds(&name).await?;
            Ok::<_, MediaError>((!there).then_some(name))
        });
        let found = stream::iter(looks).buffer_unordered(AT_ONCE);
        let found: Vec<_> = found.try_filter_map(|name| ready(Ok(name))).try_collect().await?;
        missing.names.extend(found);
    }
}
