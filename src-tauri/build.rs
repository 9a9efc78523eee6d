//! Names every command to Tauri, so that a window may call only what its capability file allows.

include!("src/commands/list.rs");

macro_rules! names {
    ($($command:ident),* $(,)?) => {
        &[$(stringify!($command)),*]
    };
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/commands/list.rs");
    let commands = tauri_build::AppManifest::new().commands(commands!(names));
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
