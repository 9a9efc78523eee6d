//! Pictures that the patrol shows to everybody: made as photos are, while whoever sent the file waits for it.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::{Maker, NotMade};

/// Pictures that are made at once, beside the worker's photo. Each may take hundreds of megabytes for a moment, and a
/// patrol sends a few a week.
const AT_ONCE: usize = 1;

/// Makes pictures of the files that the patrol sends.
pub struct PictureMaker {
    /// None where a server makes no pictures.
    maker: Option<Arc<dyn Maker>>,
    turn: Semaphore,
}

impl PictureMaker {
    /// By this maker; without one no file is taken.
    pub fn by(maker: Option<Arc<dyn Maker>>) -> Self {
        Self {
            maker,
            turn: Semaphore::new(AT_ONCE),
        }
    }

    /// Writes a file anew, when it is its turn.
    ///
    /// # Errors
    /// [`NotMade`].
    pub(crate) async fn make(&self, file: &[u8]) -> Result<Vec<u8>, NotMade> {
        let _turn = self.turn.acquire().await.map_err(|_| NotMade::Unavailable)?;
        let maker = self.maker.as_ref().ok_or(NotMade::Unavailable)?;
        Ok(maker.make(file).await?.picture)
    }
}
