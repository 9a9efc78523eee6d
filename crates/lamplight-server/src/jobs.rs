//! What the server does by itself, again and again. Of several instances one does it at a time: the store leads
//! each chunk of work by a lock, and a chunk that another instance has done leaves nothing to do.

use std::sync::Arc;
use std::time::Duration;

use lamplight_protocol::area::Area;
use lamplight_protocol::limits::{DAY_MS, PATROL_KEPT_MS};
use lamplight_store::model::{Channel, Forgetting};
use lamplight_store::{Store, StoreError};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::audit;
use crate::figures;
use crate::live::Hub;
use crate::media::Media;
use crate::metrics::Metrics;
use crate::platform::{Clock, Entropy};
use crate::presence::Presence;
use crate::retention::Retention;
use crate::risk::{Risk, Run, Standing};

/// How often the audit's tail is chained, in milliseconds: so that a row is chained within about a second.
const CHAIN_EVERY_MS: u64 = 500;
/// How often alerts that are due are looked for, in milliseconds: so late one may go out.
const SEND_EVERY_MS: u64 = 1_000;
/// Alerts that are sent in one look.
const ALERTS_A_LOOK: u32 = 20;
/// How often it is looked whether anything has begun to wait too long, in milliseconds: a minute.
const REMIND_EVERY_MS: u64 = 60_000;
/// How often what is past keeping is looked for, in milliseconds: an hour. What is kept for years need not go on
/// the day.
const PRUNE_EVERY_MS: u64 = 60 * 60 * 1_000;
/// How often it is looked whether a map of risk or a back-test is due, in milliseconds: ten minutes, so soon is one made
/// after an import.
const ANALYSE_EVERY_MS: u64 = 10 * 60 * 1_000;
/// How often it is looked whether a month is to be told, in milliseconds: an hour, so that a server that was down that
/// night tells it the next morning.
const TELL_EVERY_MS: u64 = 60 * 60 * 1_000;
/// How long after an event the server knows which devices said that somebody comes, in milliseconds: a week, so that
/// a late answer still counts. After that it knows how many.
const RSVPS_KEPT_MS: i64 = 7 * DAY_MS;
/// How long a map of risk is kept that none followed, and a trial that never began: as long as the reports behind it.
const FINDINGS_KEPT_MS: i64 = 90 * DAY_MS;
/// How long what came of a trial is told: as what is told of months.
const TRIALS_KEPT_MS: i64 = 5 * 365 * DAY_MS;
/// Reports that are forgotten in one transaction: each has rows in many tables.
const FORGET_REPORTS: u32 = 50;
/// Plans of walks that are forgotten in one transaction: each has up to 500 entries of its log.
const FORGET_PATROLS: u32 = 50;
/// Rows that are dropped in one transaction: a long one would hold back the journal of PostgreSQL, and the one
/// writer of SQLite.
const PRUNE_ROWS: u32 = 500;

/// What the jobs work with.
#[derive(Clone)]
pub(crate) struct Jobs {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) retention: Retention,
    pub(crate) risk: Arc<Risk>,
    pub(crate) hub: Arc<Hub>,
    pub(crate) media: Arc<Media>,
    /// The place of which months are told.
    pub(crate) area: Arc<Area>,
    /// The name under which alerts are sent.
    pub(crate) sender: String,
    /// Knows whether a console is open.
    pub(crate) presence: Arc<Presence>,
    /// By which ways people are reminded.
    pub(crate) channels: Vec<Channel>,
}

impl Jobs {
    /// Begins all of them. Each ends when it is told to.
    pub(crate) fn begin(&self, end: &CancellationToken) -> [JoinHandle<()>; 6] {
        [
            tokio::spawn(self.clone().chain_audit(end.clone())),
            tokio::spawn(self.clone().send_due(end.clone())),
            tokio::spawn(self.clone().remind(end.clone())),
            tokio::spawn(self.clone().prune(end.clone())),
            tokio::spawn(self.clone().analyse(end.clone())),
            tokio::spawn(self.clone().tell(end.clone())),
        ]
    }

    /// Chains the audit's tail until told to end.
    async fn chain_audit(self, end: CancellationToken) {
        while !end.is_cancelled() {
            self.report("chain_audit", audit::chain(self.store.as_ref()).await);
            pause(&end, CHAIN_EVERY_MS).await;
        }
    }

    /// Sends alerts when their time comes until told to end.
    async fn send_due(self, end: CancellationToken) {
        while !end.is_cancelled() {
            self.report("send_due_alerts", self.send_due_alerts().await);
            pause(&end, SEND_EVERY_MS).await;
        }
    }

    /// Has people reminded of what waits too long until told to end.
    async fn remind(self, end: CancellationToken) {
        while !end.is_cancelled() {
            self.report("remind", self.make_reminder().await);
            pause(&end, REMIND_EVERY_MS).await;
        }
    }

    /// Drops what is past keeping until told to end.
    async fn prune(self, end: CancellationToken) {
        while !end.is_cancelled() {
            self.report("prune_audit", self.prune_audit(&end).await);
            self.report("forget", self.forget(&end).await);
            self.report("forget_incidents", self.forget_incidents(&end).await);
            self.report("forget_findings", self.forget_findings().await);
            pause(&end, PRUNE_EVERY_MS).await;
        }
    }

    /// Makes back-tests and maps of risk, and measures trials, until told to end; none where they are not wanted.
    async fn analyse(self, end: CancellationToken) {
        if self.risk.standing() != Standing::On {
            return;
        }
        while !end.is_cancelled() {
            // In this order: by the back-test it is decided how the map is made.
            self.report("back_test", self.risk.back_test(&self.run(&end)).await);
            self.report("risk_map", self.risk.map(&self.run(&end)).await);
            self.report("measure_trials", self.risk.measure_trials(&self.run(&end)).await);
            pause(&end, ANALYSE_EVERY_MS).await;
        }
    }

    /// What a run of the analysis works with, now.
    pub(crate) fn run<'a>(&'a self, end: &'a CancellationToken) -> Run<'a> {
        Run {
            store: self.store.as_ref(),
            entropy: self.entropy.as_ref(),
            retention: self.retention,
            now: self.clock.now(),
            end,
        }
    }

    /// Tells everybody of months that are over until told to end.
    async fn tell(self, end: CancellationToken) {
        while !end.is_cancelled() {
            self.report("tell_months", self.tell_months().await);
            pause(&end, TELL_EVERY_MS).await;
        }
    }

    /// What fails is tried again when its time comes.
    fn report(&self, job: &'static str, outcome: Result<(), StoreError>) {
        match outcome {
            Ok(()) => self.metrics.job_done(job, self.clock.now()),
            Err(error) => {
                self.metrics.retry(job);
                tracing::error!(job, %error, "a job is left for later");
            }
        }
    }

    /// Sends the alerts whose time has come. What is not sent stays due.
    pub(crate) async fn send_due_alerts(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        for due in self.store.due_alerts(now, ALERTS_A_LOOK).await? {
            if self.store.send_due_alert(due.id, &self.sender, now).await? {
                self.hub.ring_doorbell();
            }
        }
        Ok(())
    }

    /// Counts what people are to be reminded of, while nobody has a console open: who has one sees it there.
    pub(crate) async fn make_reminder(&self) -> Result<(), StoreError> {
        if self.channels.is_empty() {
            return Ok(());
        }
        self.presence.beat().await?;
        if !self.presence.console_is_open() {
            self.store.make_reminder(&self.channels, self.clock.now()).await?;
        }
        Ok(())
    }

    /// Tells of the months whose time has come.
    pub(crate) async fn tell_months(&self) -> Result<(), StoreError> {
        let told = figures::tell_due(self.store.as_ref(), &self.area, self.clock.now()).await?;
        if told > 0 {
            tracing::info!(months = told, "figures are told");
        }
        Ok(())
    }

    async fn prune_audit(&self, end: &CancellationToken) -> Result<(), StoreError> {
        let now = self.clock.now();
        let since = self.retention.audit_since(now);
        while !end.is_cancelled() && self.store.prune_audit(since, now, PRUNE_ROWS).await? == Some(PRUNE_ROWS)
        {
        }
        Ok(())
    }

    pub(crate) async fn forget_incidents(&self, end: &CancellationToken) -> Result<(), StoreError> {
        let before = self.retention.incidents_since(self.clock.now());
        while !end.is_cancelled()
            && self.store.forget_incidents(before, PRUNE_ROWS).await? == u64::from(PRUNE_ROWS)
        {}
        Ok(())
    }

    /// Forgets maps of risk and back-tests, also where no more are made, and trials.
    pub(crate) async fn forget_findings(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let findings_before = now.plus_millis(-FINDINGS_KEPT_MS);
        self.store.forget_results(findings_before).await?;
        let trials_before = now.plus_millis(-TRIALS_KEPT_MS);
        self.store.forget_trials(trials_before, findings_before).await
    }

    pub(crate) async fn forget(&self, end: &CancellationToken) -> Result<(), StoreError> {
        let now = self.clock.now();
        let cutoffs = self.retention.cutoffs(now);
        self.store.forget_rsvps(now.plus_millis(-RSVPS_KEPT_MS)).await?;
        self.forget_patrols(end).await?;
        while !end.is_cancelled() {
            let reports = self
                .store
                .forget(Forgetting::Reports, &cutoffs, now, FORGET_REPORTS)
                .await?;
            let photos = self
                .store
                .forget(Forgetting::Photos, &cutoffs, now, FORGET_REPORTS)
                .await?;
            if reports.max(photos).is_some_and(|forgotten| forgotten > 0) {
                // Readers are to hear of it, and the photos' bytes are to be deleted.
                self.hub.ring_doorbell();
                self.media.ring();
            }
            if reports != Some(FORGET_REPORTS) && photos != Some(FORGET_REPORTS) {
                break;
            }
        }
        Ok(())
    }

    async fn forget_patrols(&self, end: &CancellationToken) -> Result<(), StoreError> {
        let before = self.clock.now().plus_millis(-PATROL_KEPT_MS);
        while !end.is_cancelled()
            && self.store.forget_patrols(before, FORGET_PATROLS).await? == Some(FORGET_PATROLS)
        {}
        Ok(())
    }
}

async fn pause(end: &CancellationToken, ms: u64) {
    tokio::select! {
        () = end.cancelled() => {}
        () = tokio::time::sleep(Duration::from_millis(ms)) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::{World, photo};

    #[tokio::test]
    async fn monitoring_hears_when_a_job_last_went_through_and_how_often_it_failed() {
        let world = World::new().await;
        let jobs = world.jobs(Retention::default());
        jobs.report("prune_audit", Ok(()));
        world.pass(DAY_MS);
        jobs.report("prune_audit", Err(StoreError::CursorExpired));
        let done_at = (world.now().as_millis() - DAY_MS) / 1_000;
        let told = jobs.metrics.written();
        for line in [
            format!("lamplight_job_done_time_seconds{{job=\"prune_audit\"}} {done_at}"),
            "lamplight_retries_total{job=\"prune_audit\"} 1".to_owned(),
        ] {
            assert!(told.contains(&line), "{line} is not in {told}");
        }
    }

    #[tokio::test]
    async fn every_job_tells_monitoring_that_it_went_through() {
        let world = World::new().await;
        let jobs = world.jobs(Retention::default());
        let end = CancellationToken::new();
        let begun = jobs.begin(&end);
        for job in [
            "chain_audit",
            "send_due_alerts",
            "remind",
            "prune_audit",
            "forget",
            "forget_incidents",
            "tell_months",
        ] {
            let line = format!("lamplight_job_done_time_seconds{{job=\"{job}\"}}");
            while !jobs.metrics.written().contains(&line) {
                tokio::task::yield_now().await;
            }
        }
        end.cancel();
        for job in begun {
            job.await.unwrap();
        }
    }

    #[tokio::test]
    async fn rows_of_the_audit_go_after_as_many_days_as_the_settings_say() {
        let world = World::new().await;
        world.token().await;
        world.pass(10 * DAY_MS);
        world.token().await;
        audit::chain(world.store()).await.unwrap();
        let jobs = |audit_days| {
            world.jobs(Retention {
                audit_days,
                ..Retention::default()
            })
        };
        let end = CancellationToken::new();
        for (audit_days, kept) in [(730, 2), (10, 2), (9, 1)] {
            jobs(audit_days).prune_audit(&end).await.unwrap();
            let rows = world.store().audit_after(0, 9).await.unwrap();
            assert_eq!(rows.len(), kept, "{audit_days}");
        }
        let finding = world.store().verify_audit(None).await.unwrap();
        assert!(finding.problems.is_empty(), "{:?}", finding.problems);
    }

    #[tokio::test]
    async fn a_report_is_forgotten_after_its_time_with_the_bytes_of_its_photos() {
        let world = World::new().await;
        let token = world.token().await;
        let ana = world.resident();
        ana.reports_with_photos(&[&photo()]).await.done();
        ana.sends(&photo()).await.done();
        world.work_photos().await;
        let path = format!("/v1/staff/reports/{}", ana.id);
        let read = async || world.call("GET", &path).bearer(&token).send().await;
        let ends = json!({ "revision": 1, "to": "closed", "ending": { "reason": "not_ours" } });
        let end_path = format!("{path}/status/{}", world.operation());
        let ended = world.call("PUT", &end_path).bearer(&token).json(&ends);
        ended.send().await.done();
        let kept_until = world.now().plus_millis(90 * DAY_MS);
        assert_eq!(read().await.json()["kept_until"], json!(kept_until));

        let jobs = world.jobs(Retention::default());
        let end = CancellationToken::new();
        for (days, photo, objects) in [(30, "ready", 2), (1, "removed", 0)] {
            world.pass(days * DAY_MS);
            jobs.forget(&end).await.unwrap();
            world.work_photos().await;
            assert_eq!(read().await.json()["photos"][0]["state"], photo, "{days}");
            assert_eq!(world.objects(), objects, "{days}");
        }
        world.pass(60 * DAY_MS);
        jobs.forget(&end).await.unwrap();
        read().await.is_refused(404, "not_found");
        let body = json!({ "threads": [ana.key()] });
        let told = world.call("POST", "/v1/threads/changes").json(&body).send().await;
        assert_eq!(told.json()["threads"][0]["state"], "erased");
    }
}
