//! Whom the server trusts when it calls others. The system says which authorities those are.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;

/// No TLS can be made: the system has no certificates to trust.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("this system has no certificates to trust; install its package of them (ca-certificates)")]
pub(crate) struct NoTrust;

/// TLS with ring, given to one client alone. Where it is not to be secure the system is not asked, so that a machine
/// without any certificates can call a program of its own.
///
/// # Errors
/// [`NoTrust`].
pub(crate) fn tls(secure: bool) -> Result<ClientConfig, NoTrust> {
    let provider: Arc<CryptoProvider> = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| NoTrust)?;
    let builder = if secure {
        builder.with_platform_verifier().map_err(|_| NoTrust)?
    } else {
        builder.with_root_certificates(RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}
