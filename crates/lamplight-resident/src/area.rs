//! The area, kept in its parsed form: a boundary may have thousands of corners, and every submit needs it.

use std::sync::{Arc, PoisonError};

use lamplight_protocol::api::AreaInfo;
use lamplight_protocol::area::Area;
use rusqlite::Connection;

use crate::Core;
use crate::error::CoreError;
use crate::local::server;

/// The area as of one version of it.
#[derive(Clone)]
pub(crate) struct KnownArea {
    version: i64,
    /// What the server told; before that an area that takes everything.
    pub(crate) info: Arc<AreaInfo>,
    /// Whether the server told it.
    pub(crate) known: bool,
}

impl KnownArea {
    /// Whether the server has told exactly this.
    pub(crate) fn is(&self, info: &AreaInfo) -> bool {
        self.known && *self.info == *info
    }
}

impl Core {
    /// The place that is served: the server's, or before it was heard one that takes every report.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn area(&self) -> Result<Area, CoreError> {
        self.db()
            .read(|connection| Ok(self.known_area(connection)?.info.area.clone()))
    }

    /// The area as it is stored, parsed only when it has changed.
    pub(crate) fn known_area(&self, connection: &Connection) -> Result<KnownArea, CoreError> {
        let version = server::area_version(connection)?;
        let mut kept = self.inner.area.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(area) = kept.as_ref().filter(|area| area.version == version) {
            return Ok(area.clone());
        }
        let (version, stored) = server::area(connection)?;
        let area = KnownArea {
            version,
            known: stored.is_some(),
            info: Arc::new(stored.unwrap_or_else(|| AreaInfo {
                area: Area::anywhere(),
                desk_watching: false,
                pack: None,
            })),
        };
        *kept = Some(area.clone());
        Ok(area)
    }
}
