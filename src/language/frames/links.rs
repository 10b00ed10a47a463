//! How each predicate hangs on the one above it.

use crate::model::{Dep, Frame, Link, Tree};

pub(super) fn link(tree: &Tree, frames: &mut [Frame]) {
    let heads: Vec<u32> = frames.iter().map(|frame| frame.head).collect();
    for frame in frames {
        let at = frame.head as usize;
        let Some(above) = tree.ancestors(at).find_map(|node| heads.binary_search(&(node as u32)).ok()) else {
            continue;
        };
        let directly = tree.head(at).map(|head| head as u32) == heads.get(above).copied();
        frame.above = tree.get(at).map(|node| (above as u32, link_of(node.dep, directly)));
    }
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
