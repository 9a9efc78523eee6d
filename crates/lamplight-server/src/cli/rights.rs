//! `--role` and `--district`, which several commands take.

use std::collections::BTreeSet;

use clap::ValueEnum;
use lamplight_store::model::{self, Districts, Rights};
use serde::Serialize;

/// A role, or several at once.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum RoleWord {
    /// Takes reports in and hands them out
    Dispatcher,
    /// Goes out to them
    Officer,
    /// Looks after people: the reports about wellbeing
    Responder,
    /// Publishes alerts and events
    Publisher,
    /// Invites people and gives them their rights; sees no report by that
    Admin,
    /// The first four: everything but inviting others
    Staff,
}

impl RoleWord {
    fn roles(self) -> &'static [model::Role] {
        use model::Role::{Admin, Dispatcher, Officer, Publisher, Responder};
        match self {
            Self::Dispatcher => &[Dispatcher],
            Self::Officer => &[Officer],
            Self::Responder => &[Responder],
            Self::Publisher => &[Publisher],
            Self::Admin => &[Admin],
            Self::Staff => &[Dispatcher, Officer, Responder, Publisher],
        }
    }
}

/// What `--role` and `--district` say together. Without districts, it is all of them.
pub(super) fn rights(words: &[RoleWord], districts: Option<Vec<String>>) -> Rights {
    Rights {
        roles: words.iter().flat_map(|word| word.roles()).copied().collect(),
        districts: match districts {
            None => Districts::All,
            Some(ids) => Districts::Only(ids.into_iter().collect()),
        },
    }
}

/// Rights as a list's line of JSON has them. `districts` is null for all.
#[derive(Serialize)]
pub(super) struct RightsLine<'a> {
    roles: &'a model::Roles,
    districts: Option<&'a BTreeSet<String>>,
}

impl<'a> From<&'a Rights> for RightsLine<'a> {
    fn from(rights: &'a Rights) -> Self {
        Self {
            roles: &rights.roles,
            districts: rights.districts.ids(),
        }
    }
}

/// The districts as the lists show them.
pub(super) fn districts_words(rights: &Rights) -> String {
    match rights.districts.ids() {
        None => "all".to_owned(),
        Some(ids) => ids.iter().map(String::as_str).collect::<Vec<_>>().join(","),
    }
}
