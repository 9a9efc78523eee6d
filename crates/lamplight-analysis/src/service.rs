//! How well residents are served, each figure with its definition.

mod figures;
mod kaplan_meier;
mod share;

pub use self::figures::{Backlog, Case, Figures, Satisfaction, Waiting, figures};
pub use self::kaplan_meier::{Lasted, Step, Survival, survival};
pub use self::share::Share;
