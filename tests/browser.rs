//! The HTML page in a real browser: Chromium, driven by `tests/consumers/page.mjs`. `.ci/consumers` installs both; without
//! them the test says that it was skipped, and with `CLAIMDIFF_READERS=required` it fails. `CLAIMDIFF_SCREENSHOTS=DIR`
//! keeps what the page looks like.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests read files, report, and fail loudly"
)]

mod support;

use std::path::PathBuf;
use std::process::Command;

#[test]
fn the_page_can_be_read_filtered_and_decided_in_a_browser() {
    let required = std::env::var_os("CLAIMDIFF_READERS").is_some_and(|value| value == "required");
    let driver = support::repository("tests/consumers/node_modules/playwright-core");
    let chromium =
        std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if let Some(missing) = [&driver, &chromium].into_iter().find(|path| !path.exists()) {
        assert!(!required, "{} is missing; .ci/consumers installs it", missing.display());
        eprintln!("skipped: {} is not installed (.ci/consumers does it)", missing.display());
        return;
    }
    let folder = support::folder();
    let page = folder.path().join("page.html");
    let pair = "fixtures/pairs/atlantic-ports";
    let (piece, source) = (format!("{pair}/interview.txt"), format!("{pair}/report.txt"));
    let to = format!("html={}", page.display());
    let run =
        support::claimdiff(&support::repository(""), &["check", &piece, "-s", &source, "-o", &to], None);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    let kept = std::env::var_os("CLAIMDIFF_SCREENSHOTS").map(PathBuf::from);
    let output = Command::new("node")
        .arg(support::repository("tests/consumers/page.mjs"))
        .arg(&page)
        .arg(kept.as_deref().unwrap_or(folder.path()))
        .env("CHROMIUM", chromium)
        .output()
        .expect("node starts");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
