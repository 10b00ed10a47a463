//! Content terms: what two passages can share.

/// One content word of a text. Words of one family have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Hash of the family or stem.
    pub key: u64,
    /// Its token.
    pub token: u32,
    /// Whether it is written like a name.
    pub name: bool,
    /// Whether it is a figure.
    pub figure: bool,
}
