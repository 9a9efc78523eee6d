//! What the kernel does for a connection by itself.

use std::io;
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::TcpStream;

/// When a silent peer is asked whether it is still there, and how often then, in milliseconds.
const KEEPALIVE_AFTER_MS: u64 = 30_000;
const KEEPALIVE_EVERY_MS: u64 = 10_000;

/// Asks the kernel for it.
pub(super) fn settle(stream: &TcpStream, unread_max: Duration) -> io::Result<()> {
    let socket = SockRef::from(stream);
    // Frames are small and each is wanted at once.
    socket.set_tcp_nodelay(true)?;
    let keepalive = TcpKeepalive::new()
        .with_time(Duration::from_millis(KEEPALIVE_AFTER_MS))
        .with_interval(Duration::from_millis(KEEPALIVE_EVERY_MS));
    socket.set_tcp_keepalive(&keepalive)?;
    end_when_unread(&socket, unread_max)
}

/// Also where the peer answers and takes nothing (RFC 5482 names the option; Linux counts a closed window).
#[cfg(any(target_os = "linux", target_os = "android"))]
fn end_when_unread(socket: &SockRef<'_>, unread_max: Duration) -> io::Result<()> {
    socket.set_tcp_user_timeout(Some(unread_max))
}

/// Elsewhere the keepalive alone tells who is gone.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn end_when_unread(_: &SockRef<'_>, _: Duration) -> io::Result<()> {
    Ok(())
}
