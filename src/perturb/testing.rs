//! For tests of edits: what becomes of a text.

use super::article::Article;
use super::{Edit, Kind, of_kind};
use crate::ingest::RawInput;
use crate::lexicon::perturb::PerturbWords;
use crate::model::{DocumentId, Role};
use crate::pipeline::Engine;

/// Every sentence that an edit of this kind makes of the text.
pub(super) fn sentences(kind: Kind, text: &str) -> Vec<String> {
    let engine = Engine::new().expect("the engine");
    let words = PerturbWords::english().expect("the list");
    let raw = RawInput {
        id: DocumentId(0),
        role: Role::Source,
        name: "text.txt",
        bytes: text.as_bytes(),
        format: None,
        published: None,
    };
    let analysis = engine.analyse(engine.read(&raw).expect("a text"));
    let article = Article::new(&analysis, engine.lexicon(), &words);
    let sentence = |edit: &Edit| {
        let (piece, changed) =
            Edit { passage: edit.sentence, ..edit.clone() }.piece(analysis.document.text());
        assert_eq!(&piece[changed.range()], edit.new);
        piece
    };
    of_kind(&article, kind).iter().map(sentence).collect()
}
