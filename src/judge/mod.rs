//! From pairs to findings and verdicts: comparisons first, then rules over them, then one verdict per sentence.

pub mod compare;
mod copied;
mod judgment;
pub mod score;
pub mod score_model;
mod verdict;

pub use judgment::{Bases, Judgment, judge};
