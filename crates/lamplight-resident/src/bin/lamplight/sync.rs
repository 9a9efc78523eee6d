//! `lamplight sync`.

use lamplight_resident::Core;
use lamplight_resident::view::Outbox;
use serde_json::json;
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

use crate::failure::{ATTENTION, Failure, WAITING};
use crate::output::Output;
use crate::watch::Watch;
use crate::words;

/// Syncs once, and says what is left.
pub(crate) fn once(core: &Core, output: Output) -> Result<u8, Failure> {
    let outbox = runtime()?.block_on(core.sync_once())?;
    let home = core.home()?;
    let answer = json!({
        "waiting": outbox.waiting,
        "attention": outbox.attention,
        "connection": home.connection,
    });
    output.answer(&answer, || words::synced(outbox, &home));
    Ok(exit(outbox))
}

/// Finds a report that was sent from another device.
pub(crate) fn follow(core: &Core, output: Output, reference: &str, receipt: &str) -> Result<(), Failure> {
    let id = runtime()?.block_on(core.follow_report(reference, receipt))?;
    output.answer(&json!({ "id": id, "state": "followed" }), || {
        format!(
            "Report  {id}\n`lamplight sync` fetches what happened to it, and `lamplight thread` shows it."
        )
    });
    Ok(())
}

/// Syncs until somebody ends it, and prints a line for each change.
pub(crate) fn until_ended(core: &Core, output: Output) -> Result<u8, Failure> {
    // A server must be known before, as for syncing once: nobody would notice that nothing happens.
    if core.settings()?.server_url.is_none() {
        return Err(Failure::usage(
            "no server is named yet; give it once with --server URL".into(),
        ));
    }
    runtime()?.block_on(async {
        let cancel = CancellationToken::new();
        let watch = Watch::start(core)?;
        output.remark("Syncing. Ctrl-C ends it.");
        tokio::select! {
            () = core.run(cancel.clone()) => {}
            result = watch.print_changes(core, output) => result?,
            () = ended() => cancel.cancel(),
        }
        Ok::<(), Failure>(())
    })?;
    Ok(exit(core.outbox()?))
}

/// What needs a person comes first: waiting ends by itself.
fn exit(outbox: Outbox) -> u8 {
    match (outbox.waiting, outbox.attention) {
        (0, 0) => 0,
        (_, 0) => WAITING,
        (_, _) => ATTENTION,
    }
}

fn runtime() -> Result<Runtime, Failure> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| Failure::usage("this system does not let the program use the network".into()))
}

/// Until Ctrl-C, or a polite end by the system.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // An error means that nobody can end it this way; then the system ends it in its own.
    let _ = tokio::signal::ctrl_c().await;
}
