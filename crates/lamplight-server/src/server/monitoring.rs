//! The listener of the metrics, beside the one for everybody.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::accept::{self, Bounds};
use crate::error::StartError;
use crate::ingress::{Ingress, Way};
use crate::peer::Networks;
use crate::{Deps, monitoring};

/// Connections of monitoring at once.
const CONNECTIONS_MAX: usize = 16;

/// An address on which monitoring is served.
pub(super) struct Monitoring {
    listener: TcpListener,
    ingress: Ingress,
    address: SocketAddr,
}

impl Monitoring {
    /// Binds it. It speaks plain HTTP, for which whoever asks for another address than this machine's has asked.
    pub(super) async fn listen_on(address: SocketAddr) -> Result<Self, StartError> {
        let unreachable = |source| StartError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(unreachable)?;
        let way = Way {
            plain_http: true,
            ..Way::default()
        };
        Ok(Self {
            ingress: Ingress::open(&way, address)?,
            address: listener.local_addr().map_err(unreachable)?,
            listener,
        })
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `drain` is cancelled.
    pub(super) async fn serve(self, deps: Arc<Deps>, drain: CancellationToken) {
        let bounds = Bounds {
            connections_max: CONNECTIONS_MAX,
            unlimited: Networks::loopback(),
        };
        accept::serve(
            self.listener,
            Arc::new(self.ingress),
            monitoring(deps),
            bounds,
            drain,
        )
        .await;
    }
}
