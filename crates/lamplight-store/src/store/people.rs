//! [`People`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::ids::{InviteId, SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Attempt, Credentials, Enrolment, Factor, Hash, Invite, NewInvite, NewSession, Opens, Person, Rights,
    Session,
};
use crate::people::{People, attempts, credentials, invites, persons, sessions};
use crate::store::SqlStore;

#[async_trait]
impl People for SqlStore {
    async fn invite(&self, invite: &NewInvite) -> Result<StaffId, StoreError> {
        let mut tx = self.write().await?;
        let person = invites::keep(&mut tx, invite).await?;
        tx.commit().await?;
        Ok(person)
    }

    async fn invites(&self, now: TimestampMillis) -> Result<Vec<Invite>, StoreError> {
        invites::waiting(&mut self.read().await?, now).await
    }

    async fn invite_by_hash(&self, hash: &Hash, now: TimestampMillis) -> Result<Option<Invite>, StoreError> {
        invites::by_hash(&mut self.read().await?, hash, now).await
    }

    async fn withdraw_invite(&self, id: InviteId) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let withdrawn = invites::withdraw(&mut tx, id).await?;
        tx.commit().await?;
        Ok(withdrawn)
    }

    async fn enrol(
        &self,
        enrolment: &Enrolment,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.write().await?;
        let Some(person) = invites::spend(&mut tx, &enrolment.invite, Opens::Enrolment, session.at).await?
        else {
            return Ok(None);
        };
        credentials::keep(&mut tx, &self.kek, person, enrolment).await?;
        sessions::end_all_of(&mut tx, person).await?;
        let opened = sessions::open(&mut tx, person, session).await?;
        tx.commit().await?;
        Ok(opened)
    }

    async fn redeem_invite(
        &self,
        invite: &Hash,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.write().await?;
        let Some(person) = invites::spend(&mut tx, invite, Opens::Session, session.at).await? else {
            return Ok(None);
        };
        let opened = sessions::open(&mut tx, person, session).await?;
        tx.commit().await?;
        Ok(opened)
    }

    async fn credentials(&self, name: &str) -> Result<Option<Credentials>, StoreError> {
        credentials::of_name(&mut self.read().await?, &self.kek, name).await
    }

    async fn sign_in(
        &self,
        person: StaffId,
        factor: Factor,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.write().await?;
        if !credentials::use_up(&mut tx, person, factor).await? {
            return Ok(None);
        }
        let opened = sessions::open(&mut tx, person, session).await?;
        tx.commit().await?;
        Ok(opened)
    }

    async fn begin_attempt(
        &self,
        key: &Hash,
        now: TimestampMillis,
        waits_ms: &[i64],
    ) -> Result<Attempt, StoreError> {
        let mut tx = self.write().await?;
        let attempt = attempts::begin(&mut tx, key, now, waits_ms).await?;
        tx.commit().await?;
        Ok(attempt)
    }

    async fn forget_attempts(&self, key: &Hash) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        attempts::forget(&mut tx, key).await?;
        tx.commit().await
    }

    async fn session_by_hash(
        &self,
        hash: &Hash,
        now: TimestampMillis,
    ) -> Result<Option<Session>, StoreError> {
        sessions::by_hash(&mut self.read().await?, hash, now).await
    }

    async fn sessions(&self, person: StaffId, now: TimestampMillis) -> Result<Vec<Session>, StoreError> {
        sessions::of_person(&mut self.read().await?, person, now).await
    }

    async fn end_session(&self, hash: &Hash) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sessions::end(&mut tx, hash).await?;
        tx.commit().await
    }

    async fn end_session_of(&self, person: StaffId, id: SessionId) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let ended = sessions::end_one_of(&mut tx, person, id).await?;
        tx.commit().await?;
        Ok(ended)
    }

    async fn end_sessions_of(&self, person: StaffId) -> Result<u32, StoreError> {
        let mut tx = self.write().await?;
        let ended = sessions::end_all_of(&mut tx, person).await?;
        tx.commit().await?;
        Ok(ended)
    }

    async fn people(&self, now: TimestampMillis) -> Result<Vec<Person>, StoreError> {
        persons::all(&mut self.read().await?, now).await
    }

    async fn set_rights(&self, person: StaffId, rights: &Rights) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let known = persons::set_rights(&mut tx, person, rights).await?;
        tx.commit().await?;
        Ok(known)
    }

    async fn shut_out(&self, person: StaffId, at: TimestampMillis) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let known = persons::shut_out(&mut tx, person, at).await?;
        tx.commit().await?;
        Ok(known)
    }

    async fn let_in(&self, person: StaffId) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let known = persons::let_in(&mut tx, person).await?;
        tx.commit().await?;
        Ok(known)
    }
}
