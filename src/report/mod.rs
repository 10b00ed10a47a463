//! From a report, or from what was extracted, to text in one of the output formats. Every format is a pure function
//! with wire types of its own; nothing here reads or prints.

pub mod escape;
pub mod facts;
pub mod facts_text;
