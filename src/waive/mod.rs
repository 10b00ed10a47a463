//! Waivers: a reviewer's decision that a finding stands as it is, with a reason. They stand in the piece itself
//! (`claimdiff: allow RULE: REASON`), or in a file, `waivers.toml`, by fingerprint. Everything here is a function of
//! texts and reports; files and today's date come from the caller.

mod apply;
mod edit;
mod file;
mod inline;

pub use apply::{Run, State, apply};
pub use edit::{Decision, decide, remove};
pub use file::{Waiver, Waivers};
pub use inline::inline;
