//! One reader: its connection, and what it has read.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use socket2::{Domain, Socket, Type};

use super::tick::Tick;

/// Connections from one address of the loopback network: well below the ports that an address has.
const FROM_ONE_ADDRESS: u32 = 4_000;
/// What the kernel may keep for a stalled reader: its stall is seen sooner.
const STALLED_BUFFER_BYTES: usize = 4_096;

/// Opens a connection and asks for the stream, after a cursor if there is one.
pub(crate) fn ask(
    server: SocketAddr,
    path: &str,
    number: u32,
    cursor: &str,
    is_stalled: bool,
) -> io::Result<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    if is_stalled {
        socket.set_recv_buffer_size(STALLED_BUFFER_BYTES)?;
    }
    let last = u8::try_from(1 + number / FROM_ONE_ADDRESS).unwrap_or(u8::MAX);
    let source = SocketAddr::from((Ipv4Addr::new(127, 0, 1, last), 0));
    socket.bind(&source.into())?;
    socket.connect(&server.into())?;
    let mut stream = TcpStream::from(socket);
    let resume = match cursor {
        "" => String::new(),
        cursor => format!("last-event-id: {cursor}\r\n"),
    };
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: {server}\r\naccept: text/event-stream\r\n{resume}\r\n"
    )?;
    stream.set_nonblocking(true)?;
    Ok(stream)
}

/// A reader that reads.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) stream: Option<TcpStream>,
    /// Where it would go on.
    pub(crate) cursor: String,
    /// The newest tick that it had.
    pub(crate) last: u64,
    pub(crate) has_begun: bool,
    /// What was read of a frame that is not whole.
    partial: Vec<u8>,
}

/// What one look at a connection brought.
pub(crate) enum Read {
    Bytes,
    Nothing,
    Ended,
}

impl Reader {
    pub(crate) fn connect(&mut self, stream: TcpStream) {
        self.stream = Some(stream);
        self.has_begun = false;
        self.partial.clear();
    }

    /// Reads once, and hands over each whole frame that has a tick.
    pub(crate) fn read(&mut self, buffer: &mut [u8], mut take: impl FnMut(&mut u64, Tick, usize)) -> Read {
        let Some(stream) = &mut self.stream else {
            return Read::Nothing;
        };
        let count = match stream.read(buffer) {
            Ok(0) => return Read::Ended,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Read::Nothing,
            Err(_) => return Read::Ended,
        };
        let fresh = buffer.get(..count).unwrap_or_default();
        // Nearly always what was read is whole frames, which are looked at where they lie.
        let joined;
        let bytes = if self.partial.is_empty() {
            fresh
        } else {
            self.partial.extend_from_slice(fresh);
            joined = std::mem::take(&mut self.partial);
            &joined
        };
        let mut begun = 0;
        for end in memchr::memmem::find_iter(bytes, b"\n\n") {
            let frame = bytes.get(begun..end).unwrap_or_default();
            begun = end + 2;
            if let Some(tick) = Tick::find(frame) {
                keep_cursor(&mut self.cursor, frame);
                take(&mut self.last, tick, frame.len() + 2);
            }
        }
        self.partial
            .extend_from_slice(bytes.get(begun..).unwrap_or_default());
        self.has_begun = true;
        Read::Bytes
    }
}

fn keep_cursor(cursor: &mut String, frame: &[u8]) {
    let Some(at) = memchr::memmem::find(frame, b"id: ") else {
        return;
    };
    let line = frame.get(at + 4..).unwrap_or_default();
    let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
    if let Some(Ok(id)) = line.get(..end).map(std::str::from_utf8) {
        cursor.clear();
        cursor.push_str(id.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn a_frame_that_comes_in_two_parts_is_one() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = ask(listener.local_addr().unwrap(), "/", 0, "", false).unwrap();
        // What is there is waited for.
        stream.set_nonblocking(false).unwrap();
        let (mut server, _) = listener.accept().unwrap();
        let mut reader = Reader::default();
        reader.connect(stream);
        let tick = Tick::now(3);
        let frame = format!("id: e.9\ndata: {}\n\n", tick.text());
        let mut seen = Vec::new();
        for part in [&frame[..12], &frame[12..]] {
            server.write_all(part.as_bytes()).unwrap();
            reader.read(&mut [0; 512], |_, tick, bytes| seen.push((tick, bytes)));
        }
        assert_eq!(seen, [(tick, frame.len())]);
        assert_eq!(reader.cursor, "e.9");
    }
}
