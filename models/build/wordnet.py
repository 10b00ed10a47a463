"""Reads the database files of WordNet 3.1 (`wndb(5WN)`, `senseidx(5WN)`)."""

import collections
import dataclasses
import pathlib

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSE_POS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}


@dataclasses.dataclass
class Synset:
    pos: str
    satellite: bool
    words: list[str]
    # Symbol, target, number of the word that points (0: all), number of the word pointed at.
    pointers: list[tuple[str, tuple[str, int], int, int]]


class WordNet:
    def __init__(self, folder: pathlib.Path):
        self.synsets: dict[tuple[str, int], Synset] = {}
        for pos, name in FILES.items():
            for line in (folder / f"data.{name}").read_text().splitlines():
                if not line.startswith(" "):
                    self._synset(pos, line)
        # Lemma and part of speech to its senses in order: synset, count in the tagged texts.
        self.senses: dict[tuple[str, str], list[tuple[tuple[str, int], int]]] = collections.defaultdict(list)
        order = collections.defaultdict(list)
        for line in (folder / "index.sense").read_text().splitlines():
            key, offset, number, count = line.split()
            lemma, rest = key.split("%")
            pos = SENSE_POS[rest[0]]
            order[lemma.replace("_", " "), pos].append((int(number), (pos, int(offset)), int(count)))
        for key, senses in order.items():
            self.senses[key] = [(synset, count) for _, synset, count in sorted(senses)]
        self.weights = {key: weights(senses) for key, senses in self.senses.items()}

    def _synset(self, pos: str, line: str) -> None:
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        at = 4 + 2 * count
        words = [word.split("(")[0].replace("_", " ") for word in fields[4:at:2]]
        pointers = []
        for _ in range(int(fields[at])):
            symbol, offset, target, ends = fields[at + 1 : at + 5]
            target = "a" if target == "s" else target
            pointers.append((symbol, (target, int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
            at += 4
        self.synsets[pos, int(fields[0])] = Synset(pos, fields[2] == "s", words, pointers)

    def counted(self, lemma: str, pos: str) -> int:
        """How often a lemma was counted in the tagged texts, in all its senses."""
        return sum(count for _, count in self.senses.get((lemma.lower(), pos), []))

    def weight(self, lemma: str, synset: tuple[str, int]) -> float:
        """Share of the uses of a lemma that mean this synset; 0 where it never does."""
        return self.weights.get((lemma.lower(), synset[0]), {}).get(synset, 0.0)


def weights(senses: list[tuple[tuple[str, int], int]]) -> dict[tuple[str, int], float]:
    """Counts of the tagged texts, smoothed by the order of the senses: each half as likely as the one before."""
    likely = {synset: count + 2 * 0.5**rank for rank, (synset, count) in enumerate(senses)}
    total = sum(likely.values())
    return {synset: value / total for synset, value in likely.items()}
