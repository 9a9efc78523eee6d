//! [`Passkeys`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::ids::{PasskeyId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Act, Actor, Hash, NewCeremony, NewPasskey, NewSession, Object, Opens, Passkey, PasskeyAdded,
    PasskeyRecord, PasskeyRemoved, PasskeyUse, Session,
};
use crate::passkeys::{self, Passkeys};
use crate::people::{invites, sessions};
use crate::store::SqlStore;

#[async_trait]
impl Passkeys for SqlStore {
    async fn begin_ceremony(&self, ceremony: &NewCeremony) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        passkeys::begin(&mut tx, ceremony).await?;
        tx.commit().await
    }

    async fn end_ceremony(&self, hash: &Hash, now: TimestampMillis) -> Result<Option<String>, StoreError> {
        let mut tx = self.write().await?;
        let state = passkeys::end(&mut tx, hash, now).await?;
        tx.commit().await?;
        Ok(state)
    }

    async fn enrol_by_passkey(
        &self,
        invite: &Hash,
        passkey: &NewPasskey,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.staff_write().await?;
        let Some(person) = invites::spend(&mut tx, invite, Opens::Enrolment, session.at).await? else {
            return Ok(None);
        };
        if !passkeys::keep_alone(&mut tx, person, passkey).await? {
            return Ok(None);
        }
        sessions::end_all_of(&mut tx, person).await?;
        self.let_through(tx, person, session, Act::PersonEnrol).await
    }

    async fn add_passkey(
        &self,
        person: StaffId,
        passkey: &NewPasskey,
        by: &Actor,
    ) -> Result<PasskeyAdded, StoreError> {
        let mut tx = self.staff_write().await?;
        let added = passkeys::add(&mut tx, person, passkey).await?;
        if added == PasskeyAdded::Added {
            let record = by.did(Act::PasskeyAdd, Object::Person(person), passkey.at);
            tx.commit(record).await?;
        }
        Ok(added)
    }

    async fn passkeys(&self, person: StaffId) -> Result<Vec<Passkey>, StoreError> {
        passkeys::of_person(&mut self.read().await?, person).await
    }

    async fn remove_passkey(
        &self,
        person: StaffId,
        id: PasskeyId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<PasskeyRemoved, StoreError> {
        let mut tx = self.staff_write().await?;
        let removed = passkeys::remove(&mut tx, person, id).await?;
        if removed == PasskeyRemoved::Removed {
            let record = by.did(Act::PasskeyRemove, Object::Person(person), at);
            tx.commit(record).await?;
        }
        Ok(removed)
    }

    async fn passkey_by_credential(&self, credential: &[u8]) -> Result<Option<PasskeyRecord>, StoreError> {
        passkeys::by_credential(&mut self.read().await?, credential).await
    }

    async fn sign_in_by_passkey(
        &self,
        used: &PasskeyUse,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.staff_write().await?;
        let Some(person) = passkeys::note_use(&mut tx, used, session.at).await? else {
            return Ok(None);
        };
        self.let_through(tx, person, session, Act::SessionOpen).await
    }
}
