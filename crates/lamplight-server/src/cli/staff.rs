//! `staff`.

use clap::{Args, Subcommand};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_server::config::PublicUrl;
use lamplight_server::deployment::Deployment;
use lamplight_server::error::StartError;
use lamplight_server::platform::{Clock, System};
use lamplight_store::model::{Person, Presence};
use serde::Serialize;

use super::rights::{RightsLine, RoleWord, districts_words, rights};
use super::{At, Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum StaffCommand {
    /// Print a link that signs one person in to the console, once, within 24 hours
    Invite(Invite),
    /// List who is signed in, and who was invited and may yet sign in
    List(List),
    /// Sign a person out of every console, and take their invitations back. Takes effect within five seconds
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(super) struct Invite {
    #[command(flatten)]
    at: At,
    /// What people call the person
    #[arg(long)]
    name: String,
    /// What the person may do. Several go with commas between them
    #[arg(long, value_name = "ROLE,...", value_delimiter = ',', default_value = "staff")]
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
    /// The id, as `staff list` prints it, or the name: then everybody of that name
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
    presence: Presence,
    since: TimestampMillis,
    until: TimestampMillis,
}

impl StaffCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Invite(invite) => invite.run().await,
            Self::List(list) => list.run().await,
            Self::Revoke(revoke) => revoke.run().await,
        }
    }
}

impl Invite {
    async fn run(self) -> Result<(), Failure> {
        let deployment = self.at.open().await?;
        let public_url = self.public_url(&deployment)?;
        let rights = rights(&self.role, self.district);
        let code = deployment.desk().invite(&self.name, &rights).await?;
        Ok(print(&format!("{}/console/invite/{code}", public_url.as_str()))?)
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
            print(&table_row([
                "ID",
                "PRESENCE",
                "SINCE",
                "UNTIL",
                "ROLES",
                "DISTRICTS",
                "NAME",
            ]))?;
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
        // Each invitation makes a person of its own, so whoever came on several days is there several times.
        let meant = people
            .iter()
            .filter(|person| person.name == self.who || person.id.to_string() == self.who);
        let mut revoked = false;
        for person in meant {
            revoked |= store.revoke_person(person.id).await?;
        }
        if revoked {
            Ok(())
        } else {
            Err(Failure::Found(format!(
                "nobody of the id or name {} is signed in or invited; see `staff list`",
                self.who
            )))
        }
    }
}

fn json(person: &Person) -> Result<String, Failure> {
    let line = Line {
        id: person.id,
        name: &person.name,
        rights: (&person.rights).into(),
        presence: person.presence,
        since: person.since,
        until: person.until,
    };
    serde_json::to_string(&line).map_err(|error| Failure::Io(error.into()))
}

fn row(person: &Person) -> String {
    let presence = match person.presence {
        Presence::Invited => "invited",
        Presence::SignedIn => "signed in",
    };
    table_row([
        &person.id.to_string(),
        presence,
        &person.since.to_string(),
        &person.until.to_string(),
        &person.rights.roles.to_string(),
        &districts_words(&person.rights),
        &person.name,
    ])
}

/// What has no fixed width comes last.
fn table_row([id, presence, since, until, roles, districts, name]: [&str; 7]) -> String {
    format!("{id:<36}  {presence:<9}  {since:<24}  {until:<24}  {roles:<42}  {districts:<12}  {name}")
}
