//! Reply templates.

use lamplight_protocol::api::{ReplyTemplate, TemplateRemoval, TemplateText, TemplateVersion};
use lamplight_protocol::ids::TemplateId;
use lamplight_protocol::text::Language;
use lamplight_store::model::{StaffWrite, TemplateAction, TemplateChange};

use crate::fixtures::{self, at, hash, operation_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(a_template_is_written_on_the_strength_of_a_revision,);

pub(crate) fn template(operation: u32, action: TemplateAction) -> TemplateChange {
    TemplateChange {
        operation: operation_id(operation),
        id: TemplateId::from_random([1; 16]),
        body_hash: hash(operation),
        by: fixtures::person(1),
        action,
        at: at(operation.into()),
    }
}

pub(crate) fn version(revision: u32, text: &str) -> TemplateVersion {
    TemplateVersion {
        revision,
        name: "Thanks".into(),
        texts: vec![TemplateText {
            language: Language::english(),
            text: text.into(),
        }],
    }
}

async fn a_template_is_written_on_the_strength_of_a_revision(home: Home) {
    let store = home.open().await;
    let write =
        |operation, revision, text| template(operation, TemplateAction::Write(version(revision, text)));
    let change = |change: TemplateChange| {
        let store = &store;
        async move { store.change_template(&change).await.unwrap() }
    };
    let made = |revision, repeated| StaffWrite::Done { revision, repeated };
    assert_eq!(change(write(1, 1, "Thanks")).await, StaffWrite::NotFound);
    assert_eq!(change(write(2, 0, "Thanks")).await, made(1, false));
    assert_eq!(change(write(2, 0, "Thanks")).await, made(1, true));
    assert_eq!(
        change(write(3, 0, "Hello")).await,
        StaffWrite::ChangedMeanwhile(1)
    );
    assert_eq!(change(write(4, 1, "Many thanks")).await, made(2, false));
    let expected = ReplyTemplate {
        id: TemplateId::from_random([1; 16]),
        revision: 2,
        name: "Thanks".into(),
        texts: version(0, "Many thanks").texts,
    };
    assert_eq!(store.templates().await.unwrap(), [expected]);
    let remove =
        |operation, revision| template(operation, TemplateAction::Remove(TemplateRemoval { revision }));
    assert_eq!(change(remove(5, 1)).await, StaffWrite::ChangedMeanwhile(2));
    assert_eq!(change(remove(6, 2)).await, made(3, false));
    assert_eq!(change(remove(6, 2)).await, made(3, true));
    assert_eq!(store.templates().await.unwrap(), []);
}
