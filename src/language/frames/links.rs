//! How each predicate hangs on the one above it.

use crate::lexicon::grammar::GrammarWords;
use crate::model::{Dep, Frame, Link, Tag, Tree};

pub(super) fn link(tree: &Tree, frames: &mut [Frame], words: &GrammarWords) {
    let heads: Vec<u32> = frames.iter().map(|frame| frame.head).collect();
    for frame in frames {
        let at = frame.head as usize;
        let Some(above) = tree.ancestors(at).find_map(|node| heads.binary_search(&(node as u32)).ok()) else {
            continue;
        };
        let directly = tree.head(at).map(|head| head as u32) == heads.get(above).copied();
        let link = tree.get(at).map(|node| match node.dep {
            Dep::Advcl if directly && completes(tree, at, words) => Link::Complement,
            dep => link_of(dep, directly),
        });
        frame.above = link.map(|link| (above as u32, link));
    }
}

/// "Failed last year to pay": with a time in between, the parser takes the infinitive for a purpose; who fails or
/// refuses does so at something.
fn completes(tree: &Tree, at: usize, words: &GrammarWords) -> bool {
    let above = tree.head(at).and_then(|head| tree.get(head));
    let governed =
        above.is_some_and(|above| words.is_denying(&above.lemma) && words.is_carrying(&above.lemma));
    let to = |child: usize| tree.get(child).is_some_and(|node| node.tag == Tag::To);
    governed && tree.children_by(at, Dep::Aux).any(to)
}

fn link_of(dep: Dep, directly: bool) -> Link {
    match dep {
        Dep::Relcl | Dep::Acl => Link::Relative,
        Dep::Ccomp if directly => Link::Content,
        Dep::Xcomp if directly => Link::Complement,
        Dep::Conj if directly => Link::Conjunct,
        Dep::Advcl | Dep::Pcomp => Link::Adverbial,
        _ => Link::Other,
    }
}
