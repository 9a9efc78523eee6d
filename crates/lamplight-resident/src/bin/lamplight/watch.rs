//! `lamplight sync --watch`: one line for each change. The core says only that something changed, so this
//! keeps what it has printed and compares.

use std::collections::HashMap;

use lamplight_protocol::ids::{AlertId, EventId, ReportId};
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{Author, EntryContent};
use lamplight_resident::Core;
use lamplight_resident::view::{Attention, Change, Delivery, MyEvent, MyReport, Scope};
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::failure::Failure;
use crate::output::Output;
use crate::words;

/// What was printed, or was there before.
pub(crate) struct Watch {
    changes: Receiver<Change>,
    reports: HashMap<ReportId, ReportState>,
    /// The newest entry of each thread.
    entries: HashMap<ReportId, u32>,
    alerts: HashMap<AlertId, u32>,
    events: HashMap<EventId, u32>,
}

#[derive(PartialEq)]
struct ReportState {
    delivery: Delivery,
    status: Option<Status>,
    attention: Option<Attention>,
    call_instead: bool,
}

impl ReportState {
    fn of(report: &MyReport) -> Self {
        Self {
            delivery: report.delivery,
            status: report.status,
            attention: report.attention.clone(),
            call_instead: report.call_instead,
        }
    }
}

impl Watch {
    /// Learns what is there already, which is not printed.
    pub(crate) fn start(core: &Core) -> Result<Self, Failure> {
        // Before the first look, so that nothing falls between the two.
        let changes = core.changes();
        let mut watch = Self {
            changes,
            reports: HashMap::new(),
            entries: HashMap::new(),
            alerts: HashMap::new(),
            events: HashMap::new(),
        };
        for report in core.reports()? {
            watch.reports.insert(report.id, ReportState::of(&report));
            let newest = core.thread(report.id)?.and_then(|thread| {
                let newest = thread.entries.last()?;
                Some(newest.revision)
            });
            watch.entries.insert(report.id, newest.unwrap_or(0));
        }
        watch.alerts = core
            .alerts()?
            .iter()
            .map(|alert| (alert.id, alert.revision))
            .collect();
        watch.events = core
            .events()?
            .iter()
            .map(|mine| (mine.event.id, mine.event.revision))
            .collect();
        Ok(watch)
    }

    /// Prints changes until the core is gone.
    pub(crate) async fn print_changes(mut self, core: &Core, output: Output) -> Result<(), Failure> {
        loop {
            match self.changes.recv().await {
                Ok(change) => match change.scope {
                    Scope::Reports => self.print_reports(core, output)?,
                    Scope::Alerts => self.print_alerts(core, output)?,
                    Scope::Events => self.print_events(core, output)?,
                    Scope::News | Scope::Map | Scope::Area | Scope::Connection | Scope::Settings => {}
                },
                Err(RecvError::Lagged(_)) => {
                    self.print_reports(core, output)?;
                    self.print_alerts(core, output)?;
                    self.print_events(core, output)?;
                }
                Err(RecvError::Closed) => return Ok(()),
            }
        }
    }

    fn print_reports(&mut self, core: &Core, output: Output) -> Result<(), Failure> {
        for report in core.reports()? {
            let state = ReportState::of(&report);
            if self.reports.get(&report.id) != Some(&state) {
                let line = json!({ "kind": "report", "report": report });
                output.answer(&line, || words::report(&report));
                self.reports.insert(report.id, state);
            }
            if report.unread > 0 {
                self.print_messages(core, output, report.id)?;
            }
        }
        Ok(())
    }

    fn print_messages(&mut self, core: &Core, output: Output, id: ReportId) -> Result<(), Failure> {
        let Some(thread) = core.thread(id)? else {
            return Ok(());
        };
        let printed = self.entries.entry(id).or_insert(0);
        for entry in thread.entries.iter().filter(|entry| entry.revision > *printed) {
            if let EntryContent::Message {
                from: Author::Patrol, ..
            } = entry.content
            {
                let line = json!({ "kind": "message", "report_id": id, "entry": entry });
                output.answer(&line, || words::entry(entry));
            }
        }
        if let Some(newest) = thread.entries.last() {
            *printed = newest.revision;
        }
        Ok(())
    }

    fn print_alerts(&mut self, core: &Core, output: Output) -> Result<(), Failure> {
        for alert in core.alerts()? {
            if self.alerts.insert(alert.id, alert.revision) != Some(alert.revision) {
                let line = json!({ "kind": "alert", "alert": alert });
                output.answer(&line, || words::alert(&alert));
            }
        }
        Ok(())
    }

    fn print_events(&mut self, core: &Core, output: Output) -> Result<(), Failure> {
        for MyEvent { event, .. } in core.events()? {
            if self.events.insert(event.id, event.revision) != Some(event.revision) {
                let line = json!({ "kind": "event", "event": event });
                output.answer(&line, || words::event(&event));
            }
        }
        Ok(())
    }
}
