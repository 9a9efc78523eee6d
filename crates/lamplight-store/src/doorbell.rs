//! How the instances on one PostgreSQL tell each other that something was committed.
//!
//! A ring says nothing but that the journal is to be read: rings that are lost, or come together, lose nothing.
//! It goes out on a connection of its own, never in the transaction that writes: PostgreSQL lets transactions that
//! notify commit one after another, which took writing from 10,000 a second to 364.

use sqlx::postgres::{PgListener, PgPool};

use crate::error::StoreError;

/// Hears what other instances ring, and this one too.
pub struct Doorbell(PgListener);

impl Doorbell {
    pub(crate) async fn hang(pool: &PgPool) -> Result<Self, StoreError> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen("lamplight_journal").await?;
        Ok(Self(listener))
    }

    /// Returns when somebody has rung. A connection that broke meanwhile was made anew, and what was rung then
    /// was not heard: whoever waits here reads the journal now and then without being rung for.
    ///
    /// # Errors
    /// A [`StoreError`] when the database cannot be reached.
    pub async fn rung(&mut self) -> Result<(), StoreError> {
        self.0.recv().await?;
        Ok(())
    }
}

pub(crate) async fn ring(pool: &PgPool) -> Result<(), StoreError> {
    sqlx::query("NOTIFY lamplight_journal").execute(pool).await?;
    Ok(())
}
