//! From pairs to findings and verdicts.
