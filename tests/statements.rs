//! What a statement's slots hold when the sentence is read with its tree: who, act, whom, denied, hedged.

#![allow(clippy::disallowed_methods, reason = "tests fail loudly")]
#![cfg(feature = "english-model")]

use claimdiff::ingest::RawInput;
use claimdiff::model::{Analysis, DocumentId, Role, Statement, Status};
use claimdiff::pipeline::{Depth, Engine};

fn analysis(text: &str, depth: Depth) -> Analysis {
    let engine = Engine::new().expect("the engine").with_depth(depth).expect("the model");
    let raw = RawInput {
        id: DocumentId(0),
        role: Role::Source,
        name: "text",
        bytes: text.as_bytes(),
        format: None,
        published: None,
    };
    let analysis = engine.analyse(engine.read(&raw).expect("a text"));
    engine.read_all(&analysis).expect("trees");
    analysis
}

/// "who > act > whom", with what denies and hedges after it.
fn shown(analysis: &Analysis, statement: &Statement) -> String {
    let words = |span| analysis.document.slice(span);
    let who = statement.actor.as_ref().map_or("", |slot| words(slot.span));
    let whom = statement.object.as_ref().map_or("", |slot| words(slot.span));
    let act = statement.predicate.as_ref().map_or("", |slot| words(slot.span));
    let (polarity, certainty) = (statement.polarity.value.name(), statement.certainty.value.name());
    format!("{who} > {act} > {whom}, {polarity}, {certainty}")
}

fn read(text: &str) -> Vec<String> {
    let analysis = analysis(text, Depth::Full);
    analysis.all_statements().map(|statement| shown(&analysis, statement)).collect()
}

#[test]
fn the_passive_names_the_same_roles_as_the_active() {
    assert_eq!(
        read("The canal was closed by the water board."),
        ["the water board > was closed > The canal, affirmed, fact"]
    );
    assert_eq!(
        read("The water board closed the canal."),
        ["The water board > closed > the canal, affirmed, fact"]
    );
}

#[test]
fn relative_clauses_are_about_the_noun_before_them() {
    assert_eq!(
        read("The council sold the mill, which was built by the Haugen family."),
        [
            "The council > sold > the mill, affirmed, fact",
            "the Haugen family > was built > the mill, affirmed, fact"
        ]
    );
}

#[test]
fn a_verb_that_carries_another_gives_way_to_it() {
    assert_eq!(
        read("The owner failed to insure the barn."),
        ["The owner > failed to insure > the barn, negated, fact"]
    );
    assert_eq!(
        read("Korda plans to sell the brewery."),
        ["Korda > plans to sell > the brewery, affirmed, planned"]
    );
}

#[test]
fn a_hedge_beside_the_clause_does_not_weaken_it() {
    let found = read("The ferry that could carry sixty cars sank in the harbour.");
    assert_eq!(found, ["The ferry > sank > , affirmed, fact"]);
    assert_eq!(read("The ferry could sink."), ["The ferry > could sink > , affirmed, possible"]);
}

#[test]
fn a_noun_that_takes_part_says_nothing_of_how_far_the_act_is() {
    let status = |text: &str| {
        let analysis = analysis(text, Depth::Full);
        let status = analysis.all_statements().next().and_then(|statement| statement.status.clone());
        status.map(|slot| slot.value)
    };
    assert_eq!(status("The union backed the delay of the works."), None);
    assert_eq!(status("The board delays the works."), Some(Status::Suspended));
}

#[test]
fn a_double_denial_affirms() {
    assert_eq!(
        read("The owner did not fail to insure the barn."),
        ["The owner > did not fail to insure > the barn, affirmed, fact"]
    );
}

fn told(text: &str) -> Vec<String> {
    let engine = Engine::new().expect("the engine");
    let analysis = analysis(text, Depth::Full);
    let statements = engine.statements(&analysis).expect("trees");
    let words = |ids: &[claimdiff::model::MentionId]| -> Vec<String> {
        let mentions = ids.iter().filter_map(|id| analysis.mention(*id));
        mentions.map(|mention| analysis.document.slice(mention.span).to_string()).collect()
    };
    let show = |statement: &Statement| {
        let (when, place) = (words(&statement.times).join("+"), words(&statement.places).join("+"));
        format!("{}, when {when}, where {place}", shown(&analysis, statement))
    };
    statements.iter().map(show).collect()
}

#[test]
fn acts_inside_a_clause_have_times_and_places_of_their_own() {
    assert_eq!(
        told("The ferry, which was launched in 1998 in Bergen, sank on Friday off Stavanger."),
        [
            "The ferry > sank > , affirmed, fact, when Friday, where Stavanger",
            " > was launched > The ferry, affirmed, fact, when 1998, where Bergen",
        ]
    );
    assert_eq!(
        told("The signing of the lease by both owners on Monday surprised the tenants."),
        [
            "The signing of the lease by both owners on Monday > surprised > the tenants, affirmed, fact, when , where ",
            "both owners > signing > the lease, affirmed, fact, when Monday, where ",
        ]
    );
}

#[test]
fn a_time_on_a_carrying_verb_belongs_to_the_act() {
    assert_eq!(
        told("The owner failed last year to insure the barn that burned down in June."),
        [
            "The owner > failed last year to insure > the barn, negated, fact, when last year, where ",
            "the barn > burned down > , affirmed, fact, when June, where ",
        ]
    );
}

#[test]
fn trees_end_sentences_where_marks_do_not_tell() {
    let sentences = |text: &str, depth: Depth| -> Vec<String> {
        let analysis = analysis(text, depth);
        let spans = analysis.sentences.iter().map(|sentence| sentence.span);
        spans.map(|span| analysis.document.slice(span).to_string()).collect()
    };
    let text = "The mill was sold to Marlow Inc. Workers had feared for their jobs.";
    assert_eq!(sentences(text, Depth::Full).len(), 2);
    assert_eq!(sentences(text, Depth::Shallow).len(), 1);
    let name = "He joined Marlow Inc. Chairman Peter Holt in Ohio.";
    assert_eq!(sentences(name, Depth::Full), [name]);
}

#[test]
fn without_trees_the_order_of_words_speaks() {
    let analysis = analysis("The canal was closed by the water board.", Depth::Shallow);
    let statement = analysis.statements.first().expect("a statement");
    assert_eq!(shown(&analysis, statement), "The canal > was closed > by the water board., affirmed, fact");
    assert!(analysis.readings.get(statement.sentence).is_none());
}
