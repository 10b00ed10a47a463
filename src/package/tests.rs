//! Archives that are sound, broken, or made to harm.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("a part");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn parts_are_found_without_regard_to_case() {
    let bytes = archive(&[("Word/Document.xml", b"<a/>")]);
    let mut package = Package::open(&bytes).expect("a package");
    assert_eq!(package.part("word/document.xml").expect("a part").as_deref(), Some("<a/>"));
    assert_eq!(package.part("word/none.xml").expect("no error"), None);
    assert_eq!(package.main_part().expect("a name"), "word/document.xml");
}

#[test]
fn bombs_are_refused_while_they_inflate() {
    let bytes = archive(&[("a.xml", &vec![b' '; 4 << 20])]);
    let error = Package::open(&bytes).expect("a package").part("a.xml").expect_err("a bomb");
    assert_eq!(error, PackageError::Ratio { part: "a.xml".to_string() });
    let small = archive(&[("a.xml", &vec![b' '; 100 * 1024])]);
    assert!(Package::open(&small).expect("a package").part("a.xml").is_ok());
    let names: Vec<String> = (0..1_001).map(|idx| format!("p{idx}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(Package::open(&archive(&parts)).expect_err("too many"), PackageError::Parts(1_001));
}

#[test]
fn damage_is_an_error_at_every_place() {
    let text: String = (0..200).map(|idx| format!("<w{idx}/>")).collect();
    let whole = archive(&[("a.xml", text.as_bytes()), ("b.xml", b"<b/>")]);
    for cut in 0..whole.len() {
        if let Ok(mut package) = Package::open(&whole[..cut]) {
            let _ = package.part("a.xml");
        }
        let mut bent = whole.clone();
        bent[cut] ^= 0x55;
        if let Ok(mut package) = Package::open(&bent) {
            let _ = package.part("a.xml");
            let _ = package.with_parts(BTreeMap::from([("b.xml".to_string(), "<c/>".to_string())]));
        }
    }
    assert!(Package::open(b"no archive").expect_err("no archive").to_string().contains("save it as .docx"));
}

#[test]
fn changed_parts_leave_all_others_as_they_lie() {
    let bytes = archive(&[("a.xml", b"<a/>"), ("b.xml", b"<b/>"), ("c.bin", &[0, 1, 2, 255])]);
    let new = BTreeMap::from([
        ("B.xml".to_string(), "<new/>".to_string()),
        ("d.xml".to_string(), "<d/>".to_string()),
    ]);
    let copy = Package::open(&bytes).expect("a package").with_parts(new.clone()).expect("a copy");
    assert_eq!(copy, Package::open(&bytes).expect("a package").with_parts(new).expect("a copy"));
    let mut archive = ZipArchive::new(Cursor::new(copy.as_slice())).expect("an archive");
    let names: Vec<String> =
        (0..archive.len()).map(|idx| archive.by_index(idx).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names, ["a.xml", "b.xml", "c.bin", "d.xml"]);
    let mut package = Package::open(&copy).expect("a package");
    assert_eq!(package.part("b.xml").unwrap().as_deref(), Some("<new/>"));
    assert_eq!(package.part("a.xml").unwrap().as_deref(), Some("<a/>"));
    let mut raw = Vec::new();
    archive.by_name("c.bin").unwrap().read_to_end(&mut raw).unwrap();
    assert_eq!(raw, [0, 1, 2, 255]);
}

#[test]
fn utf_16_and_marks_are_decoded() {
    let mut wide = vec![0xFF, 0xFE];
    wide.extend("<é/>".encode_utf16().flat_map(u16::to_le_bytes));
    let bytes = archive(&[("a.xml", &wide), ("b.xml", b"\xEF\xBB\xBF<b/>"), ("c.xml", b"\xff\xff<")]);
    let mut package = Package::open(&bytes).expect("a package");
    assert_eq!(package.part("a.xml").unwrap().as_deref(), Some("<é/>"));
    assert_eq!(package.part("b.xml").unwrap().as_deref(), Some("<b/>"));
    assert!(package.part("c.xml").is_err());
}
