//! Cuts and marks texts, for a comparison with spaCy: `models/build/words_agreement.py` starts it.
//!
//! Reads JSON lines from standard input: `text`, and perhaps `tags` and `deps` with a name for each word. Writes a
//! JSON line for each: `words` with start, end, space after, is space, and the four numbers as text; with tags also
//! `tags`, `deps`, `pos`, `morph` and `lemmas`. The argument is the file of the model; `--time` behind it prints how
//! long loading and cutting take instead.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program for the terminal")]

use std::error::Error;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};
use std::time::Instant;

use claimdiff::language::archive::Archive;
use claimdiff::language::words::{Word, WordCache, Words};
use claimdiff::model::{Dep, Tag};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Text {
    text: String,
    tags: Option<Vec<String>>,
    deps: Option<Vec<String>>,
}

#[derive(Default, Serialize)]
struct Cut {
    words: Vec<(u32, u32, bool, bool, [String; 4])>,
    tags: Vec<&'static str>,
    deps: Vec<&'static str>,
    pos: Vec<&'static str>,
    morph: Vec<String>,
    lemmas: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let model = std::fs::read(arguments.next().ok_or("the file of the model is missing")?)?;
    let start = Instant::now();
    let words = Words::load(&Archive::open(&model)?)?;
    let loaded = start.elapsed();
    let texts = stdin().lock().lines().map(|line| Ok(serde_json::from_str(&line?)?));
    let texts: Vec<Text> = texts.collect::<Result<_, Box<dyn Error>>>()?;
    if arguments.any(|argument| argument == "--time") {
        println!("loading: {:.2} ms", loaded.as_secs_f64() * 1e3);
        time(&words, &texts);
        return Ok(());
    }
    let mut out = BufWriter::new(stdout().lock());
    let mut cache = WordCache::default();
    for text in &texts {
        serde_json::to_writer(&mut out, &cut(&words, text, &mut cache)?)?;
        writeln!(out)?;
    }
    Ok(())
}

fn cut(words: &Words, text: &Text, cache: &mut WordCache) -> Result<Cut, Box<dyn Error>> {
    let mut found = Vec::new();
    words.tokenize(&text.text, cache, &mut found);
    let mut cut = Cut::default();
    let row = |word: &Word| {
        (word.start, word.end, word.space_after, word.is_space, word.ids.map(|id| id.to_string()))
    };
    cut.words = found.iter().map(row).collect();
    if let (Some(tags), Some(deps)) = (&text.tags, &text.deps)
        && tags.len() == found.len()
    {
        let tags: Option<Vec<Tag>> = tags.iter().map(|tag| Tag::from_name(tag)).collect();
        let deps: Option<Vec<Dep>> = deps.iter().map(|dep| Dep::from_name(dep)).collect();
        let marks = words.mark(&found, &tags.ok_or("a tag")?, &deps.ok_or("a label")?);
        for (word, marks) in found.iter().zip(marks) {
            let mut lemma = String::new();
            words.lemma(word.text(&text.text), &marks, &mut lemma);
            cut.tags.push(marks.tag.name());
            cut.deps.push(marks.dep.name());
            cut.pos.push(marks.pos.name());
            cut.morph.push(marks.morph.features().map(|it| it.name()).collect::<Vec<_>>().join("|"));
            cut.lemmas.push(lemma);
        }
    }
    Ok(cut)
}

fn time(words: &Words, texts: &[Text]) {
    for round in ["first look", "second look"] {
        let mut cache = WordCache::default();
        let mut found = Vec::new();
        let start = Instant::now();
        let mut count = 0;
        for text in texts {
            found.clear();
            words.tokenize(&text.text, &mut cache, &mut found);
            count += found.len();
        }
        let speed = count as f64 / start.elapsed().as_secs_f64() / 1e6;
        println!("cutting, {round}: {count} words, {speed:.2} million a second");
    }
    for text in texts {
        let (Some(tags), Some(deps)) = (&text.tags, &text.deps) else { continue };
        let tags: Vec<Tag> = tags.iter().filter_map(|tag| Tag::from_name(tag)).collect();
        let deps: Vec<Dep> = deps.iter().filter_map(|dep| Dep::from_name(dep)).collect();
        let mut found = Vec::new();
        words.tokenize(&text.text, &mut WordCache::default(), &mut found);
        let mut lemma = String::new();
        let start = Instant::now();
        let rounds = 200_000 / found.len().max(1) + 1;
        for _ in 0..rounds {
            for (word, marks) in found.iter().zip(words.mark(&found, &tags, &deps)) {
                words.lemma(word.text(&text.text), &marks, &mut lemma);
            }
        }
        let speed = (rounds * found.len()) as f64 / start.elapsed().as_secs_f64() / 1e6;
        println!("marks and lemmas: {speed:.2} million words a second");
        break;
    }
}
