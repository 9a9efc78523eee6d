//! Every bound, with its unit in its name. Both sides check them: the device before it saves, the server
//! before it keeps.

/// A report's note, in characters. Long enough for a page of text; FixMyStreet and Open311 desks find the
/// useful ones far below it.
pub const NOTE_CHARS_MAX: usize = 2_000;
/// A message in a thread, in characters: as a note.
pub const MESSAGE_CHARS_MAX: usize = 2_000;
/// A place in words, in characters: a street, a landmark and how to find it.
pub const PLACE_WORDS_CHARS_MAX: usize = 200;
/// A name that a resident gives, in characters.
pub const CONTACT_NAME_CHARS_MAX: usize = 100;
/// A telephone number or an address for mail, in characters (RFC 5321 allows 254 for an address).
pub const CONTACT_REACH_CHARS_MAX: usize = 254;
/// Behaviours in one report: all that the list has.
pub const BEHAVIOURS_MAX: usize = 10;
/// Entries of one thread beyond which no message fits, in revisions: far more than a patrol and a resident
/// say to each other about one report. The status can change still.
pub const THREAD_ENTRIES_MAX: u32 = 500;
/// Photos in one report.
pub const PHOTOS_PER_REPORT_MAX: usize = 6;
/// One photo as the device encodes it, in bytes: 2,048 pixels a side at good quality stay well below.
pub const PHOTO_BYTES_MAX: u32 = 4 * 1024 * 1024;
/// What a photo shows, in characters: a sentence, for those who cannot see it.
pub const PHOTO_DESCRIPTION_CHARS_MAX: usize = 200;
/// The longer side of a photo as it is sent, in pixels: enough to read a number plate across a street.
pub const PHOTO_SIDE_PX_MAX: u32 = 2_048;
/// What was done about a report, in characters.
pub const OUTCOME_CHARS_MAX: usize = 1_000;
/// Characters of the words by which staff say why they look at what is withheld: a sentence or two.
pub const DISCLOSURE_WORDS_CHARS_MAX: usize = 500;

/// Why something was referred or removed, in characters.
pub const REASON_CHARS_MAX: usize = 500;
/// Stretches that one redaction removes from a text.
pub const REDACTION_SPANS_MAX: usize = 100;
/// How long a legal hold that somebody asked for keeps a report while nobody else agrees, in milliseconds: 7 days,
/// so that a weekend passes and nobody alone keeps anything for good.
pub const HOLD_ASKED_MS_MAX: i64 = 7 * DAY_MS;
/// Entries of a report that only staff see, beyond which no note fits: as of its thread.
pub const DESK_ENTRIES_MAX: u32 = 500;
/// To whom one report is referred at a time.
pub const REFERRALS_MAX: usize = 8;
/// Reports that follow one as its duplicates: more come together for one fire than for anything else, and a
/// change of the one is written into each.
pub const MERGED_MAX: usize = 50;
/// Reports that one call changes. Each is a commit of its own, of some milliseconds.
pub const BULK_ITEMS_MAX: usize = 100;
/// Reply templates of one deployment.
pub const TEMPLATES_MAX: usize = 200;
/// The words that are searched for, in characters.
pub const SEARCH_CHARS_MAX: usize = 200;

/// Entries of the directory of help: a screen that is read in distress stays short.
pub const HELPERS_MAX: usize = 60;
/// Characters of one text of such an entry: a sentence.
pub const HELPER_TEXT_CHARS_MAX: usize = 200;

/// Times of one day in which the desk is staffed.
pub const DESK_SHIFTS_MAX: usize = 6;

/// The body of one resident or staff call, in bytes: the longest report with every character at four
/// bytes, twice over.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// Threads that one call may ask about or follow.
pub const THREADS_PER_CALL_MAX: usize = 100;
/// Entries of a list in one answer.
pub const PAGE_ITEMS_MAX: u32 = 200;
/// Entries of a list in one answer when the caller names no number.
pub const PAGE_ITEMS_DEFAULT: u32 = 50;
/// A cursor as text, in bytes.
pub const CURSOR_BYTES_MAX: usize = 96;
/// A language tag, in bytes (RFC 5646, section 4.4.1, says that 35 suffice).
pub const LANGUAGE_TAG_BYTES_MAX: usize = 35;

/// An alert's headline, in characters (CAP 1.2 asks for at most 160).
pub const HEADLINE_CHARS_MAX: usize = 160;
/// The source, the hazard or the place of an alert, in characters.
pub const ALERT_PART_CHARS_MAX: usize = 200;
/// The description or the instruction of an alert, in characters.
pub const ALERT_TEXT_CHARS_MAX: usize = 2_000;
/// How long an alert may stand before somebody renews it, in milliseconds: 7 days. An alert that nobody
/// looks after must end by itself.
pub const ALERT_LASTS_MS_MAX: i64 = 7 * DAY_MS;
/// How far ahead an alert may begin, in milliseconds: 30 days.
pub const ALERT_AHEAD_MS_MAX: i64 = 30 * DAY_MS;
/// Corners of the whole area of one alert, its districts with it: what a phone compares with its own position at
/// once, and what a frame of the live stream carries to everybody.
pub const ALERT_AREA_POINTS_MAX: usize = 2_000;
/// How long what somebody proposed waits for a second person, in milliseconds: two hours. What was right to
/// warn of may be wrong by then.
pub const ALERT_APPROVAL_MS_MAX: i64 = 2 * 60 * 60 * 1_000;
/// Why somebody declined, recalled, went alone, or what a review found, in characters.
pub const ALERT_WORDS_CHARS_MAX: usize = 500;
/// Steps of an alert's history in one answer, the newest.
pub const ALERT_STEPS_MAX: u32 = 100;
/// Languages in which one alert or event is told.
pub const TEXTS_MAX: usize = 12;
/// Districts that one alert names.
pub const ALERT_DISTRICTS_MAX: usize = 100;
/// Corners of one drawn area (Wireless Emergency Alerts allow 100).
pub const REGION_POINTS_MAX: usize = 100;
/// Corners of a deployment's boundary and of each of its districts.
pub const AREA_POINTS_MAX: usize = 20_000;
/// An area pack, in bytes: 256 MiB. A city of a million cut down to zoom 15 has some 100, and a phone keeps it.
pub const AREA_PACK_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Whom to name beside a map, in characters.
pub const ATTRIBUTION_CHARS_MAX: usize = 200;

/// Units that walk in one shift by one plan: a town's foot patrols of an evening.
pub const PATROL_UNITS_MAX: usize = 12;
/// The highest number that a unit goes by.
pub const PATROL_UNIT_NUMBER_MAX: u32 = 99;
/// The shortest shift that is planned, in milliseconds: half an hour, in which two visits fit.
pub const PATROL_LASTS_MS_MIN: i64 = 30 * 60 * 1_000;
/// The longest shift that is planned, in milliseconds: 12 hours.
pub const PATROL_LASTS_MS_MAX: i64 = 12 * 60 * 60 * 1_000;
/// How far ahead a shift may begin that is planned, in milliseconds: 31 days. What is known of places is older by then.
pub const PATROL_AHEAD_MS_MAX: i64 = 31 * DAY_MS;
/// Places that somebody asks to have visited in one shift.
pub const PATROL_ASKED_MAX: usize = 40;
/// Stops of one plan, visited or not: 12 units of 12 hours do not come to more places than an officer can look through.
pub const PATROL_STOPS_MAX: usize = 300;
/// The shortest and the longest stay at a stop, in minutes.
pub const PATROL_STAY_MINUTES: std::ops::RangeInclusive<u32> = 5..=60;
/// A break is at most this part of its shift: a quarter.
pub const PATROL_BREAK_PART: i64 = 4;
/// Changes by hand of one plan.
pub const PATROL_EDITS_MAX: usize = 200;
/// Visits and notes that are logged of one plan.
pub const PATROL_ENTRIES_MAX: u32 = 500;
/// People met at one stop, as they are counted.
pub const PATROL_CONTACTS_MAX: u32 = 500;
/// A note of a foot patrol, in characters: a paragraph.
pub const PATROL_NOTE_CHARS_MAX: usize = 1_000;
/// How long a plan is kept with its ways and its log after the shift, in milliseconds: 90 days, as reports are. Where
/// somebody walked is nobody's business for longer.
pub const PATROL_KEPT_MS: i64 = 90 * DAY_MS;

/// The shortest and the longest trial, in milliseconds: two weeks, and a year. In less even a busy town has too few
/// incidents to tell anything.
pub const TRIAL_LASTS_MS: std::ops::RangeInclusive<i64> = 14 * DAY_MS..=366 * DAY_MS;
/// How far ahead a trial may begin, in milliseconds: 90 days. What is known of places is older by then.
pub const TRIAL_AHEAD_MS_MAX: i64 = 90 * DAY_MS;
/// Pairs of places of one trial: fewer could be guessed, and more are more than anybody patrols.
pub const TRIAL_PAIRS: std::ops::RangeInclusive<u32> = 3..=100;
/// Categories that one trial counts.
pub const TRIAL_CATEGORIES_MAX: usize = 50;
/// The name of a category of imported incidents, in characters, and that of its source.
pub const CATEGORY_NAME_CHARS_MAX: usize = 120;
/// What is tried, in characters: a paragraph.
pub const TRIAL_TEXT_CHARS_MAX: usize = 2_000;
/// How long after its end a trial is measured at the earliest, in milliseconds: 7 days, as figures are told. Reports come
/// in late.
pub const TRIAL_MEASURED_LATER_MS: i64 = 7 * DAY_MS;
/// Trials that are kept: one a week for ten years.
pub const TRIALS_MAX: u32 = 500;

/// An event's title, in characters.
pub const TITLE_CHARS_MAX: usize = 120;
/// An event's description, in characters.
pub const EVENT_TEXT_CHARS_MAX: usize = 4_000;
/// The text of an item of news, in characters: two pages.
pub const NEWS_TEXT_CHARS_MAX: usize = 6_000;
/// What a picture shows, in characters: two or three sentences, where what it tells would otherwise be missed.
pub const PICTURE_DESCRIPTION_CHARS_MAX: usize = 400;
/// How far ahead an event may begin, in milliseconds: two years.
pub const EVENT_AHEAD_MS_MAX: i64 = 730 * DAY_MS;
/// How long one event may last, in milliseconds: 31 days.
pub const EVENT_LASTS_MS_MAX: i64 = 31 * DAY_MS;

/// People for whom one device says that they come to an event: a family and its guests.
pub const RSVP_PEOPLE_MAX: u32 = 10;

/// How far in the future a report's own time may lie before the device refuses it and the server flags it,
/// in milliseconds: five minutes, for clocks that are a little off.
pub const OCCURRED_AHEAD_MS_MAX: i64 = 5 * 60 * 1_000;
/// How long after closing a resident may reopen a report, in milliseconds: 14 days.
pub const REOPEN_WINDOW_MS: i64 = 14 * DAY_MS;

/// Numbers that a device tries for one challenge ([`crate::work`]): a second on a phone of ten years.
pub const WORK_NUMBERS_MAX: u32 = 1 << 20;

/// One day in milliseconds.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
