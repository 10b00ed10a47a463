//! What a reader sees of a part of a Word document.

use super::*;

const HEAD: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"v\"><w:body>";

/// The lines of a body, with their kinds; boxes come last.
fn lines(body: &str) -> Vec<(String, BlockKind)> {
    let styles = Styles::default();
    let story = story(body, &styles);
    let all = story.paragraphs.into_iter().chain(story.boxes);
    all.map(|paragraph| (paragraph.text, paragraph.kind)).collect()
}

fn words(body: &str) -> Vec<String> {
    lines(body).into_iter().map(|(text, _)| text).collect()
}

fn story<'s>(body: &str, styles: &'s Styles) -> Story<'s> {
    let text = format!("{HEAD}{body}</w:body></w:document>");
    let mut story = Story::new(styles);
    story.read(&text, "document.xml", "document").expect("a body");
    for paragraph in &story.paragraphs {
        for (span, place, verbatim) in &paragraph.places {
            let there = text[place.range()].replace('\n', " ");
            assert!(!verbatim || paragraph.text[span.range()] == there, "{there}");
        }
    }
    story
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body = paragraph(&format!(
        "{}<w:del w:id='1'><w:r><w:delText>four</w:delText></w:r></w:del><w:ins w:id='2'>{}</w:ins>\
         <w:moveFrom w:id='3'>{}</w:moveFrom><w:moveTo w:id='4'>{}</w:moveTo>",
        run("It cost "),
        run("five"),
        run(" gone"),
        run(" euros.")
    ));
    assert_eq!(words(&body), ["It cost five euros."]);
    let settings = "<w:p><w:pPr><w:pStyle w:val='a'/><w:pPrChange w:id='9'><w:pPr><w:numPr/></w:pPr></w:pPrChange></w:pPr>";
    assert_eq!(lines(&format!("{settings}{}</w:p>", run("One.")))[0].1, BlockKind::Paragraph);
}

#[test]
fn a_deleted_paragraph_end_joins_two_paragraphs_and_no_cell() {
    let deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>";
    let first = paragraph(&format!("{deleted}{}", run("The port ")));
    assert_eq!(words(&format!("{first}{}", paragraph(&run("opens.")))), ["The port opens."]);
    let cells =
        format!("<w:tbl><w:tr><w:tc>{first}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(&run("B")));
    assert_eq!(words(&cells), ["The port ", "B"]);
    assert_eq!(words(&first), ["The port "]);
}

#[test]
fn cells_without_a_sentence_are_labels() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph(&run(words)));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>{}",
        cell("-12%"),
        cell("It fell by 12%."),
        paragraph(&run("-12%"))
    );
    let kinds: Vec<BlockKind> = lines(&body).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph]);
}

#[test]
fn what_is_not_seen_is_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r>";
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("Click here")
    );
    let ruby = format!("<w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>", run("x"), run("base"));
    assert_eq!(words(&paragraph(&format!("{hidden}{shown}{prompt}<w:r>{ruby}</w:r>"))), ["shownbase"]);
}

#[test]
fn of_a_field_only_the_result_is_read() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let inner = format!("{}{}{}{}{}", field("begin"), run("x"), field("separate"), run("y"), field("end"));
    let body = paragraph(&format!(
        "{}{}{}{inner}{}{}{}{}",
        run("In "),
        field("begin"),
        "<w:r><w:instrText>DATE</w:instrText></w:r>",
        field("separate"),
        run("2026"),
        field("end"),
        run(" it rained.")
    ));
    assert_eq!(words(&body), ["In 2026 it rained."]);
    let simple = paragraph(&format!("<w:fldSimple w:instr='PAGE'>{}</w:fldSimple>", run("7")));
    assert_eq!(words(&simple), ["7"]);
}

#[test]
fn marks_inside_a_run_become_letters() {
    let body = paragraph(
        "<w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr>\
         <w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d\u{ad}e</w:t><w:softHyphen/></w:r>",
    );
    assert_eq!(words(&body), ["a\tb\u{b}c-de"]);
}

#[test]
fn white_space_counts_where_the_element_says_so() {
    assert_eq!(
        words(&paragraph("<w:r><w:t> a </w:t><w:t xml:space='preserve'> b &amp; </w:t></w:r>")),
        ["a b & "]
    );
    assert_eq!(words(&paragraph("<w:r><w:t> &lt;a \n b </w:t></w:r>")), ["<a   b"]);
}

#[test]
fn a_box_is_read_once_and_after_the_text() {
    let inside = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(words)));
    let body = paragraph(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><v:b>{}</v:b></mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent></w:r>{}",
        run("Before "),
        inside("In the box."),
        inside("In the box."),
        run("after.")
    ));
    let found = lines(&body);
    assert_eq!(found[0], ("Before after.".to_string(), BlockKind::Paragraph));
    assert_eq!(found[1], ("In the box.".to_string(), BlockKind::Caption));
    assert_eq!(found.len(), 2);
}

#[test]
fn settings_of_letters_come_from_run_and_styles() {
    let text = "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
        <w:style w:type='character' w:styleId='S'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='B'><w:name w:val='Bold'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let styles = Styles::read(text, "styles").expect("styles");
    let strong = "<w:r><w:rPr><w:rStyle w:val='S'/></w:rPr><w:t>Name:</w:t></w:r>";
    let body = format!(
        "{}<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr>{strong}{}</w:p>",
        paragraph(&format!("{strong}{}", run(" words"))),
        run(" words")
    );
    let story = story(&body, &styles);
    assert_eq!(story.paragraphs[0].strong, [Span::new(0, 5)]);
    // Two bold styles switch each other off.
    assert_eq!(story.paragraphs[1].strong, [Span::new(5, 11)]);
}

#[test]
fn lists_headings_and_notes_are_told_apart() {
    let list = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>";
    let none = "<w:p><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>";
    let head = "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr>";
    let body = format!("{list}{0}</w:p>{none}{0}</w:p>{head}{0}</w:p>", run("x"));
    let kinds: Vec<BlockKind> = lines(&body).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [BlockKind::ListItem, BlockKind::Paragraph, BlockKind::Heading]);
    let styles = Styles::default();
    let mark = "<w:r><w:footnoteReference w:id='2'/></w:r>";
    let marked = story(&paragraph(mark), &styles);
    assert_eq!((marked.marks.len(), marked.marks[0].id.as_str()), (1, "2"));
    let deleted = story(&paragraph(&format!("<w:del>{mark}</w:del>")), &styles);
    assert!(deleted.marks.is_empty());
}

#[test]
fn broken_parts_are_errors_that_say_where() {
    let styles = Styles::default();
    let deep = format!("{HEAD}{}", "<w:p>".repeat(400));
    for (text, expected) in [
        ("<a/>", "expected <document> of a Word document, found <a>"),
        ("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>", "document type"),
        (
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&a;</w:document>",
            "entity",
        ),
        (
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>",
            "end of every element",
        ),
        (deep.as_str(), "elements inside each other"),
        (
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'></w:body>",
            "well-formed",
        ),
    ] {
        let error = Story::new(&styles).read(text, "d.xml", "document").expect_err("broken").to_string();
        assert!(error.contains(expected) && error.starts_with("d.xml, byte "), "{error}");
    }
}
