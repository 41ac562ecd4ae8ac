//! Dates and times as news prints them, and as programs write them.

mod civil;
mod machine;
mod value;

pub use self::machine::parse_machine;
pub use self::value::{Clock, DateValue, NotADate, Precision};
