//! Breaks text at spaces to a number of columns.

use unicode_width::UnicodeWidthStr;

/// Lines of at most `width` columns, the first of them `first` columns shorter. A word that is longer than a line
/// stands alone on one.
pub fn lines(text: &str, width: usize, first: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = first;
    for word in text.split(' ') {
        let space = usize::from(!line.is_empty());
        let begun = !line.is_empty() || used > 0;
        if begun && used + space + word.width() > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += word.width();
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_stay_whole() {
        assert_eq!(lines("one two three", 8, 0), ["one two", "three"]);
        assert_eq!(lines("one two three", 8, 5), ["one", "two", "three"]);
        assert_eq!(lines("abcdefghij k", 4, 0), ["abcdefghij", "k"]);
        assert_eq!(lines("", 4, 0), [""]);
    }
}
