//! claimdiff compares what an interview says with what its source news report says.
//!
//! The core takes data and returns data: it reads no file, clock, environment or terminal, prints nothing, and
//! gives the same bytes for the same input. [`pipeline::Engine`] runs all stages; `DESIGN` terms are used
//! throughout (piece, source, statement, claim, finding).
#![forbid(unsafe_code)]
#![cfg_attr(
    test,
    allow(clippy::string_slice, reason = "a test that cuts at a wrong place fails, as it should")
)]

pub mod align;
pub mod cli;
pub mod error;
pub mod extract;
pub mod ingest;
pub mod judge;
pub mod language;
pub mod lexicon;
pub mod limits;
pub mod model;
pub mod package;
pub mod perturb;
pub mod pipeline;
pub mod report;
pub mod segment;
pub mod state;
pub mod waive;
