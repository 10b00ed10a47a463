//! The command-line program. Everything happens in [`claimdiff::cli`].
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    claimdiff::cli::run(std::env::args_os())
}
