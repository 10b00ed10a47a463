//! The limits that keep work bounded on hostile input. They count work, never seconds, and a limit that was
//! hit is always reported as a [`crate::model::Problem`].

/// Largest input file, in bytes, that is read at all.
pub const MAX_INPUT_BYTES: u64 = 64 * 1024 * 1024;

/// Deepest HTML nesting that is followed, as browsers do.
pub const MAX_HTML_DEPTH: usize = 512;

/// Longest stretch of text, in bytes, that one regular expression searches at a time.
pub const MAX_SEARCH_BYTES: usize = 8 * 1024;

/// Longest sentence, in tokens. A longer run of text without any sentence end is cut here.
pub const MAX_SENTENCE_TOKENS: usize = 400;

/// Longest text, in words, that one dependency tree covers; a longer one is read in pieces of so many words.
pub const MAX_TREE_WORDS: usize = 2_048;

/// Longest word sequence, in words, that the quadratic comparisons (edit distance, diff) accept.
pub const MAX_DIFF_WORDS: usize = 400;

/// Longest pattern, in characters, that a rule file may contain.
pub const MAX_PATTERN_CHARS: usize = 1_000;

/// Largest compiled pattern, in bytes.
pub const MAX_PATTERN_BYTES: usize = 1024 * 1024;

/// Most values of one kind (times, figures, names, places) of one clause that are compared.
pub const MAX_CLAIM_VALUES: usize = 48;

/// Most mentions in the passages of a claim that its values are held against.
pub const MAX_NEAR_MENTIONS: usize = 512;

/// Most statements in the passages of a claim that face it.
pub const MAX_FACING: usize = 256;

/// Most parts of an office document (a zip archive).
pub const MAX_PACKAGE_PARTS: usize = 1_000;

/// How many times its packed size a part of an office document may have, once it is larger than
/// [`INFLATE_FREE_BYTES`]: text never packs better, bombs do.
pub const MAX_INFLATE_RATIO: u64 = 100;

/// Size, in bytes, below which a part of an office document may be packed as well as it likes.
pub const INFLATE_FREE_BYTES: u64 = 100 * 1024;

/// Deepest nesting of XML elements that is followed.
pub const MAX_XML_DEPTH: usize = 256;
