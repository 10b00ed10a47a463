//! A remark in a text that lets a finding stand: `claimdiff: allow RULE: REASON`.

/// An inline waiver as it was written. It is no part of the text, so that its place is a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Line of the file, from 1, in which it stands.
    pub line: usize,
    /// Line of the file that it speaks of: its own, or the next one with text if it stands alone. `None` if no text
    /// follows.
    pub covers: Option<usize>,
    /// Rule id; empty if the remark says something else than `allow`.
    pub rule: String,
    /// Why the finding may stand; empty if the remark does not say.
    pub reason: String,
    /// The remark's first words, for messages.
    pub written: String,
}
