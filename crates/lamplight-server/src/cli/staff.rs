//! `staff`.

use clap::{Args, Subcommand};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_server::access::AccessError;
use lamplight_server::config::PublicUrl;
use lamplight_server::deployment::Deployment;
use lamplight_server::error::StartError;
use lamplight_server::platform::{Clock, System};
use lamplight_store::Store;
use lamplight_store::model::{Actor, Opens, Person, Rights, name_key};
use serde::Serialize;

use super::rights::{RightsLine, RoleWord, districts_words, rights};
use super::{At, Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum StaffCommand {
    /// Print a link by which one person chooses a password and sets up an authenticator, once, within 24 hours.
    /// Whoever has the name already chooses anew: for a password that was forgotten
    Invite(Invite),
    /// Print a link that signs one person in without a password, once, within 24 hours: for a first look, and
    /// for whoever has lost everything else. Only who may read the data folder can make one
    Link(Invite),
    /// List everybody: their rights, and whether they are signed in
    List(List),
    /// Shut a person out: sign them out of every console within five seconds, take their invitation back, and
    /// let their password open nothing. A new invitation lets them in again
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(super) struct Invite {
    #[command(flatten)]
    at: At,
    /// What people call the person
    #[arg(long)]
    name: String,
    /// What the person may do. Several go with commas between them. Without it, what somebody of that name may
    /// do already, or everything but looking after people
    #[arg(long, value_name = "ROLE,...", value_delimiter = ',')]
    role: Vec<RoleWord>,
    /// The districts whose reports the person sees, by their ids, with commas between them; without it, all
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    district: Option<Vec<String>>,
    /// Under which address people reach the server; by default, the one it last served under
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    at: At,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Revoke {
    #[command(flatten)]
    at: At,
    /// The id, as `staff list` prints it, or the name
    #[arg(value_name = "ID|NAME")]
    who: String,
}

/// A person as a line of the list.
#[derive(Serialize)]
struct Line<'a> {
    id: StaffId,
    name: &'a str,
    #[serde(flatten)]
    rights: RightsLine<'a>,
    state: &'static str,
    sessions: u32,
    since: TimestampMillis,
}

impl StaffCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Invite(invite) => invite.run(Opens::Enrolment).await,
            Self::Link(invite) => invite.run(Opens::Session).await,
            Self::List(list) => list.run().await,
            Self::Revoke(revoke) => revoke.run().await,
        }
    }
}

impl Invite {
    async fn run(self, opens: Opens) -> Result<(), Failure> {
        let deployment = self.at.open().await?;
        let public_url = self.public_url(&deployment)?;
        let rights = self.rights(deployment.store.as_ref()).await?;
        let desk = deployment.desk();
        let id = desk.new_invite_id().map_err(AccessError::from)?;
        let by = Actor::command_line();
        let invited = desk.invite(id, &self.name, &rights, opens, &by).await?;
        Ok(print(&invited.link(&public_url))?)
    }

    /// What was said, or what somebody of that name has already.
    async fn rights(&self, store: &dyn Store) -> Result<Rights, Failure> {
        if self.role.is_empty() && self.district.is_none() {
            let people = store.people(System.now()).await?;
            let known = people
                .into_iter()
                .find(|person| name_key(&person.name) == name_key(&self.name));
            if let Some(person) = known {
                return Ok(person.rights);
            }
        }
        let role = if self.role.is_empty() {
            vec![RoleWord::Staff]
        } else {
            self.role.clone()
        };
        Ok(rights(&role, self.district.clone()))
    }

    fn public_url(&self, deployment: &Deployment) -> Result<PublicUrl, StartError> {
        let remembered = deployment.data.remembered_public_url();
        let url = self.public_url.clone().or(remembered).ok_or_else(|| {
            StartError::Usage(
                "no server has run on this data folder yet; start it first, or say --public-url".into(),
            )
        })?;
        PublicUrl::parse(&url)
    }
}

impl List {
    async fn run(self) -> Result<(), Failure> {
        let deployment = self.at.open_existing().await?;
        if !self.json {
            print(&table_row(["ID", "STATE", "SINCE", "ROLES", "DISTRICTS", "NAME"]))?;
        }
        for person in &deployment.store.people(System.now()).await? {
            print(&if self.json { json(person)? } else { row(person) })?;
        }
        Ok(())
    }
}

impl Revoke {
    async fn run(self) -> Result<(), Failure> {
        let store = self.at.open_existing().await?.store;
        let people = store.people(System.now()).await?;
        let meant = people.iter().find(|person| {
            name_key(&person.name) == name_key(&self.who) || person.id.to_string() == self.who
        });
        let Some(person) = meant else {
            return Err(Failure::Found(format!(
                "there is nobody of the id or name {}; see `staff list`",
                self.who
            )));
        };
        store
            .shut_out(person.id, &Actor::command_line(), System.now())
            .await?;
        Ok(())
    }
}

fn json(person: &Person) -> Result<String, Failure> {
    let line = Line {
        id: person.id,
        name: &person.name,
        rights: (&person.rights).into(),
        state: state(person),
        sessions: person.sessions,
        since: person.created_at,
    };
    serde_json::to_string(&line).map_err(|error| Failure::Io(error.into()))
}

/// How a person stands, in one word.
fn state(person: &Person) -> &'static str {
    if person.disabled_at.is_some() {
        "shut_out"
    } else if person.sessions > 0 {
        "signed_in"
    } else if person.invited_until.is_some() {
        "invited"
    } else if person.enrolled {
        "enrolled"
    } else {
        "not_enrolled"
    }
}

fn row(person: &Person) -> String {
    table_row([
        &person.id.to_string(),
        state(person),
        &person.created_at.to_string(),
        &person.rights.roles.to_string(),
        &districts_words(&person.rights),
        &person.name,
    ])
}

/// What has no fixed width comes last.
fn table_row([id, state, since, roles, districts, name]: [&str; 6]) -> String {
    format!("{id:<36}  {state:<12}  {since:<24}  {roles:<42}  {districts:<12}  {name}")
}
