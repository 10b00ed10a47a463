//! From statements to pairs.
