"""Which words are akin, by WordNet: pairs of (lemma, part of speech) with a relation and a strength from 0 to 1.

The strength is the share of both words' uses in which they are related so: rare senses join unlike words, so that a
pair that rests on them falls under the threshold of its relation.
"""

import collections
import math

SYNONYM, FAMILY, BROADER, CAUSES, OPPOSITE = range(1, 6)
NAMES = {SYNONYM: "synonym", FAMILY: "family", BROADER: "broader", CAUSES: "causes", OPPOSITE: "opposite"}
# Weakest pair that is kept, and how many of a relation one word may have.
THRESHOLDS = {SYNONYM: 0.3, FAMILY: 0.12, BROADER: 0.3, CAUSES: 0.3, OPPOSITE: 0.31}
MOST = {SYNONYM: 16, FAMILY: 14, BROADER: 8, CAUSES: 6, OPPOSITE: 12}
# Words that are opposites in any of their senses are so in most texts that have both.
DIRECT = 0.5
# Derived words share most of what they mean whatever the senses.
FAMILY_FLOOR = 0.35
# A synonym of another part of speech goes through two links.
CROSS_THRESHOLD = 0.42
# A sense with a smaller share of a word's uses joins it to nothing. Where few uses were counted, the order of the
# senses tells little, and only the first ones count.
RARE = 0.1
RARE_UNCOUNTED = 0.28
FEW_COUNTED = 4
# A synset with more kinds under it says too little: "object", "act". Persons are told from things all the same.
MOST_KINDS = {"n": 1200, "v": 150}
PERSON = "person"


class Relations:
    def __init__(self, wordnet, kept, common):
        self.wordnet, self.kept, self.common = wordnet, kept, common
        self.pairs = collections.defaultdict(float)
        self.kinds = self._kinds()
        # The pairs that WordNet itself calls opposites.
        self.direct = set()

    def all(self) -> dict:
        for key, synset in self.wordnet.synsets.items():
            self._synonyms(key, synset)
            for pointer in synset.pointers:
                self._pointer(key, synset, *pointer)
        for lemma, pos in sorted(self.kept):
            if pos in "nv":
                self._broader(lemma, pos)
        for one, other in sorted(self.direct):
            self.both(OPPOSITE, one, other, DIRECT)
        self._second_family()
        return self._pruned()

    def add(self, relation, one, other, strength):
        """`one` is (lemma, pos)."""
        one, other = (one[0].lower(), one[1]), (other[0].lower(), other[1])
        if one != other and one in self.kept and other in self.kept:
            key = relation, one, other
            self.pairs[key] = min(self.pairs[key] + strength, 1.0)

    def both(self, relation, one, other, strength):
        self.add(relation, one, other, strength)
        self.add(relation, other, one, strength)

    def share(self, word, key):
        """Share of the uses of a word that mean this synset; 0 where they are rare, and for names."""
        weight = self.wordnet.weight(word, key)
        few = self.wordnet.counted(word, key[0]) < FEW_COUNTED
        return weight if weight >= (RARE_UNCOUNTED if few else RARE) and word.islower() else 0.0

    def members(self, key):
        """Words of a synset with the share of their uses that it has."""
        found = [(word, self.share(word, key)) for word in self.wordnet.synsets[key].words]
        return [(word, share) for word, share in found if share > 0.0]

    def derived(self, key):
        """Words of other synsets that are derived from words of this one: (word, pos, weights of both)."""
        synset = self.wordnet.synsets[key]
        for symbol, target, ours, theirs in synset.pointers:
            if symbol == "+" and target[0] != key[0]:
                source = synset.words[ours - 1]
                word = self.wordnet.synsets[target].words[theirs - 1]
                source_share, share = self.share(source, key), self.share(word, target)
                if source_share > 0.0 and share > 0.0 and not is_agent(word, target[0]):
                    yield source, word, target[0], share

    def _synonyms(self, key, synset):
        members = self.members(key)
        for word, weight in members:
            for other, other_weight in members:
                if word < other:
                    strength = math.sqrt(weight * other_weight)
                    self.both(SYNONYM, (word, key[0]), (other, key[0]), strength)
            for source, other, pos, other_weight in self.derived(key):
                strength = 0.9 * math.sqrt(weight * other_weight)
                if source != word and strength >= CROSS_THRESHOLD:
                    self.both(SYNONYM, (word, key[0]), (other, pos), strength)

    def _pointer(self, key, synset, symbol, target, ours, theirs):
        if symbol in ("+", "\\", "<") and ours:
            one, other = synset.words[ours - 1], self.wordnet.synsets[target].words[theirs - 1]
            strength = math.sqrt(self.wordnet.weight(one, key) * self.wordnet.weight(other, target))
            self.both(FAMILY, (one, key[0]), (other, target[0]), strength)
        elif symbol == "$" and not ours:
            self._between(SYNONYM, key, target, 0.8)
        elif symbol == ">":
            # Entailment ("*") is left out: much of it is what must have been before ("divorce", "marry").
            self._between(CAUSES, key, target, 0.9)
            self._between_derived(key, target)
        elif symbol == "&" and synset.satellite:
            self._between(BROADER, key, target, 0.8)
        elif symbol == "!":
            self._opposite(key, synset, target, ours, theirs)

    def _between(self, relation, key, target, factor):
        for word, weight in self.members(key):
            for other, other_weight in self.members(target):
                self.add(relation, (word, key[0]), (other, target[0]), factor * math.sqrt(weight * other_weight))

    def _between_derived(self, key, target):
        """What is caused, as a noun: "kill" and "death"."""
        for word, weight in self.members(key):
            for _, other, pos, other_weight in self.derived(target):
                if pos == "n":
                    self.add(CAUSES, (word, key[0]), (other, pos), 0.8 * math.sqrt(weight * other_weight))

    def _opposite(self, key, synset, target, ours, theirs):
        """The pair itself; the other words of both synsets; for adjectives the words that are similar to one side."""
        if (key, ours) > (target, theirs):
            return
        direct = synset.words[ours - 1], self.wordnet.synsets[target].words[theirs - 1]
        if all(word.islower() for word in direct):
            self.direct.add(((direct[0], key[0]), (direct[1], key[0])))
        sides = []
        for side, (at, word) in enumerate(zip((key, target), direct)):
            near = [(word, key[0], self.share(word, at), 1.0)]
            near += [(other, key[0], weight, 0.8) for other, weight in self.members(at) if other != word]
            if key[0] == "a":
                for symbol, satellite, _, _ in self.wordnet.synsets[at].pointers:
                    if symbol == "&":
                        near += [(other, "a", weight, 0.55) for other, weight in self.members(satellite)]
            near += [(other, pos, weight, 0.8) for source, other, pos, weight in self.derived(at) if source == word]
            sides.append(near)
        for one, pos, weight, factor in sides[0]:
            for other, other_pos, other_weight, other_factor in sides[1]:
                strength = factor * other_factor * math.sqrt(weight * other_weight)
                if strength > 0.0:
                    self.both(OPPOSITE, (one, pos), (other, other_pos), strength)

    def _kinds(self):
        """How many synsets stand under each."""
        under = collections.defaultdict(set)
        for key, synset in self.wordnet.synsets.items():
            seen, next_up = {key}, [key]
            while next_up:
                above = next_up.pop()
                for symbol, target, _, _ in self.wordnet.synsets[above].pointers:
                    if symbol in ("@", "@i") and target not in seen:
                        seen.add(target)
                        next_up.append(target)
            for above in seen - {key}:
                under[above].add(key)
        return {key: len(below) for key, below in under.items()}

    def _broader(self, lemma, pos):
        steps = 2 if pos == "n" else 1
        for key in self.wordnet.weights.get((lemma, pos), {}):
            share = self.share(lemma, key)
            if share > 0.0:
                self._climb(lemma, pos, share, key, 0, steps)

    def _climb(self, lemma, pos, weight, key, taken, steps, height=0):
        above = [target for symbol, target, _, _ in self.wordnet.synsets[key].pointers if symbol == "@"]
        # The first one is what people think of: a car is a vehicle before it is a container.
        for target in above[:1]:
            words = self.members(target)
            person = PERSON in self.wordnet.synsets[target].words and pos == "n"
            general = self.kinds.get(target, 0) > MOST_KINDS[pos]
            # A step is one to a word that people use: not "self-propelled vehicle".
            usual = [(word, share) for word, share in words if (word, pos) in self.common]
            if person or usual and not general and taken < steps:
                for word, share in [(PERSON, 1.0)] if person else usual:
                    factor = 0.6 if person else 0.9 - 0.15 * taken
                    self.add(BROADER, (lemma, pos), (word, pos), factor * math.sqrt(weight * share))
            if height < 8 and pos == "n" and not person:
                self._climb(lemma, pos, weight, target, taken + bool(usual), steps, height + 1)

    def _second_family(self):
        """Two words derived from a third: "signing", "signature"."""
        near = collections.defaultdict(list)
        for (relation, one, other), strength in self.pairs.items():
            if relation == FAMILY and strength >= THRESHOLDS[FAMILY]:
                near[one].append((other, strength))
        for middle, around in sorted(near.items()):
            for one, first in around:
                for other, second in around:
                    opposite = self.pairs.get((OPPOSITE, one, other), 0.0) >= THRESHOLDS[OPPOSITE]
                    if one < other and not opposite and shares_stem(one[0], other[0]) and shares_stem(one[0], middle[0]):
                        self.both(FAMILY, one, other, 0.8 * math.sqrt(first * second))

    def _pruned(self):
        # One relation for a pair: derived words first ("employ", "employer"), an opposite is no synonym, a synonym is
        # nothing weaker.
        best = {}
        order = {FAMILY: 0, OPPOSITE: 1, SYNONYM: 2, CAUSES: 3, BROADER: 4}
        for (relation, one, other), strength in self.pairs.items():
            if strength < THRESHOLDS[relation]:
                continue
            known = best.get((one, other))
            if known is None or order[relation] < order[known[0]]:
                best[one, other] = relation, strength
        lists = collections.defaultdict(list)
        for (one, other), (relation, strength) in best.items():
            if relation == FAMILY:
                strength = FAMILY_FLOOR + (1.0 - FAMILY_FLOOR) * strength
            lists[one, relation].append((-strength, other))
        found = {}
        for (one, relation), others in lists.items():
            for strength, other in sorted(others)[: MOST[relation]]:
                found[one, other] = relation, -strength
        return found


def is_agent(word: str, pos: str) -> bool:
    """Who does it is not what is done: "loser", "lose"."""
    return pos == "n" and word.endswith(("er", "or", "ee"))


def shares_stem(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    return one[: max(3, shortest - 3)] == other[: max(3, shortest - 3)]
