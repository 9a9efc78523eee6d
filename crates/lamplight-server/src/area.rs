//! The place that is served, with its answer written once: a large boundary takes long to serialise, and
//! every device asks for it.

use axum::body::Bytes;
use lamplight_protocol::api::AreaInfo;
use lamplight_protocol::area::Area;
use lamplight_protocol::digest::PackHash;

use crate::area_pack::ServedPack;
use crate::error::StartError;

/// The area, and the answers that tell of it.
pub struct ServedArea {
    area: Area,
    watched: Answer,
    unwatched: Answer,
    pack: Option<ServedPack>,
}

/// An answer with the tag that names exactly these bytes.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The body.
    pub body: Bytes,
    /// The value of `ETag`, with its quotation marks.
    pub etag: String,
}

impl Answer {
    /// Takes a body and makes its tag.
    pub fn new(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let etag = format!("\"{}\"", blake3::hash(&body).to_hex());
        Self { body, etag }
    }
}

impl ServedArea {
    /// Writes both answers, with what is to be told of the map if there is one.
    ///
    /// # Errors
    /// [`StartError::Usage`] when the area cannot be written as JSON.
    pub fn new(area: Area, pack: Option<ServedPack>) -> Result<Self, StartError> {
        let answer = |desk_watching| {
            let info = AreaInfo {
                area: area.clone(),
                desk_watching,
                pack: pack.as_ref().map(|pack| pack.told().clone()),
            };
            serde_json::to_vec(&info)
                .map(Answer::new)
                .map_err(|error| StartError::Usage(format!("the area cannot be written as JSON: {error}")))
        };
        Ok(Self {
            watched: answer(true)?,
            unwatched: answer(false)?,
            area,
            pack,
        })
    }

    /// The area itself.
    pub fn area(&self) -> &Area {
        &self.area
    }

    /// Its map under this hash; none where it has another, or none.
    pub(crate) fn pack(&self, sha256: &PackHash) -> Option<&ServedPack> {
        self.pack.as_ref().filter(|pack| pack.told().sha256 == *sha256)
    }

    /// Its map; none where there is none.
    pub(crate) fn map(&self) -> Option<&ServedPack> {
        self.pack.as_ref()
    }

    /// What to tell of it while the desk is watched, or is not.
    pub fn answer(&self, desk_is_watching: bool) -> &Answer {
        if desk_is_watching {
            &self.watched
        } else {
            &self.unwatched
        }
    }
}
