//! The words of the command line.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

/// Report what is not right around you, and hear from the patrol.
///
/// Everything is saved in the data folder first and sent by `sync`, so a report never waits for the network.
/// Several programs may use one data folder at once.
#[derive(Debug, Parser)]
#[command(name = "lamplight", version, after_help = EXAMPLES, after_long_help = LONG_EXAMPLES)]
pub(crate) struct Arguments {
    /// The folder for reports and settings; made when it is not there.
    #[arg(long, env = "LAMPLIGHT_DATA", value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// The patrol's server. The first one that is given is remembered in the data folder; a later one counts
    /// for this command only.
    #[arg(long, env = "LAMPLIGHT_SERVER", value_name = "URL", global = true)]
    pub(crate) server: Option<String>,
    /// Answer with JSON, one object a line; errors too, on the error output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Save a report. It returns at once, network or not.
    Report(ReportArguments),
    /// Send what waits, and fetch what is new.
    Sync {
        /// Keep going, and print a line for each change, until Ctrl-C.
        #[arg(long)]
        watch: bool,
    },
    /// List the reports of this data folder, the newest first.
    Reports,
    /// Show one report with all that happened to it.
    Thread {
        /// The report.
        id: String,
    },
    /// Show a report that was sent from another device. Needs the network.
    Follow {
        /// The short name that the patrol gave it, for example AQ-7K2M9.
        reference: String,
        /// Its receipt: 20 letters and digits, with or without dashes.
        receipt: String,
    },
    /// Write to the patrol about a report.
    Reply {
        /// The report.
        id: String,
        /// What to say.
        text: String,
    },
    /// Take a report back at the patrol.
    Withdraw {
        /// The report.
        id: String,
    },
    /// Have a report opened again that ended less than 14 days ago.
    Reopen {
        /// The report.
        id: String,
    },
    /// Say whether it was put right, once after a report has ended.
    Fixed {
        /// The report.
        id: String,
        /// Whether it was.
        #[arg(value_name = "yes|no")]
        answer: Fixed,
    },
    /// Send again what needs attention of a report.
    Retry {
        /// The report.
        id: String,
    },
    /// Let go of what needs attention of a report: of all of it when the patrol does not have it.
    Discard {
        /// The report.
        id: String,
    },
    /// Have a report erased at the patrol, and then here.
    Erase {
        /// The report.
        id: String,
    },
    /// List alerts: those in force first.
    Alerts,
    /// List events to come.
    Events,
    /// Say whether you come to an event. The newest answer counts, and by nobody's name.
    Attend {
        /// The event, as `--json events` lists it.
        id: String,
        /// How many come, you included; 0 for nobody.
        #[arg(long, value_name = "NUMBER", default_value_t = 1)]
        people: u32,
    },
}

/// Whether it was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Fixed {
    /// It was.
    Yes,
    /// It was not.
    No,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// What it is about: vandalism, suspicious_activity, lighting_hazard, noise_disorder, litter_dumping,
    /// vehicle, lost_found or wellbeing.
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) category: String,
    /// Degrees north of the equator; goes with --lon.
    #[arg(long, value_name = "DEGREES", requires = "lon", allow_negative_numbers = true)]
    pub(crate) lat: Option<f64>,
    /// Degrees east of Greenwich; goes with --lat.
    #[arg(long, value_name = "DEGREES", requires = "lat", allow_negative_numbers = true)]
    pub(crate) lon: Option<f64>,
    /// The place in words: a street, a landmark. Either this or --lat and --lon is needed.
    #[arg(long, value_name = "TEXT", required_unless_present = "lat")]
    pub(crate) place: Option<String>,
    /// What somebody was seen doing; for suspicious activity, where at least one is needed. May be repeated:
    /// trying_handles, forcing_entry, looking_into_vehicles, looking_into_homes, taking_property,
    /// following_someone, threatening, hiding, circling_repeatedly, tampering.
    #[arg(long, value_name = "BEHAVIOUR", action = ArgAction::Append)]
    pub(crate) behaviour: Vec<String>,
    /// What happened, in your own words.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// A photo: a JPEG, PNG or WebP file. May be repeated, up to 6 times. Only its pixels are kept, at most
    /// 2048 a side: nothing tells where, when or with what it was taken.
    #[arg(long, value_name = "FILE", action = ArgAction::Append)]
    pub(crate) photo: Vec<PathBuf>,
    /// A practice report: it goes the whole way, marked, and nobody is sent out for it.
    #[arg(long)]
    pub(crate) practice: bool,
}

const EXAMPLES: &str = "\
Examples:
  lamplight --data ~/lamplight --server https://patrol.example \\
      report --category lighting_hazard --place \"Quay Road, by the steps\"
  lamplight --data ~/lamplight sync

This is not an emergency line. If something is happening now, call the emergency number.";

const LONG_EXAMPLES: &str = "\
Examples:
  A lamp is out. The server is named once and remembered:
    lamplight --data ~/lamplight --server https://patrol.example \\
        report --category lighting_hazard --place \"Quay Road, by the steps\"

  Somebody tries car doors; the place as coordinates:
    lamplight --data ~/lamplight report --category suspicious_activity \\
        --behaviour trying_handles --behaviour looking_into_vehicles --lat 60.0101 --lon 0.0202

  Paint on a wall, with two photos. Where and when they were taken is removed:
    lamplight --data ~/lamplight report --category vandalism --place \"The footbridge\" \\
        --photo wall.jpg --photo close.jpg

  Send, and see what became of it:
    lamplight --data ~/lamplight sync
    lamplight --data ~/lamplight reports

  Say that it was not put right, and have it looked at again:
    lamplight --data ~/lamplight fixed 3f2b8c1e-5d47-4a60-9b8e-1c0d2f4a6b7c no
    lamplight --data ~/lamplight reopen 3f2b8c1e-5d47-4a60-9b8e-1c0d2f4a6b7c

  The patrol refused a report; send it again once the reason is gone, or let go of it:
    lamplight --data ~/lamplight retry 3f2b8c1e-5d47-4a60-9b8e-1c0d2f4a6b7c
    lamplight --data ~/lamplight discard 3f2b8c1e-5d47-4a60-9b8e-1c0d2f4a6b7c

  Follow here what was reported from another device:
    lamplight --data ~/lamplight follow AQ-7K2M9 8ZK4Q-7M2XA-0RTDN-5WJ3C

  For a kiosk: keep syncing, and print each change as JSON:
    lamplight --data /var/lib/kiosk --json sync --watch

Exit status:
  0  done; for sync: nothing is left waiting
  1  failed, and nothing was saved
  2  wrong usage or input: an unknown category, a place outside the area, a photo that cannot be opened or
     read, a data folder that cannot be used
  3  sync: something still waits to be sent
  4  sync: something needs attention; `reports` says what and why, `retry` sends it again, `discard` lets go
     of it

This is not an emergency line. If something is happening now, call the emergency number.";
