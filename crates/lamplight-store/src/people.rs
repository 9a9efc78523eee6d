//! The people of the patrol: invitations, passwords, sessions. Only hashes of secrets are kept, and what an
//! authenticator reckons with is sealed.

use async_trait::async_trait;
use lamplight_protocol::ids::{InviteId, SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Actor, Attempt, Credentials, Enrolment, Factor, Hash, Invite, NewInvite, NewSession, Person, Rights,
    Session,
};

pub(crate) mod attempts;
pub(crate) mod credentials;
pub(crate) mod invites;
pub(crate) mod persons;
pub(crate) mod sessions;

/// What the server asks of its memory about people. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait People: Send + Sync {
    /// Keeps an invitation, in the place of any other of the same person. Makes the person, gives them these
    /// rights, and lets them in again if they were shut out.
    async fn invite(&self, invite: &NewInvite) -> Result<StaffId, StoreError>;
    /// The invitations that wait for their use.
    async fn invites(&self, now: TimestampMillis) -> Result<Vec<Invite>, StoreError>;
    /// The invitation of this code, while it waits. Nothing is spent.
    async fn invite_by_hash(&self, hash: &Hash, now: TimestampMillis) -> Result<Option<Invite>, StoreError>;
    /// Takes an invitation back. False when it was used, has ended or never was.
    async fn withdraw_invite(
        &self,
        id: InviteId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError>;

    /// Spends an invitation to enrol: keeps what its person chose, ends their other sessions, and opens one.
    /// None when it was spent, has ended, opens something else or never was.
    async fn enrol(&self, enrolment: &Enrolment, session: &NewSession)
    -> Result<Option<Session>, StoreError>;
    /// Spends an invitation that opens a session. None as for [`People::enrol`].
    async fn redeem_invite(&self, invite: &Hash, session: &NewSession)
    -> Result<Option<Session>, StoreError>;
    /// By what somebody of this name is known again; none when nobody has it who may come in.
    async fn credentials(&self, name: &str) -> Result<Option<Credentials>, StoreError>;
    /// Uses a second factor up and opens a session. None when it was used before, or the person is shut out.
    async fn sign_in(
        &self,
        person: StaffId,
        factor: Factor,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError>;
    /// Whether a sign-in may be tried under this key, and if so, counts it. After so many in a row, the next
    /// one waits as long as `waits_ms` says at that place, or at its end.
    async fn begin_attempt(
        &self,
        key: &Hash,
        now: TimestampMillis,
        waits_ms: &[i64],
    ) -> Result<Attempt, StoreError>;
    /// Forgets the attempts under this key.
    async fn forget_attempts(&self, key: &Hash) -> Result<(), StoreError>;

    /// The session of this hash, with the rights of its person at this moment; none when it has ended.
    async fn session_by_hash(&self, hash: &Hash, now: TimestampMillis)
    -> Result<Option<Session>, StoreError>;
    /// The sessions of a person.
    async fn sessions(&self, person: StaffId, now: TimestampMillis) -> Result<Vec<Session>, StoreError>;
    /// Ends the session of this hash.
    async fn end_session(&self, hash: &Hash, by: &Actor, at: TimestampMillis) -> Result<(), StoreError>;
    /// Ends one session of a person. False when it had ended.
    async fn end_session_of(
        &self,
        person: StaffId,
        id: SessionId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError>;
    /// Ends all sessions of a person, and tells how many.
    async fn end_sessions_of(
        &self,
        person: StaffId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<u32, StoreError>;

    /// Everybody, in the order of their names.
    async fn people(&self, now: TimestampMillis) -> Result<Vec<Person>, StoreError>;
    /// Gives a person other rights. False when there is no such person.
    async fn set_rights(
        &self,
        person: StaffId,
        rights: &Rights,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError>;
    /// Shuts a person out: ends their sessions and takes their invitation back. False when there is no such
    /// person.
    async fn shut_out(&self, person: StaffId, by: &Actor, at: TimestampMillis) -> Result<bool, StoreError>;
    /// Lets a person in again, with the password that they had. False when there is no such person.
    async fn let_in(&self, person: StaffId, by: &Actor, at: TimestampMillis) -> Result<bool, StoreError>;
}
