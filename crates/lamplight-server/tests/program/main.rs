//! The program as its operators run it: its commands, its exit codes, its one line when it cannot start.

mod deployment;
mod http;
mod serving;
mod starting;
mod tools;
