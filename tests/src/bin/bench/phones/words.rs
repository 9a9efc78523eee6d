//! The words between the one who leads and the processes with the phones.

/// A word, in the order in which they fall.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word {
    /// To the leader: the outage has passed on every phone.
    Ready,
    /// The apps are to be opened.
    Start,
    /// Calls reach the server from now on.
    ServerIsBack,
    /// To the leader: no phone has anything left to send.
    Emptied,
    /// The apps are to be closed; what each phone went through follows, a line each.
    End,
}

impl Word {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Start => "start",
            Self::ServerIsBack => "server_is_back",
            Self::Emptied => "emptied",
            Self::End => "end",
        }
    }
}
