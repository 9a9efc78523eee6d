//! [`People`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::ids::{InviteId, SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::audit::StaffTransaction;
use crate::error::StoreError;
use crate::model::{
    Act, Actor, Attempt, AuditRecord, Credentials, Enrolment, Factor, Hash, Invite, NewInvite, NewSession,
    Object, Opens, Person, Rights, Session,
};
use crate::people::persons::Changed;
use crate::people::{People, attempts, credentials, invites, persons, sessions};
use crate::store::SqlStore;

#[async_trait]
impl People for SqlStore {
    async fn invite(&self, invite: &NewInvite) -> Result<StaffId, StoreError> {
        let mut tx = self.staff_write().await?;
        let person = invites::keep(&mut tx, invite).await?;
        let record = invite
            .by
            .did(Act::PersonInvite, Object::Person(person), invite.created_at);
        tx.commit(record).await?;
        Ok(person)
    }

    async fn invites(&self, now: TimestampMillis) -> Result<Vec<Invite>, StoreError> {
        invites::waiting(&mut self.read().await?, now).await
    }

    async fn invite_by_hash(&self, hash: &Hash, now: TimestampMillis) -> Result<Option<Invite>, StoreError> {
        invites::by_hash(&mut self.read().await?, hash, now).await
    }

    async fn withdraw_invite(
        &self,
        id: InviteId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let withdrawn = invites::withdraw(&mut tx, id).await?;
        if withdrawn {
            let record = by.did(Act::InvitationWithdraw, Object::Invitation(id), at);
            tx.commit(record).await?;
        }
        Ok(withdrawn)
    }

    async fn enrol(
        &self,
        enrolment: &Enrolment,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.staff_write().await?;
        let Some(person) = invites::spend(&mut tx, &enrolment.invite, Opens::Enrolment, session.at).await?
        else {
            return Ok(None);
        };
        credentials::keep(&mut tx, &self.kek, person, enrolment).await?;
        sessions::end_all_of(&mut tx, person).await?;
        self.let_through(tx, person, session, Act::PersonEnrol).await
    }

    async fn redeem_invite(
        &self,
        invite: &Hash,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError> {
        let mut tx = self.staff_write().await?;
        let Some(person) = invites::spend(&mut tx, invite, Opens::Session, session.at).await? else {
            return Ok(None);
        };
        self.let_through(tx, person, session, Act::SessionOpen).await
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
        let mut tx = self.staff_write().await?;
        if !credentials::use_up(&mut tx, person, factor).await? {
            return Ok(None);
        }
        self.let_through(tx, person, session, Act::SessionOpen).await
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

    async fn end_session(&self, hash: &Hash, by: &Actor, at: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.staff_write().await?;
        if let Some(id) = sessions::end(&mut tx, hash).await? {
            tx.commit(by.did(Act::SessionEnd, Object::Session(id), at))
                .await?;
        }
        Ok(())
    }

    async fn end_session_of(
        &self,
        person: StaffId,
        id: SessionId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let ended = sessions::end_one_of(&mut tx, person, id).await?;
        if ended {
            tx.commit(by.did(Act::SessionEnd, Object::Session(id), at))
                .await?;
        }
        Ok(ended)
    }

    async fn end_sessions_of(
        &self,
        person: StaffId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<u32, StoreError> {
        let mut tx = self.staff_write().await?;
        let ended = sessions::end_all_of(&mut tx, person).await?;
        if ended > 0 {
            tx.commit(by.did(Act::SessionEndAll, Object::Person(person), at))
                .await?;
        }
        Ok(ended)
    }

    async fn people(&self, now: TimestampMillis) -> Result<Vec<Person>, StoreError> {
        persons::all(&mut self.read().await?, now).await
    }

    async fn set_rights(
        &self,
        person: StaffId,
        rights: &Rights,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let changed = persons::set_rights(&mut tx, person, rights).await?;
        let record = by.did(Act::PersonRights, Object::Person(person), at);
        settle(tx, changed, record).await
    }

    async fn shut_out(&self, person: StaffId, by: &Actor, at: TimestampMillis) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let changed = persons::shut_out(&mut tx, person, at).await?;
        let record = by.did(Act::PersonShutOut, Object::Person(person), at);
        settle(tx, changed, record).await
    }

    async fn let_in(&self, person: StaffId, by: &Actor, at: TimestampMillis) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let changed = persons::let_in(&mut tx, person).await?;
        let record = by.did(Act::PersonLetIn, Object::Person(person), at);
        settle(tx, changed, record).await
    }
}

impl SqlStore {
    /// Opens the session of somebody who has just shown who they are.
    pub(super) async fn let_through(
        &self,
        mut tx: StaffTransaction,
        person: StaffId,
        session: &NewSession,
        act: Act,
    ) -> Result<Option<Session>, StoreError> {
        let opened = sessions::open(&mut tx, person, session).await?;
        // Shut out meanwhile, they have spent what they came with, in vain.
        let roles = opened.as_ref().map(|opened| opened.rights.roles.clone());
        let actor = Actor::person(person, roles.unwrap_or_default());
        tx.commit(actor.did(act, Object::Session(session.id), session.at))
            .await?;
        Ok(opened)
    }
}

/// Commits what is newly so, and tells whether there is such a person.
async fn settle(tx: StaffTransaction, changed: Changed, record: AuditRecord) -> Result<bool, StoreError> {
    if changed == Changed::Now {
        tx.commit(record).await?;
    }
    Ok(changed != Changed::NoSuchPerson)
}
