//! The rights of the patrol's people and programs, and the tokens of its programs.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;
use serde::{Deserialize, Serialize};

use crate::model::{Actor, Hash};

/// What somebody on the patrol's side is there for. What each role may do is for the server to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes reports in and hands them out.
    Dispatcher,
    /// Goes out to them.
    Officer,
    /// Looks after people: the reports about wellbeing.
    Responder,
    /// Speaks to all residents: alerts and events.
    Publisher,
    /// Invites people, gives them their rights and takes them back.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Dispatcher,
        Self::Officer,
        Self::Responder,
        Self::Publisher,
        Self::Admin,
    ];

    /// The name on the wire, for example `dispatcher`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dispatcher => "dispatcher",
            Self::Officer => "officer",
            Self::Responder => "responder",
            Self::Publisher => "publisher",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = Violation;

    fn from_str(name: &str) -> Result<Self, Violation> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == name)
            .ok_or_else(|| {
                let known = Self::ALL.map(Self::as_str).join(", ");
                Violation::invalid("roles", format!("has {name:?}; known are {known}"))
            })
    }
}

/// The roles of a person or a program. Without any, nothing may be done.
///
/// As a text, in the database and on the command line, their names have commas between them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(BTreeSet<Role>);

impl Roles {
    /// Whether this role is among them.
    pub fn contains(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them, in the order of [`Role::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().collect())
    }
}

impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Role::as_str).collect();
        f.write_str(&names.join(","))
    }
}

impl FromStr for Roles {
    type Err = Violation;

    fn from_str(names: &str) -> Result<Self, Violation> {
        names
            .split(',')
            .filter(|name| !name.is_empty())
            .map(str::parse)
            .collect()
    }
}

/// Of which districts somebody sees the reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Districts {
    /// Of all, and those that lie in none.
    All,
    /// Of these only, by their ids.
    Only(BTreeSet<String>),
}

impl Districts {
    /// Whether a report in this district, or in none, is among theirs.
    pub fn include(&self, district: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => district.is_some_and(|district| ids.contains(district)),
        }
    }

    /// The ids, where it is not all.
    pub fn ids(&self) -> Option<&BTreeSet<String>> {
        match self {
            Self::All => None,
            Self::Only(ids) => Some(ids),
        }
    }
}

/// What somebody may do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// What they are there for.
    pub roles: Roles,
    /// Where.
    pub districts: Districts,
}

impl Rights {
    /// These roles, in every district.
    pub fn everywhere(roles: impl IntoIterator<Item = Role>) -> Self {
        Self {
            roles: roles.into_iter().collect(),
            districts: Districts::All,
        }
    }
}

/// A service token to keep.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// Its holder, as an author of changes.
    pub id: StaffId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub rights: Rights,
    /// Keyed hash of the token.
    pub hash: Hash,
    /// Who makes it.
    pub by: Actor,
    /// When it was made.
    pub created_at: TimestampMillis,
}

/// A service token as it is listed; the token itself is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its holder, as an author of changes.
    pub id: StaffId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub rights: Rights,
    /// When it was made.
    pub created_at: TimestampMillis,
    /// When it was revoked.
    pub revoked_at: Option<TimestampMillis>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_read_back_from_their_names_in_one_order() {
        let roles: Roles = "publisher,dispatcher,publisher".parse().unwrap();
        assert_eq!(roles.to_string(), "dispatcher,publisher");
        assert_eq!(roles.to_string().parse(), Ok(roles));
        assert!("".parse::<Roles>().unwrap().is_empty());
        assert!("dispatcher,chief".parse::<Roles>().is_err());
    }

    #[test]
    fn a_name_in_a_list_is_the_name_on_the_wire() {
        for role in Role::ALL {
            let json = serde_json::to_value(role).unwrap();
            assert_eq!(json, role.as_str());
        }
    }
}
