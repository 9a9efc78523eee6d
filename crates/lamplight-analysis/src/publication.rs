//! What may be told to everybody: counts by place, month by month, late, and without any that could point at somebody.

mod month;
mod protect;
mod table;

pub use self::month::{Month, PUBLISHED_DAYS_LATE_MIN};
pub use self::protect::{HIDDEN_BELOW, protect};
pub use self::table::{CountTable, Entry, Published, TableError};
