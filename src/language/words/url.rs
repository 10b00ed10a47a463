//! Is a word an address: perhaps a scheme, perhaps a user, a host name or an IPv4 number, perhaps port and path?
//!
//! Decides as the model's regular expression does, in one pass: no search from many starts.

use super::class::{Classes, DECIMAL, URL_END, URL_INNER, WORD};

/// Most characters of the last label, and fewest.
const END_LENGTH: std::ops::RangeInclusive<usize> = 2..=63;
/// Most characters of the other labels.
const LABEL_LENGTH: usize = 64;
/// Fewest and most digits of a port.
const PORT_LENGTH: std::ops::RangeInclusive<usize> = 2..=5;

/// Whether the whole word is an address.
pub(super) fn is_url(word: &str, classes: &Classes) -> bool {
    // Without a dot or an end there is no host; most words go no further.
    if !word.contains('.') {
        return false;
    }
    let behind_scheme = word.split_once("://").filter(|(scheme, _)| is_scheme(scheme, classes));
    if [Some(word), behind_scheme.map(|(_, rest)| rest)]
        .iter()
        .flatten()
        .any(|rest| is_address(rest, classes))
    {
        return true;
    }
    // A user may hold any character, so that the host may begin behind every `@` but a first one.
    let users = word.match_indices('@').filter(|(at, _)| *at > 0);
    users.filter_map(|(at, _)| word.get(at + 1..)).any(|rest| is_address(rest, classes))
}

fn is_scheme(scheme: &str, classes: &Classes) -> bool {
    let fits = |letter: char| classes.has(letter, WORD) || matches!(letter, '+' | '-' | '.');
    scheme.chars().all(fits) && scheme.chars().nth(1).is_some()
}

/// Host, port and path. The host holds none of the characters that may follow it, so it ends at the first of them.
fn is_address(rest: &str, classes: &Classes) -> bool {
    // What stands behind another `@` is not looked at twice: no host holds one.
    let end = rest.find([':', '/', '?', '#', '@']).unwrap_or(rest.len());
    let Some((host, rest)) = rest.split_at_checked(end) else { return false };
    (is_host_name(host, classes) || is_ip_number(host, classes)) && is_port_and_path(rest, classes)
}

fn is_host_name(host: &str, classes: &Classes) -> bool {
    let Some((labels, end)) = host.rsplit_once('.') else { return false };
    let in_end = end.chars().all(|letter| classes.has(letter, URL_END));
    in_end
        && END_LENGTH.contains(&end.chars().count())
        && labels.split('.').all(|label| is_label(label, classes))
}

fn is_label(label: &str, classes: &Classes) -> bool {
    let inner = |letter: char| classes.has(letter, URL_INNER);
    label.chars().next().is_some_and(inner)
        && label.chars().next_back().is_some_and(inner)
        && label.chars().all(|letter| inner(letter) || matches!(letter, '-' | '_'))
        && label.chars().count() <= LABEL_LENGTH
}

/// Four numbers from 1.0.0.1 to 223.255.255.254 outside the private ranges. Most digits may be of any script.
fn is_ip_number(host: &str, classes: &Classes) -> bool {
    let mut parts = host.split('.');
    let (Some(first), Some(second), Some(third), Some(fourth), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let one_of = |part: &str, shapes: &[&str]| shapes.iter().any(|shape| has_shape(part, shape, classes));
    let middle = ["d", "dd", "1dd", "2[0-4]d", "25[0-5]"];
    let private = matches!((first, second), ("10" | "127", _) | ("169", "254") | ("192", "168"))
        || first == "172" && one_of(second, &["1[6-9]", "2d", "3[0-1]"]);
    !private
        && one_of(first, &["[1-9]", "[1-9]d", "1dd", "2[0-1]d", "22[0-3]"])
        && one_of(second, &middle)
        && one_of(third, &middle)
        && one_of(fourth, &["[1-9]", "[1-9]d", "1dd", "2[0-4]d", "25[0-4]"])
}

/// Whether a part has a shape: `d` is a decimal digit of any script, `[x-y]` a range of ASCII digits, anything else
/// itself.
fn has_shape(part: &str, shape: &str, classes: &Classes) -> bool {
    let (mut letters, mut marks) = (part.chars(), shape.chars());
    while let Some(mark) = marks.next() {
        let Some(letter) = letters.next() else { return false };
        let fits = match mark {
            'd' => classes.has(letter, DECIMAL),
            '[' => {
                let (low, _, high, _) = (marks.next(), marks.next(), marks.next(), marks.next());
                low.zip(high).is_some_and(|(low, high)| (low..=high).contains(&letter))
            }
            other => letter == other,
        };
        if !fits {
            return false;
        }
    }
    letters.next().is_none()
}

fn is_port_and_path(rest: &str, classes: &Classes) -> bool {
    let Some(port) = rest.strip_prefix(':') else {
        return rest.is_empty() || rest.starts_with(['/', '?', '#']);
    };
    let is_digit = |letter: &char| classes.has(*letter, DECIMAL);
    let digits = port.chars().take_while(is_digit).take(PORT_LENGTH.end() + 1).count();
    PORT_LENGTH.contains(&digits) && port.chars().nth(digits).is_none_or(|it| matches!(it, '/' | '?' | '#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::words::testing::words;

    fn url(word: &str) -> bool {
        is_url(word, &words().classes)
    }

    #[test]
    fn addresses() {
        for word in [
            "heron.example.org",
            "http://heron.example.org",
            "svn+ssh://ada@heron.example:2222/trunk?x#y",
            "ada@heron.example",
            "@@heron.example",
            "a:b@c@heron.example/x@y",
            "8.8.4.4",
            "1.2٣.3.4:80",
            "überlingen.example/ä",
            "x_y-z.com",
        ] {
            assert!(url(word), "{word}");
        }
    }

    #[test]
    fn no_addresses() {
        for word in [
            "heron",
            "heron.",
            ".org",
            "@heron",
            "heron.Example",
            "10.1.1.1",
            "172.20.3.4",
            "1.2.3.0",
            "1.2.3",
            "256.1.1.1",
            "heron.org:8",
            "heron.org:123456",
            "-x.org",
            "x-.org",
            "a..org",
            "h://",
            "heron.o",
        ] {
            assert!(!url(word), "{word}");
        }
        assert!(!url(&format!("{}.org", "x".repeat(65))));
        assert!(url(&format!("{}.org", "x".repeat(64))));
    }

    #[test]
    fn a_long_word_takes_linear_time() {
        assert!(!url(&"a.".repeat(200_000)));
        assert!(!url(&"@.".repeat(200_000)));
        assert!(!url(&"1://".repeat(200_000)));
        assert!(!url(&"a.bc:1@".repeat(200_000)));
    }
}
