//! Which words differ between two passages. The one place that runs a diff.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::limits::MAX_DIFF_WORDS;

/// Byte ranges of the words of each side that the other side has not at that place; neighbors are joined. White
/// space and letter case make no difference. Passages that are too long for a quadratic comparison differ whole.
pub fn differing(old: &str, new: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (old_words, new_words) = (words(old), words(new));
    if old_words.len() > MAX_DIFF_WORDS || new_words.len() > MAX_DIFF_WORDS {
        return (whole(&old_words), whole(&new_words));
    }
    let keys = |words: &[(Range<usize>, &str)]| -> Vec<String> {
        words.iter().map(|(_, word)| word.to_lowercase()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(&old_words), &keys(&new_words));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for op in ops {
        if op.tag() != DiffTag::Equal {
            push(&old_words, op.old_range(), &mut left);
            push(&new_words, op.new_range(), &mut right);
        }
    }
    (left, right)
}

fn push(words: &[(Range<usize>, &str)], range: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    if let (Some((first, _)), Some((last, _))) =
        (words.get(range.start), range.end.checked_sub(1).and_then(|last| words.get(last)))
        && range.start < range.end
    {
        ranges.push(first.start..last.end);
    }
}

fn whole(words: &[(Range<usize>, &str)]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    push(words, 0..words.len(), &mut ranges);
    ranges
}

/// Runs of letters and digits, and single marks.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    let mut push = |range: Range<usize>| {
        if let Some(word) = text.get(range.clone()) {
            words.push((range, word));
        }
    };
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            push(start..at);
        }
        if !letter.is_whitespace() {
            push(at..at + letter.len_utf8());
        }
    }
    if let Some(start) = start {
        push(start..text.len());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, ranges: &[Range<usize>]) -> Vec<String> {
        ranges.iter().map(|range| text.get(range.clone()).unwrap_or("").to_string()).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (old, new) = ("We will not raise the fee", "we will raise the basic fee");
        let (left, right) = differing(old, new);
        assert_eq!(marked(old, &left), ["not"]);
        assert_eq!(marked(new, &right), ["basic"]);
    }

    #[test]
    fn a_passage_beyond_the_limit_differs_whole() {
        let long = "a ".repeat(MAX_DIFF_WORDS + 1);
        let (left, right) = differing(&long, "a");
        assert_eq!(marked(&long, &left), [long.trim_end()]);
        assert_eq!(marked("a", &right), ["a"]);
    }
}
