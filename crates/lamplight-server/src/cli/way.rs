//! How people reach the server, as the command line says it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use lamplight_server::error::StartError;
use lamplight_server::ingress::{TlsFiles, Way};
use lamplight_server::peer::{Networks, Proxies, ProxyHeader};

#[derive(Debug, Args)]
pub(super) struct WayIn {
    /// Speak TLS with this certificate, a PEM file with those between it and its authority. It is read anew when it
    /// changes, and at SIGHUP
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, a PEM file that not everybody may read
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// The proxies that may say for whom they speak, by network or address, with commas between them. Without TLS,
    /// only they and this machine are answered
    #[arg(long, value_name = "CIDR,...", value_delimiter = ',')]
    trusted_proxy: Vec<String>,
    /// Where they say it. A proxy must set this header, and not pass on what clients put there
    #[arg(
        long,
        value_name = "HEADER",
        default_value = "x-forwarded-for",
        requires = "trusted_proxy"
    )]
    proxy_header: HeaderWord,
    /// Speak plain HTTP with everybody: whoever sits on the way reads and changes everything
    #[arg(long, conflicts_with = "tls_cert")]
    plain_http: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum HeaderWord {
    XForwardedFor,
    Forwarded,
}

impl WayIn {
    pub(super) fn read(self) -> Result<Way, StartError> {
        let files = self.tls_cert.zip(self.tls_key);
        Ok(Way {
            tls: files.map(|(certificate, key)| TlsFiles { certificate, key }),
            proxies: Proxies {
                networks: Networks::parse(&self.trusted_proxy)?,
                header: match self.proxy_header {
                    HeaderWord::XForwardedFor => ProxyHeader::XForwardedFor,
                    HeaderWord::Forwarded => ProxyHeader::Forwarded,
                },
            },
            plain_http: self.plain_http,
        })
    }
}
