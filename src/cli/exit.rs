//! The exit code, decided in this one place: 0 for a clean run, 1 for findings, 2 for anything that kept the
//! program from doing its work.

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::report::escape;

/// How a command ended that was able to do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at or above the level that fails the run.
    Clean,
    /// Findings at or above that level.
    Findings,
    /// The work was done, but some lines of the input could not be used; each has its error line in the output.
    BadLines,
}

/// The exit code of a command; an error is printed.
pub(crate) fn code(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::BadLines) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// The exit code of a command line that cannot be understood; the error is printed.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    complain(error.render().to_string().trim_end());
    ExitCode::from(2)
}

/// Prints a message for the user. Arguments and file names stand in it, so it is made safe for the terminal.
pub(crate) fn complain(message: &str) {
    // If nobody reads standard error any more, there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{}", escape::terminal_lines(message));
}

/// Whether the reader of the output went away: a normal end (`claimdiff … | head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
