//! PDFs as sources, with the feature `pdf`. The files are made here: every object with its place, as a writer would.

#![cfg(feature = "pdf")]
#![allow(clippy::disallowed_methods, reason = "tests write files and fail loudly")]

mod support;

use std::process::Output;

/// A PDF of one page with these lines, and objects that are added to it.
fn pdf(lines: &[&str], resources: &str, more: &[&str]) -> Vec<u8> {
    let mut drawn = String::from("BT /F1 12 Tf 14 TL 72 720 Td\n");
    for line in lines {
        drawn += &format!("({line}) Tj T*\n");
    }
    drawn += "ET\n";
    if !more.is_empty() {
        drawn += "/X1 Do\n";
    }
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> \
             {resources} >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{drawn}endstream", drawn.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects.iter().map(String::as_str).chain(more.iter().copied())) {
        places.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1);
    file.into_bytes()
}

fn check(source: &[u8]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("report.pdf"), source).expect("a source");
    std::fs::write(folder.path().join("piece.txt"), "The bridge at Orland cost 45 million euros.\n")
        .expect("a piece");
    std::process::Command::new(env!("CARGO_BIN_EXE_claimdiff"))
        .current_dir(folder.path())
        .args(["check", "piece.txt", "--source", "report.pdf", "--output", "concise"])
        .output()
        .expect("the program")
}

#[test]
fn a_source_may_be_a_pdf() {
    let lines = ["The bridge at Orland cost 54 million euros, the city said.", "It opened on Monday."];
    let output = check(&pdf(&lines, "", &[]));
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(shown.contains("money/mismatch") && shown.contains("54 million euros"), "{shown}");
}

#[test]
fn a_broken_pdf_is_an_error_with_advice() {
    let whole = pdf(&["The bridge cost 54 million euros."], "", &[]);
    let itself = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R >> >> /Length 7 >>\n\
                  stream\n/X1 Do\nendstream";
    let endless = pdf(&["The bridge cost 54 million euros."], "/XObject << /X1 6 0 R >>", &[itself]);
    for broken in [&whole[..whole.len() / 3], b"%PDF-1.7\n", &pdf(&[], "", &[]), &endless] {
        let output = check(broken);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(said.contains("report.pdf: expected a PDF") && said.contains("pdftotext"), "{said}");
        assert!(!said.contains("panic"), "{said}");
    }
}
