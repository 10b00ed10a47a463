//! Dev trace: pair.json [substring]
use claimdiff::ingest::{Format, RawInput};
use claimdiff::model::*;
use claimdiff::pipeline::{CheckOptions, Engine};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let engine = Engine::new().unwrap();
    let pair: serde_json::Value = serde_json::from_slice(&std::fs::read(&args[1]).unwrap()).unwrap();
    let filter = args.get(2).cloned().unwrap_or_default();
    let doc = |v: &serde_json::Value, id: u16, role: Role| {
        let format = match v["format"].as_str().unwrap() {
            "html" => Format::Html,
            "markdown" => Format::Markdown,
            _ => Format::Plain,
        };
        let published = v["published"].as_str().and_then(|d| d.parse().ok());
        engine
            .read(&RawInput {
                id: DocumentId(id),
                role,
                name: "x",
                bytes: v["text"].as_str().unwrap().as_bytes(),
                format: Some(format),
                published,
            })
            .unwrap()
    };
    let (piece, source) = if pair.get("combined").is_some() {
        let d = doc(&pair["combined"], 0, Role::Piece);
        let parts = claimdiff::ingest::split_combined(&d, None, engine.lexicon())
            .unwrap()
            .unwrap();
        (parts.piece, parts.source)
    } else {
        (
            doc(&pair["interview"], 0, Role::Piece),
            doc(&pair["report"], 1, Role::Source),
        )
    };
    let (piece, source) = (engine.analyse(piece), vec![engine.analyse(source)]);
    let j = engine.judge(&piece, &source, &CheckOptions::default());
    let al = claimdiff::align::align(&piece, &source);
    let comps = claimdiff::judge::compare::comparisons(&piece, &source, &al, engine.lexicon());
    let src = &source[0];
    for c in &j.claims {
        let text = piece.document.slice(c.span);
        if !text.contains(&filter) {
            continue;
        }
        println!(
            "\n### {} [{:?}] {:?} score {:?} turn {:?}",
            text.replace('\n', " "),
            c.verdict,
            c.not_checkable,
            c.score,
            c.speaker
        );
        for s in piece.statements.iter().filter(|s| s.sentence == c.sentence) {
            println!(
                "  clause «{}» idle={:?} pred={:?} pol={:?} cert={:?} status={:?} attr={:?}",
                piece.document.slice(s.span),
                s.idle,
                s.predicate.as_ref().map(|p| piece.document.slice(p.span)),
                s.polarity.value,
                s.certainty.value,
                s.status.as_ref().map(|x| (x.value, piece.document.slice(x.span))),
                s.attribution.as_ref().map(|a| (
                    a.speaker.map(|x| piece.document.slice(x)),
                    piece.document.slice(a.cue),
                    a.entity
                ))
            );
            for m in piece.mentions_in(s.span) {
                println!(
                    "     · {} «{}» {}",
                    m.kind(),
                    piece.document.slice(m.span),
                    short(m)
                );
            }
            for k in al.pairs[s.id.idx()].candidates.iter().take(3) {
                let st = &src.statements[k.statement.idx()];
                println!(
                    "     → {:.2} cov {:.2} «{}» | status {:?} pol {:?} cert {:?} attr={:?}",
                    k.score,
                    k.features.coverage,
                    src.document.slice(st.span),
                    st.status.as_ref().map(|x| x.value),
                    st.polarity.value,
                    st.certainty.value,
                    st.attribution.as_ref().map(|a| (
                        a.speaker.map(|x| src.document.slice(x)),
                        src.document.slice(a.cue)
                    ))
                );
            }
        }
        for k in comps.iter().filter(|k| k.sentence == c.sentence) {
            let rel = k.feature(Feature::Relation);
            print!(
                "  {} «{}» {:?} vs «{}» {:?}:",
                k.primitive.name(),
                piece.document.slice(k.claim_span),
                k.claim_value,
                k.source.map_or("", |s| src.document.slice(s.1)),
                k.source_value
            );
            let _ = rel;
            for (f, v) in &k.features {
                if matches!(
                    f,
                    Feature::Extractive | Feature::Dialogue | Feature::SpeakerRole | Feature::Specific
                ) {
                    continue;
                }
                match v {
                    FeatureValue::Flag(b) => {
                        if *b {
                            print!(" {}", f.info().name)
                        }
                    }
                    FeatureValue::Number(n) => print!(" {}={n:.2}", f.info().name),
                    FeatureValue::Word(w) => print!(" {}={w}", f.info().name),
                }
            }
            println!();
        }
        for f in &c.findings {
            println!(
                "  !! {} {:?} {:?} «{}» {} {}",
                f.rule,
                f.verdict,
                f.severity,
                piece.document.slice(f.claim_span),
                f.confidence,
                f.message
            );
        }
    }
    if filter == "SOURCE" || filter.is_empty() {
        println!("\n=== SOURCE");
        for s in &src.statements {
            println!(
                "  clause «{}» status={:?} pol={:?} cert={:?} attr={:?}",
                src.document.slice(s.span),
                s.status.as_ref().map(|x| x.value),
                s.polarity.value,
                s.certainty.value,
                s.attribution.as_ref().map(|a| (
                    a.speaker.map(|x| src.document.slice(x)),
                    src.document.slice(a.cue)
                ))
            );
            for m in src.mentions_in(s.span) {
                println!(
                    "     · {} «{}» {}",
                    m.kind(),
                    src.document.slice(m.span),
                    short(m)
                );
            }
        }
    }
}
fn short(m: &Mention) -> String {
    match &m.value {
        Value::Time(t) => format!(
            "{} {:?} alt {:?} {:?} {:?} off {:?}",
            t.timex,
            t.range.map(|r| (r.start, r.end)),
            t.alternative.map(|r| (r.start, r.end)),
            t.anchor,
            t.modifier,
            t.offset
        ),
        Value::Quantity(q) => format!(
            "{}..{} {:?} p{} {:?} head={} per={}",
            q.low,
            q.high,
            q.unit,
            q.precision,
            q.approximation,
            q.head.is_some(),
            q.per.is_some()
        ),
        Value::Name(n) => format!("{} e{} {:?} {:?}", n.canonical, n.entity, n.person, n.country),
        Value::Quotation(q) => format!("{:?} speaker {:?} cont {:?}", q.kind, q.speaker, q.continued_by),
        Value::Agreement(a) => format!("{a:?}"),
    }
}
