//! A server that speaks TLS by itself.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::deployment::Deployment;

/// Puts a certificate for `localhost` and its key there.
fn renew(certificate: &Path, key: &Path) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(certificate, made.cert.pem()).unwrap();
    std::fs::write(key, made.signing_key.serialize_pem()).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(key, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// Makes a call as one who trusts this certificate alone; none when the server shows another.
fn call(address: SocketAddr, trusted: &Path, request: &str) -> Option<String> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(trusted).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(client, TcpStream::connect(address).unwrap());
    let request = format!("{request}host: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn people_sign_in_through_tls_with_a_cookie_that_is_bound_to_it() {
    let deployment = Deployment::new();
    let (certificate, key) = (deployment.path("certificate.pem"), deployment.path("key.pem"));
    renew(&certificate, &key);
    let server = deployment.serve_secured(&certificate, &key);
    let link = deployment.done(&["staff", "link", "--name", "Ana"]);
    assert!(
        link.starts_with(&format!("https://{}/console/", server.address)),
        "{link}"
    );
    let path = link.trim_end().split_once("/console").unwrap().1;
    let press =
        format!("POST /console{path} HTTP/1.1\r\nsec-fetch-site: same-origin\r\ncontent-length: 0\r\n");
    let pressed = call(server.address, &certificate, &press).unwrap();
    assert!(pressed.starts_with("HTTP/1.1 303"), "{pressed}");
    assert!(
        pressed.contains("strict-transport-security: max-age=31536000\r\n"),
        "{pressed}"
    );
    let cookie = pressed
        .split_once("set-cookie: ")
        .unwrap()
        .1
        .split(';')
        .next()
        .unwrap();
    assert!(cookie.starts_with("__Host-lamplight_session="), "{cookie}");
    let me = format!("GET /v1/staff/me HTTP/1.1\r\ncookie: {cookie}\r\n");
    assert!(
        call(server.address, &certificate, &me)
            .unwrap()
            .contains("\"name\":\"Ana\"")
    );
}

#[cfg(unix)]
#[test]
fn a_certificate_is_renewed_by_a_signal_and_a_broken_one_is_not_taken() {
    let deployment = Deployment::new();
    let (certificate, key) = (deployment.path("certificate.pem"), deployment.path("key.pem"));
    renew(&certificate, &key);
    let first = deployment.path("first.pem");
    std::fs::copy(&certificate, &first).unwrap();
    let server = deployment.serve_secured(&certificate, &key);
    let ready = |trusted: &Path| call(server.address, trusted, "GET /health/ready HTTP/1.1\r\n").is_some();
    assert!(ready(&first));

    std::fs::write(&certificate, "no PEM").unwrap();
    server.signal("HUP");
    assert!(ready(&first));
    renew(&certificate, &key);
    server.signal("HUP");
    let begun = Instant::now();
    while !ready(&certificate) {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "the new certificate was never used"
        );
    }
    assert!(!ready(&first));
    let (code, log) = server.terminate();
    assert_eq!(code, 0, "{log}");
    assert!(log.contains("the certificate was renewed"), "{log}");
}
