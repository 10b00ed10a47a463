//! From pairs to findings and verdicts: comparisons first, then rules over them, then one verdict per sentence.

pub mod compare;
mod condition;
mod copied;
mod finding;
mod fingerprint;
mod judgment;
mod pattern;
mod place;
mod rule;
mod rule_file;
pub mod rule_set;
mod rule_test;
mod rule_text;
pub mod score;
pub mod score_fit;
pub mod score_model;
mod template;
mod verdict;
mod when_file;

pub use condition::{Bounds, Condition};
pub use finding::{Findings, findings};
pub use judgment::{Bases, Judgment, judge};
pub use pattern::Pattern;
pub use rule::Rule;
pub use rule_file::RuleFile;
pub use rule_set::{RuleSet, builtin_files};
pub use rule_test::{Fired, MIN_TESTS, RuleTest, TestFailure, TestRun, run_tests};
pub use rule_text::{FieldRow, explain, fields, schema, skeleton};
pub use template::Template;
