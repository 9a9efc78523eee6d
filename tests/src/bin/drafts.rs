//! A resident who thinks reports over, as a process of its own: begins drafts, takes photos into them, hands
//! them in and syncs. What it leaves on the disk is what the app leaves.

use std::path::PathBuf;

use anyhow::ensure;
use clap::Parser;
use lamplight_protocol::limits::PHOTOS_PER_REPORT_MAX;
use lamplight_protocol::report::Category;
use lamplight_resident::view::Outbox;
use lamplight_resident::{Config, Core, Platform};
use lamplight_tests::device::vandalism;

#[derive(Debug, Parser)]
struct Arguments {
    /// The folder for reports and drafts.
    #[arg(long)]
    data: PathBuf,
    /// The patrol's server.
    #[arg(long)]
    server: String,
    /// The photos: as many to a draft as fit.
    photos: Vec<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let config = Config {
        data_dir: arguments.data,
        server_url: Some(arguments.server),
        undo_hold_ms: 0,
    };
    let core = Core::open(config, Platform::system())?;
    for photos in arguments.photos.chunks(PHOTOS_PER_REPORT_MAX) {
        let draft = core.start_draft(Category::Vandalism)?;
        core.save_draft(draft.id, &vandalism("Thought over"))?;
        for photo in photos {
            core.attach_photo(draft.id, &std::fs::read(photo)?)?;
        }
        core.submit_draft(draft.id)?;
    }
    let left = core.sync_once().await?;
    ensure!(left == Outbox::default(), "{left:?} is left");
    Ok(())
}
