//! How long a check takes: a small pair from nothing, a loop as in `batch`, how time grows with the text, and how fast
//! mentions alone are found.
//!
//! `cargo bench --bench check`. The growth table, with what doubling a text costs, is printed before criterion's
//! own figures; it comes from one run, so that its ratios can be compared.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use claimdiff::ingest::RawInput;
use claimdiff::lexicon::Lexicon;
use claimdiff::model::{Document, DocumentId, NoRecogniser, Report, Role, Text};
use claimdiff::pipeline::{CheckOptions, Engine};
use claimdiff::{extract, language, segment};
use criterion::{Criterion, Throughput, criterion_group};

const NAMES: [&str; 12] = [
    "Petra Holm",
    "Jonas Veit",
    "Amara Diallo",
    "Ruth Nwosun",
    "Lena Bremer",
    "Tomas Arce",
    "Mei Tanaka",
    "Omar Haddad",
    "Sara Lind",
    "Ivo Petrov",
    "Nadia Karim",
    "Hugo Ostler",
];
const BODIES: [&str; 10] = [
    "the harbour council",
    "the Ministry of Health",
    "the ferry company",
    "the miners' union",
    "the water board",
    "the University of Lindenau",
    "the central bank",
    "the rail authority",
    "the court of appeal",
    "the export agency",
];
const VERBS: [&str; 10] = [
    "approved",
    "rejected",
    "opened",
    "postponed",
    "repaired",
    "inspected",
    "sold",
    "financed",
    "closed",
    "extended",
];
const THINGS: [&str; 14] = [
    "bridge",
    "tunnel",
    "clinic",
    "warehouse",
    "pipeline",
    "school",
    "vineyard",
    "stadium",
    "archive",
    "market hall",
    "power station",
    "lighthouse",
    "library",
    "cable car",
];
const MONTHS: [&str; 6] = ["January", "March", "May", "July", "September", "November"];

/// A small generator of numbers, the same from run to run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// A word that hardly comes back, as names of places do.
    fn place(&mut self) -> String {
        let mut place = String::new();
        for _ in 0..3 {
            place.push_str(
                self.of(&["ba", "ke", "lo", "mir", "nu", "ra", "sto", "vel", "tan", "dri", "go", "fes"]),
            );
        }
        let mut letters = place.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
            .unwrap_or_default()
    }
}

/// Invented news of about `size` bytes; as an interview if `turns`.
fn text(size: usize, turns: bool) -> String {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut text = String::with_capacity(size + 400);
    if !turns {
        text.push_str("LINDENAU, 4 May 2021 - ");
    }
    let mut paragraph = 0;
    while text.len() < size {
        if paragraph % 4 == 0 {
            if paragraph > 0 {
                text.push_str("\n\n");
            }
            if turns {
                text.push_str(if paragraph % 8 == 0 { "Editor: " } else { "Guest: " });
            }
        }
        paragraph += 1;
        let (name, body, verb, thing) =
            (dice.of(&NAMES), dice.of(&BODIES), dice.of(&VERBS), dice.of(&THINGS));
        let (place, month) = (dice.place(), dice.of(&MONTHS));
        let (day, year, count) = (dice.below(28) + 1, dice.below(30) + 1991, dice.below(9_000) + 3);
        let _ = match dice.below(5) {
            0 => write!(text, "On {day} {month} {year}, {body} {verb} the {thing} in {place}. "),
            1 => write!(
                text,
                "{name} said that {body} had {verb} the {thing} of {place} for ${count} million. "
            ),
            2 => write!(
                text,
                "\"We {verb} it with {count} workers in {month},\" {name} told reporters in {place}. "
            ),
            3 => write!(
                text,
                "About {day} per cent of the {thing} was {verb} by {body} between {year} and 2022. "
            ),
            _ => write!(
                text,
                "The {thing} near {place} is {count} metres long, and {name} {verb} it last week. "
            ),
        };
    }
    text
}

/// What an interview makes of the news: some figures and names are others.
fn retold(size: usize) -> String {
    text(size, true)
        .replace("July", "June")
        .replace("Sara Lind", "Sara Lund")
        .replace("30 per cent", "50 per cent")
}

fn read(engine: &Engine, id: u16, text: &str) -> Document {
    let (role, name) = if id == 0 { (Role::Piece, "piece.txt") } else { (Role::Source, "source.txt") };
    let raw =
        RawInput { id: DocumentId(id), role, name, bytes: text.as_bytes(), format: None, published: None };
    engine.read(&raw).expect("an invented text can be read")
}

fn check(engine: &Engine, piece: &str, source: &str) -> Report {
    engine.check(read(engine, 0, piece), vec![read(engine, 1, source)], &CheckOptions::default())
}

/// The best of a few runs.
fn best(runs: usize, mut work: impl FnMut()) -> Duration {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

#[allow(clippy::print_stdout, reason = "the table is what this is for")]
fn growth(engine: &Engine) {
    println!("growth: milliseconds for a text in each role; ratio = time(2n) / time(n), 2.0 is linear");
    println!(
        "{:>8}  {:>9} {:>6}  {:>9} {:>6}  {:>9} {:>6}",
        "KB", "piece", "ratio", "source", "ratio", "both", "ratio"
    );
    let (small_piece, small_source) = (retold(5_000), text(5_000, false));
    for size in [10_000, 100_000, 1_000_000] {
        let mut before: Option<[f64; 3]> = None;
        for size in [size, size * 2] {
            let (piece, source) = (retold(size), text(size, false));
            let runs = if size < 50_000 { 9 } else { 3 };
            let pairs = [(&piece, &small_source), (&small_piece, &source), (&piece, &source)];
            let times = pairs.map(|(piece, source)| {
                best(runs, || drop(black_box(check(engine, piece, source)))).as_secs_f64() * 1e3
            });
            let mut line = format!("{:>8}", size / 1_000);
            for (column, time) in times.iter().enumerate() {
                let ratio = before.map_or(String::new(), |before| format!("{:.2}", time / before[column]));
                let _ = write!(line, "  {time:>9.2} {ratio:>6}");
            }
            println!("{line}");
            before = Some(times);
        }
    }
}

/// Finding mentions alone, in megabytes a second on one core, beside what comes before it.
#[allow(clippy::print_stdout, reason = "the table is what this is for")]
fn extraction(engine: &Engine) {
    let lexicon = Lexicon::english().expect("the word lists");
    let text = text(1_000_000, false);
    let document = read(engine, 1, &text);
    let mut sentences = segment::split(&document, &lexicon, |_| Vec::new());
    let tokens = language::analyse(&document, &mut sentences);
    let view = Text { document: &document, sentences: &sentences, tokens: &tokens };
    let speed = |time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
    let mentions = best(5, || drop(black_box(extract::mentions(&view, &lexicon, &NoRecogniser))));
    let words = best(5, || {
        let mut sentences = segment::split(&document, &lexicon, |_| Vec::new());
        black_box(language::analyse(&document, &mut sentences));
    });
    println!(
        "extraction: {:.1} MB/s for mentions alone, {:.1} MB/s for words",
        speed(mentions),
        speed(words)
    );
}

fn pairs(criterion: &mut Criterion) {
    let (piece, source) = (retold(1_500), text(2_000, false));
    criterion.bench_function("small pair, engine included", |bencher| {
        bencher.iter(|| {
            let engine = Engine::new().expect("the engine");
            check(&engine, &piece, &source)
        });
    });
    let engine = Engine::new().expect("the engine");
    criterion.bench_function("small pair", |bencher| bencher.iter(|| check(&engine, &piece, &source)));
    let rows: Vec<(String, String)> = (0..20)
        .map(|row| (retold(5_000).replace("May", MONTHS[row % MONTHS.len()]), text(5_000, false)))
        .collect();
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(rows.len() as u64));
    group.bench_function("20 pairs of 5 KB, one thread", |bencher| {
        bencher.iter(|| {
            rows.iter().map(|(piece, source)| check(&engine, piece, source).claims.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(4));
    targets = pairs
}

fn main() {
    let engine = Engine::new().expect("the engine");
    extraction(&engine);
    growth(&engine);
    benches();
    Criterion::default().configure_from_args().final_summary();
}
