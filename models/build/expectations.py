#!/usr/bin/env python3
"""Writes what spaCy says of the texts in fixtures/language/sample.jsonl into that file.

    /tmp/models/bin/python models/build/expectations.py [FILE]

FILE holds texts, one a line, that take the place of those in the sample. The texts are invented; see
fixtures/README.md.
"""

import json
import pathlib
import sys

import spacy
from agreement import MODEL

SAMPLE = pathlib.Path(__file__).parents[2] / "fixtures" / "language" / "sample.jsonl"


def row(doc) -> dict:
    words = []
    for word in doc:
        start = len(doc.text[: word.idx].encode())
        end = start + len(word.text.encode())
        words.append([start, end, word.tag_, word.pos_, word.head.i, word.dep_, word.lemma_])
    return {"text": doc.text, "words": words, "entities": [[it.start, it.end, it.label_] for it in doc.ents]}


def main() -> None:
    if len(sys.argv) > 1:
        lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    else:
        lines = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    rows = [row(doc) for doc in spacy.load(MODEL).pipe(lines)]
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    SAMPLE.write_text(text, encoding="utf-8")
    print(f"{sum(len(row['words']) for row in rows)} words, {len(rows)} texts")


if __name__ == "__main__":
    main()
