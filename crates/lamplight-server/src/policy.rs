//! Who may do what: **the only table** of roles and actions, and the one function that reads it.
//!
//! Pure: it knows neither the store nor HTTP. A decision says over which reports somebody may act; the store
//! puts that into its statements, so that a report beyond it is not there for them.
//!
//! What a status may become, and in which capacity, is the protocol's own table
//! ([`lamplight_protocol::status`]); here is only which capacities a role gives.

use lamplight_protocol::api::ReferralTarget;
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::status::Capacity;
use lamplight_store::model::{Reach, Rights, Role, Roles};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// What somebody on the patrol's side can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$name,)+];
        }

        /// The actions as types, for handlers to name in what they take.
        pub mod to {
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy)]
                pub struct $name;

                impl super::Deed for $name {
                    const ACTION: super::Action = super::Action::$name;
                }
            )+
        }
    };
}

actions! {
    /// Be told who one is, and sign out.
    BeHere,
    /// Listen to the live stream.
    Listen,
    /// Read reports and their photos.
    ReadReports,
    /// Read what is withheld of reports: the exact place of a sensitive one, and contacts. It takes a reason.
    ReadWithheld,
    /// Answer residents, change where their reports stand, and who is in charge.
    WorkReports,
    /// Note something about a report that only staff see.
    NoteReports,
    /// Show a report to somebody else.
    ReferReports,
    /// Remove a part of a report for good.
    RedactReports,
    /// Hold a report for a legal case, and let it go.
    HoldReports,
    /// Enter a report for somebody who called.
    EnterReports,
    /// Read the reply templates.
    ReadTemplates,
    /// Write the reply templates.
    KeepTemplates,
    /// Read how the patrol does, also the numbers that are too low to be told to everybody.
    ReadFigures,
    /// Read alerts, events and news, as residents do.
    ReadPublications,
    /// Prepare alerts, send those that need nobody else, and end them.
    ProposeAlerts,
    /// Approve the loud ones as a second person, and review what went out alone. A program never may.
    ApproveAlerts,
    /// Publish, change and cancel events, publish, change and withdraw news, and send pictures for them.
    PublishEvents,
    /// Read plans of walks, with what was logged of them.
    ReadPatrols,
    /// Plan walks, and call them off.
    PlanPatrols,
    /// Plan trials, and call them off.
    PlanTrials,
    /// Change a plan of walks by hand, and log what was seen on the way.
    WalkPatrols,
    /// Invite people, give them their rights, and end their sessions.
    LookAfterPeople,
    /// Read the map of risk, and how good its forecasts were.
    ReadRisk,
    /// Read what the patrol did, and take it out.
    ReadAudit,
}

/// An action as a type.
pub trait Deed: Send + Sync {
    /// The action.
    const ACTION: Action;
}

/// How far a role takes an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Not at all.
    No,
    /// Allowed, and there is no report in it.
    Yes,
    /// Over reports that are not about wellbeing.
    Ordinary,
    /// Over reports about wellbeing.
    Wellbeing,
}

use Extent::{No, Ordinary, Wellbeing, Yes};

/// The table. Its columns are [`Role::ALL`].
///
/// An admin gives rights and needs none over reports: whoever is to have both gets both roles, and everybody
/// sees that they have them. A report about wellbeing is read by responders; by others only when it was put
/// in their charge, which [`decide`] adds, or referred to them, which lets them read it and make notes.
#[expect(clippy::match_same_arms, reason = "each action has a line of its own, or it is no table")]
#[rustfmt::skip]
fn extents(action: Action) -> [Extent; 5] {
    match action {
        //                          dispatcher officer    responder  publisher admin
        Action::BeHere           => [Yes,      Yes,       Yes,       Yes,      Yes],
        Action::Listen           => [Ordinary, Ordinary,  Wellbeing, Yes,      Yes],
        Action::ReadReports      => [Ordinary, Ordinary,  Wellbeing, No,       No],
        Action::ReadWithheld     => [Ordinary, Ordinary,  Wellbeing, No,       No],
        Action::WorkReports      => [Ordinary, Ordinary,  Wellbeing, No,       No],
        Action::NoteReports      => [Ordinary, Ordinary,  Wellbeing, No,       No],
        Action::ReferReports     => [Ordinary, Ordinary,  Wellbeing, No,       No],
        Action::RedactReports    => [Ordinary, No,        Wellbeing, No,       No],
        Action::HoldReports      => [Ordinary, No,        Wellbeing, No,       No],
        Action::EnterReports     => [Yes,      Yes,       Yes,       No,       No],
        Action::ReadTemplates    => [Yes,      Yes,       Yes,       No,       Yes],
        Action::KeepTemplates    => [No,       No,        No,        No,       Yes],
        Action::ReadFigures      => [Yes,      Yes,       No,        Yes,      Yes],
        Action::ReadPublications => [Yes,      Yes,       Yes,       Yes,      Yes],
        Action::ProposeAlerts    => [No,       No,        No,        Yes,      No],
        Action::ApproveAlerts    => [No,       No,        No,        Yes,      No],
        Action::PublishEvents    => [No,       No,        No,        Yes,      No],
        Action::ReadPatrols      => [Yes,      Yes,       No,        No,       No],
        Action::PlanPatrols      => [Yes,      No,        No,        No,       No],
        Action::PlanTrials       => [Yes,      No,        No,        No,       No],
        Action::WalkPatrols      => [Yes,      Yes,       No,        No,       No],
        Action::LookAfterPeople  => [No,       No,        No,        No,       Yes],
        Action::ReadRisk         => [Yes,      Yes,       No,        No,       No],
        Action::ReadAudit        => [No,       No,        No,        No,       Yes],
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Who.
    pub id: StaffId,
    /// With which rights.
    pub rights: &'a Rights,
}

/// Decides: over which reports this may be done, if it may be done at all. Several roles allow what any of
/// them does.
pub fn decide(subject: Subject<'_>, action: Action) -> Option<Reach> {
    let extents = extents(action);
    let theirs: Vec<Extent> = Role::ALL
        .iter()
        .zip(extents)
        .filter(|(role, extent)| subject.rights.roles.contains(**role) && *extent != No)
        .map(|(_, extent)| extent)
        .collect();
    if theirs.is_empty() {
        return None;
    }
    let (ordinary, wellbeing) = (theirs.contains(&Ordinary), theirs.contains(&Wellbeing));
    Some(Reach {
        ordinary,
        wellbeing,
        in_charge: (ordinary || wellbeing).then_some(subject.id),
        referred_to: if ordinary || wellbeing {
            referrals(subject, action)
        } else {
            Vec::new()
        },
        districts: subject.rights.districts.clone(),
    })
}

/// As whom somebody has reports referred to them. To be referred to is not to be in charge: it is for reading and
/// for notes.
fn referrals(subject: Subject<'_>, action: Action) -> Vec<ReferralTarget> {
    if !matches!(
        action,
        Action::Listen | Action::ReadReports | Action::ReadWithheld | Action::NoteReports
    ) {
        return Vec::new();
    }
    let mut targets = vec![ReferralTarget::Person { id: subject.id }];
    if subject.rights.roles.contains(Role::Responder) {
        targets.push(ReferralTarget::Responders);
    }
    targets
}

/// The capacities in which roles act on reports. The store adds that of the one in charge of a report.
pub fn capacities(roles: &Roles) -> Vec<Capacity> {
    let mut capacities = Vec::new();
    for role in roles.iter() {
        match role {
            Role::Dispatcher => capacities.extend([Capacity::Staff, Capacity::Dispatcher]),
            Role::Officer => capacities.push(Capacity::Staff),
            Role::Responder => capacities.extend([Capacity::Staff, Capacity::Responder]),
            Role::Publisher | Role::Admin => {}
        }
    }
    capacities
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::report::Category;
    use lamplight_store::model::{Belonging, Districts};
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;

    fn somebody() -> StaffId {
        StaffId::from_random([1; 16])
    }

    fn decide_for(roles: &[Role], action: Action) -> Option<Reach> {
        let rights = Rights::everywhere(roles.iter().copied());
        decide(
            Subject {
                id: somebody(),
                rights: &rights,
            },
            action,
        )
    }

    fn report(category: Category, assignee: Option<StaffId>) -> Belonging {
        Belonging {
            category,
            district: Some("harbour".into()),
            assignee,
            referred_to: Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn whoever_has_no_role_may_do_nothing(action in select(Action::ALL)) {
            prop_assert_eq!(decide_for(&[], action), None);
        }

        #[test]
        fn more_roles_never_allow_less(
            action in select(Action::ALL),
            category in select(&Category::ALL[..]),
            fewer in subsequence(Role::ALL.to_vec(), 0..=5),
            more in subsequence(Role::ALL.to_vec(), 0..=5),
        ) {
            let both: Vec<Role> = fewer.iter().chain(&more).copied().collect();
            if let Some(reach) = decide_for(&fewer, action) {
                let wider = decide_for(&both, action);
                let report = report(category, None);
                prop_assert!(wider.is_some_and(|wider| wider.covers(&report) || !reach.covers(&report)));
            }
        }

        #[test]
        fn wellbeing_is_for_responders_and_for_the_one_in_charge(
            action in select(Action::ALL),
            roles in subsequence(Role::ALL.to_vec(), 0..=5),
        ) {
            if let Some(reach) = decide_for(&roles, action) {
                let nobodys = reach.covers(&report(Category::Wellbeing, None));
                prop_assert!(!nobodys || roles.contains(&Role::Responder));
                let theirs = reach.covers(&report(Category::Wellbeing, Some(somebody())));
                prop_assert_eq!(theirs, reach.is_something());
                let other = Some(StaffId::from_random([2; 16]));
                prop_assert_eq!(reach.covers(&report(Category::Wellbeing, other)), nobodys);
            }
        }

        #[test]
        fn what_is_referred_is_read_and_noted_and_nothing_more(
            action in select(Action::ALL),
            roles in subsequence(Role::ALL.to_vec(), 0..=5),
            by_name: bool,
        ) {
            if let Some(reach) = decide_for(&roles, action) {
                let mut referred = report(Category::Wellbeing, None);
                let without = reach.covers(&referred);
                referred.referred_to = vec![if by_name {
                    ReferralTarget::Person { id: somebody() }
                } else {
                    ReferralTarget::Responders
                }];
                let reads = matches!(
                    action,
                    Action::Listen | Action::ReadReports | Action::ReadWithheld | Action::NoteReports
                );
                let theirs = reads && reach.is_something() && (by_name || roles.contains(&Role::Responder));
                prop_assert_eq!(reach.covers(&referred), without || theirs);
            }
        }

        #[test]
        fn a_district_is_never_left(
            action in select(Action::ALL),
            category in select(&Category::ALL[..]),
            roles in subsequence(Role::ALL.to_vec(), 0..=5),
        ) {
            let rights = Rights {
                roles: roles.into_iter().collect(),
                districts: Districts::Only(["mill".into()].into()),
            };
            if let Some(reach) = decide(Subject { id: somebody(), rights: &rights }, action) {
                prop_assert!(!reach.covers(&report(category, Some(somebody()))));
            }
        }
    }

    #[test]
    fn an_admin_alone_reads_no_report_and_publishes_nothing() {
        for action in [
            Action::ReadReports,
            Action::WorkReports,
            Action::ProposeAlerts,
            Action::ApproveAlerts,
            Action::PublishEvents,
        ] {
            assert_eq!(decide_for(&[Role::Admin], action), None, "{action:?}");
        }
    }
}
