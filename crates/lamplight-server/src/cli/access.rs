//! `token`.

use clap::{Args, Subcommand};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_server::platform::{Clock, System};
use lamplight_store::model::{Actor, Token};
use serde::Serialize;

use super::rights::{RightsLine, RoleWord, districts_words, rights};
use super::{At, Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token and print it, this once: it is kept nowhere
    Create(Create),
    /// List the tokens, revoked ones too
    List(List),
    /// End a token's life, at once
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    #[command(flatten)]
    at: At,
    /// What the token may do. Several go with commas between them
    #[arg(long, value_name = "ROLE,...", value_delimiter = ',', required = true)]
    role: Vec<RoleWord>,
    /// The districts whose reports it sees, by their ids, with commas between them; without it, all
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    district: Option<Vec<String>>,
    /// What people call its holder
    #[arg(long)]
    name: String,
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
    /// The id, as `token list` prints it
    id: StaffId,
}

/// A token as a line of the list.
#[derive(Serialize)]
struct Line<'a> {
    id: StaffId,
    name: &'a str,
    #[serde(flatten)]
    rights: RightsLine<'a>,
    created_at: TimestampMillis,
    revoked_at: Option<TimestampMillis>,
}

impl TokenCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run().await,
            Self::List(list) => list.run().await,
            Self::Revoke(revoke) => revoke.run().await,
        }
    }
}

impl Create {
    async fn run(self) -> Result<(), Failure> {
        let deployment = self.at.open().await?;
        let token = deployment
            .desk()
            .create_token(
                &self.name,
                &rights(&self.role, self.district),
                &Actor::command_line(),
            )
            .await?;
        Ok(print(&token)?)
    }
}

impl List {
    async fn run(self) -> Result<(), Failure> {
        let tokens = self.at.open_existing().await?.store.tokens().await?;
        if !self.json {
            print(&table_row([
                "ID",
                "CREATED",
                "REVOKED",
                "ROLES",
                "DISTRICTS",
                "NAME",
            ]))?;
        }
        for token in &tokens {
            print(&if self.json { json(token)? } else { row(token) })?;
        }
        Ok(())
    }
}

impl Revoke {
    async fn run(self) -> Result<(), Failure> {
        let deployment = self.at.open_existing().await?;
        let by = Actor::command_line();
        if deployment.store.revoke_token(self.id, &by, System.now()).await? {
            Ok(())
        } else {
            Err(Failure::Found(format!(
                "there is no token {}; see `token list`",
                self.id
            )))
        }
    }
}

fn json(token: &Token) -> Result<String, Failure> {
    let line = Line {
        id: token.id,
        name: &token.name,
        rights: (&token.rights).into(),
        created_at: token.created_at,
        revoked_at: token.revoked_at,
    };
    serde_json::to_string(&line).map_err(|error| Failure::Io(error.into()))
}

fn row(token: &Token) -> String {
    let revoked = token
        .revoked_at
        .map_or_else(|| "-".to_owned(), |at| at.to_string());
    table_row([
        &token.id.to_string(),
        &token.created_at.to_string(),
        &revoked,
        &token.rights.roles.to_string(),
        &districts_words(&token.rights),
        &token.name,
    ])
}

/// What has no fixed width comes last.
fn table_row([id, created, revoked, roles, districts, name]: [&str; 6]) -> String {
    format!("{id:<36}  {created:<24}  {revoked:<24}  {roles:<42}  {districts:<12}  {name}")
}
