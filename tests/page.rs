//! The HTML page as a text: nothing of an input becomes markup, the policy names what stands in the page, every statement
//! is there. `tests/browser.rs` opens it in a browser.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "tests read files and fail loudly")]

mod support;

use claimdiff::model::{BlockKind, Report, Span, Turn};
use claimdiff::report::{self, Format, Screen};
use html5gum::{Token, Tokenizer};
use support::Made;

const HOSTILE: Made<'static> = Made {
    piece_name: "a\"><img src=x onerror=alert(1)>.txt",
    source_name: "</style><script>alert(2)</script>.txt",
    piece: "Edi<b>tor: He <script>alert(3)</script> landed on the\u{202e} 4th &lt;b&gt; ' \" --> ]]>.",
    source: "</script><svg/onload=alert(4)> He landed on the 3rd. javascript:alert(5) \u{0}\u{1b}[31m",
    finding: (
        "He <script>alert(3)</script> landed on the\u{202e} 4th &lt;b&gt; ' \" --> ]]>.",
        "the\u{202e} 4th",
        Some("the 3rd"),
    ),
    message: "says <a href=\"javascript:alert(6)\">x</a>",
};

fn hostile() -> Report {
    let mut report = support::report(&HOSTILE);
    report.documents[0].speakers[0].name = "<i onmouseover='alert(7)'>".to_string();
    report.documents[0].turns.push(Turn {
        speaker: None,
        span: Span::new(12, 40),
        label: Some(Span::new(0, 9)),
    });
    report.rules[0].why = "<style>*{display:none}</style>".to_string();
    report.claims[0].findings[0].waived = Some("\"><form action=//x>".to_string());
    report.claims[0].findings[0].suggestion = Some("<base href=//x>".to_string());
    report.claims[0].findings[0].fingerprint = "' onclick='".to_string();
    report.claims.pop();
    report
}

fn render(reports: &[Report]) -> String {
    report::render(reports, Format::Html, Screen::default()).expect("a page")
}

/// Tags with the names of their attributes.
fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut tags = Vec::new();
    for token in Tokenizer::new(page) {
        if let Ok(Token::StartTag(tag)) = token {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
            tags.push((text(&tag.name), attributes));
        }
    }
    tags
}

#[test]
fn nothing_of_an_input_becomes_markup() {
    let page = render(&[hostile()]);
    let tags = tags(&page);
    let count = |name: &str| tags.iter().filter(|(tag, _)| tag == name).count();
    assert_eq!((count("script"), count("style")), (1, 1));
    for name in ["img", "svg", "i", "base", "iframe", "object", "link"] {
        assert_eq!(count(name), 0, "{name}");
    }
    for (tag, attributes) in &tags {
        for (name, value) in attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "<{tag} {name}={value}>");
            assert!(name != "action", "<{tag} {name}={value}>");
            assert!(name != "href" || value.starts_with('#'), "<{tag} {name}={value}>");
        }
    }
    assert!(!page.contains('\u{202e}') && !page.contains('\u{1b}') && !page.contains('\u{0}'));
    assert!(page.contains("&lt;script&gt;alert(3)&lt;/script&gt;"), "the text itself is shown");
}

#[test]
fn the_policy_is_strict_and_names_what_stands_in_the_page() {
    use sha2::{Digest, Sha256};
    let page = render(&[support::report(&HOSTILE)]);
    let policy = tags(&page)
        .into_iter()
        .find(|(_, attributes)| attributes.iter().any(|(_, value)| value == "Content-Security-Policy"))
        .and_then(|(_, attributes)| attributes.into_iter().find(|(name, _)| name == "content"))
        .expect("a policy")
        .1;
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{policy}");
    for (open, close, directive) in
        [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
    {
        let inner = page.split_once(open).and_then(|(_, rest)| rest.split_once(close)).expect(open).0;
        let hash = Sha256::digest(inner);
        // The first six bits of the hash are enough to see that the right text was hashed; browsers check the rest.
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let first = char::from(letters[usize::from(hash[0] >> 2)]);
        let expected = format!("{directive} 'sha256-{first}");
        assert!(policy.contains(&expected), "{expected}: {policy}");
    }
}

#[test]
fn every_statement_has_its_place_and_its_card() {
    let mut report = support::report(&HOSTILE);
    report.claims.pop();
    let page = render(&[report.clone(), report]);
    for number in 0..2 {
        assert_eq!(page.matches(&format!("id=\"p-{number}-0\"")).count(), 1);
        assert_eq!(page.matches(&format!("id=\"c-{number}-0\"")).count(), 1);
        assert!(page.contains(&format!("href=\"#c-{number}-0\"")));
    }
    let ids: Vec<String> = tags(&page)
        .into_iter()
        .flat_map(|(_, attributes)| attributes)
        .filter(|(name, _)| name == "id")
        .map(|(_, value)| value)
        .collect();
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "an id stands twice: {ids:?}");
}

#[test]
fn every_kind_of_block_is_shown() {
    let kinds = [
        BlockKind::Heading,
        BlockKind::ListItem,
        BlockKind::Quotation,
        BlockKind::Caption,
        BlockKind::Byline,
        BlockKind::StageDirection,
        BlockKind::Boilerplate,
    ];
    for kind in kinds {
        let mut report = support::report(&HOSTILE);
        report.documents[1].blocks[0].kind = kind;
        assert!(render(&[report]).contains("onload=alert(4)&gt; He landed on"), "{kind:?}");
    }
}
