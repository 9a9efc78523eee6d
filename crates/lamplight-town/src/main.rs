//! Writes the demo's town: `town --seed 7 --out DIR` makes `DIR/area.json` and `DIR/area.pmtiles`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use lamplight_town::{AREA_JSON, Town};

/// Makes the fictional town of the demo.
#[derive(Parser)]
struct Options {
    /// Which town: the same number gives the same town
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Into which folder; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let Options { seed, out } = Options::parse();
    std::fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let pack = Town::grow(seed)?.pack()?;
    for (name, bytes) in [("area.json", AREA_JSON.as_bytes()), ("area.pmtiles", &pack)] {
        let path = out.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
