//! What keeps the program from starting: one clear line, and exit code 2.

use crate::deployment::Deployment;

#[test]
fn a_data_folder_that_cannot_be_written() {
    let deployment = Deployment::new();
    std::fs::write(deployment.path("data"), "a file").unwrap();
    deployment
        .run(&["serve"])
        .could_not_start("cannot write to the data folder");
}

#[test]
fn a_port_in_use() {
    let deployment = Deployment::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    deployment
        .run(&["serve", "--listen", &address])
        .could_not_start("choose another with --listen");
}

#[test]
fn a_database_of_a_newer_version() {
    let deployment = Deployment::made();
    let database = rusqlite::Connection::open(deployment.path("data/lamplight.sqlite3")).unwrap();
    database
        .execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'of tomorrow', 1, x'00', 0)",
            [],
        )
        .unwrap();
    drop(database);
    deployment
        .run(&["serve"])
        .could_not_start("made by a newer version of Lamplight");
}

#[test]
fn a_lost_secrets_file_is_never_replaced() {
    let deployment = Deployment::made();
    let (secrets, elsewhere) = (deployment.path("data/secrets.toml"), deployment.path("elsewhere"));
    std::fs::rename(&secrets, &elsewhere).unwrap();
    for _ in 0..2 {
        deployment
            .run(&["serve"])
            .could_not_start("put back the file that was made with it");
        assert!(!secrets.exists());
    }
    std::fs::rename(&elsewhere, &secrets).unwrap();
    deployment.done(&["check"]);
}

#[test]
fn the_secrets_of_another_deployment() {
    let (one, other) = (Deployment::made(), Deployment::made());
    let text = |deployment: &Deployment| std::fs::read(deployment.path("data/secrets.toml")).unwrap();
    assert_ne!(text(&one), text(&other));
    std::fs::copy(other.path("data/secrets.toml"), one.path("data/secrets.toml")).unwrap();
    one.run(&["serve"])
        .could_not_start("the secrets file does not belong to this database");
}

#[cfg(unix)]
#[test]
fn secrets_that_others_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let deployment = Deployment::made();
    let secrets = deployment.path("data/secrets.toml");
    let mode = || std::fs::metadata(&secrets).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    std::fs::set_permissions(&secrets, std::fs::Permissions::from_mode(0o644)).unwrap();
    deployment.run(&["serve"]).could_not_start("chmod 600");
}

#[test]
fn a_folder_in_which_nobody_has_served() {
    let deployment = Deployment::new();
    let id = "6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a11";
    for words in [
        &["check"][..],
        &["restore"],
        &["export", "reports"],
        &["token", "list"],
        &["token", "revoke", id],
        &["staff", "list"],
        &["staff", "revoke", "Ana"],
    ] {
        deployment.run(words).could_not_start("no deployment here: ");
        assert!(!deployment.path("data").exists(), "{words:?} made one");
    }
    // Secrets alone are none either: the database that belongs to them is gone.
    let deployment = Deployment::made();
    std::fs::remove_file(deployment.path("data/lamplight.sqlite3")).unwrap();
    deployment
        .run(&["check"])
        .could_not_start("lamplight-server serve --data");
    assert!(!deployment.path("data/lamplight.sqlite3").exists());
}

#[test]
fn a_settings_file_or_an_area_that_does_not_read() {
    let deployment = Deployment::new();
    let config = deployment.path("config.toml");
    for (text, because) in [
        ("colour = 'red'", "line 1: unknown field `colour`"),
        ("area = 'missing.json'", "missing.json"),
        ("area = 'config.toml'", "expected value at line 1"),
    ] {
        std::fs::write(&config, text).unwrap();
        let ended = deployment.run(&["serve", "--config", config.to_str().unwrap()]);
        ended.could_not_start(because);
    }
}

#[test]
fn a_database_or_a_public_address_that_is_none() {
    let deployment = Deployment::new();
    deployment
        .run(&["serve", "--public-url", "patrol"])
        .could_not_start("is not a public address");
    let ended = deployment.run(&["serve", "--database-url", "mysql://x"]);
    assert_eq!((ended.code, ended.stderr.lines().count()), (2, 1), "{ended:?}");
}

#[test]
fn a_bucket_that_cannot_be_used() {
    let deployment = Deployment::made();
    let keys = deployment.keys("access_key_id = 'planted-id'\nsecret_access_key = 'planted-key'");
    let config = deployment.path("config.toml");
    std::fs::write(
        &config,
        "[media]\nurl = 's3://lamplight'\nendpoint = 'https://127.0.0.1:9'",
    )
    .unwrap();
    let config = ["--config", config.to_str().unwrap()];
    let bucket = ["--media-url", "s3://lamplight"];
    let keys = ["--media-credentials", keys.to_str().unwrap()];
    let elsewhere = ["--media-endpoint", "http://s3.example.org"];
    let nowhere = ["--media-endpoint", "http://127.0.0.1:9"];
    for (words, because) in [
        (vec!["--media-url", "lamplight"], "expected something like s3://"),
        (elsewhere.to_vec(), "which bucket?"),
        (bucket.to_vec(), "set AWS_ACCESS_KEY_ID"),
        (config.to_vec(), "set AWS_ACCESS_KEY_ID"),
        ([bucket, keys, elsewhere].concat(), "--media-plain-http"),
        (
            [bucket, keys, nowhere].concat(),
            "s3://lamplight at http://127.0.0.1:9: nobody answers",
        ),
        (
            [config, keys].concat(),
            "s3://lamplight at https://127.0.0.1:9: nobody answers",
        ),
    ] {
        let backup = deployment.path("backup");
        let backup = ["backup", "--to", backup.to_str().unwrap()];
        deployment
            .run(&[&["serve"][..], &words].concat())
            .could_not_start(because);
        deployment
            .run(&[&["restore"][..], &words].concat())
            .could_not_start(because);
        deployment
            .run(&[&backup[..], &words].concat())
            .could_not_start(because);
    }
    let all = [&["serve"][..], &bucket, &keys, &nowhere].concat();
    let told = deployment
        .command(&all)
        .env("RUST_LOG", "trace")
        .output()
        .unwrap();
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("127.0.0.1:9"), "{told}");
    assert!(!told.contains("planted"), "{told}");
}

#[test]
fn a_way_in_that_is_not_safe() {
    let deployment = Deployment::new();
    let missing = deployment.path("missing.pem");
    let missing = missing.to_str().unwrap();
    for (words, because) in [
        (&["--listen", "0.0.0.0:0"][..], "--plain-http"),
        (&["--trusted-proxy", "proxy.example.org"], "is no network"),
        (
            &["--tls-cert", missing, "--tls-key", missing],
            "missing.pem: No such file",
        ),
    ] {
        deployment
            .run(&[&["serve"], words].concat())
            .could_not_start(because);
    }
}

#[test]
fn words_that_make_no_sense() {
    let deployment = Deployment::new();
    for words in [
        &["serve", "--listen", "here"][..],
        &["token", "create", "--role", "king", "--name", "x"],
        &["token", "create", "--role", "staff", "--name", " "],
        &["juggle"],
    ] {
        let ended = deployment.run(words);
        assert_eq!(
            (ended.code, ended.stdout.as_str()),
            (2, ""),
            "{words:?}: {ended:?}"
        );
    }
}
