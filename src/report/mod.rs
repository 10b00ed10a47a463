//! From a report to bytes: one file per format, each a pure function of the report.
