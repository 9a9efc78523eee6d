//! Databases on the PostgreSQL server that `cargo xtask` starts for tests.

use anyhow::{Context as _, ensure};
use tokio::process::Command;

use crate::patrol::random_id;

/// Names the server; its path is the database to connect to for making others.
pub const SERVER: &str = "LAMPLIGHT_TEST_POSTGRES_URL";

/// The server's address. None when nobody started one.
pub fn server() -> Option<String> {
    std::env::var(SERVER).ok()
}

/// The address of a new database on this server.
///
/// # Errors
/// When `psql` is missing, or the server refuses.
pub async fn new_database(server: &str) -> anyhow::Result<String> {
    let name = format!("lamplight_{}", random_id()?.replace('-', ""));
    ask(server, &format!("CREATE DATABASE {name}")).await?;
    let (address, _) = server.rsplit_once('/').context("an address without a database")?;
    Ok(format!("{address}/{name}"))
}

/// What a database answers to a statement: a line a row.
///
/// # Errors
/// When `psql` is missing, or the server refuses.
pub async fn ask(database: &str, statement: &str) -> anyhow::Result<String> {
    let output = Command::new("psql")
        .args([database, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
        .args(["--command", statement])
        .output()
        .await
        .context("psql is not on the path")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// What `pg_dump` writes of a database.
///
/// # Errors
/// When `pg_dump` is missing, or is of another version.
pub async fn dump(database: &str) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("pg_dump").arg(database).output().await;
    let output = output.context("pg_dump is not on the path")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}
