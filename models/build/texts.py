"""Texts to measure with: the lines of the field `source` (or `text`) of JSON lines, each text once."""

import itertools
import json
import pathlib


def sources(path: pathlib.Path):
    seen = set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row.get("source") or row.get("text") or ""
            text = "\n".join(map(str, text)) if isinstance(text, list) else text
            if text not in seen:
                seen.add(text)
                yield from (line for line in text.splitlines() if line.strip())


def read(paths: list[pathlib.Path], words: int) -> list[str]:
    """Lines from all files in turn until they have so many words (between spaces)."""
    found, count, seen = [], 0, set()
    for lines in itertools.zip_longest(*(sources(path) for path in paths)):
        for line in lines:
            if line is not None and line not in seen and count < words:
                seen.add(line)
                found.append(line)
                count += len(line.split())
    return found
