//! From pairs to findings and verdicts: comparisons first, then rules over them, then one verdict per sentence.

pub mod compare;
