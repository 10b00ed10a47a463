"""Which words of WordNet are kept: those that people use."""

# Second words of verbs like "put off"; others ("make sense") are no verb of their own here.
PARTICLES = set(
    "about across ahead along apart around aside away back by down forth forward in into off on out over through "
    "together under up upon with".split()
)
SUFFIXES = {
    "n": ["s", "es"],
    "v": ["s", "es", "d", "ed", "ing"],
    "a": ["r", "er", "st", "est"],
    "r": [],
}


def select(wordnet, vocabulary: set[str]):
    """All words that are kept and the usual ones among them, both as (lemma, part of speech).

    Usual are those that stand in the vocabulary of a language model, in some form, or that were counted in WordNet's
    tagged texts. With them are kept the words derived from them and phrasal verbs.
    """
    usual, kept = set(), set()
    for (lemma, pos), senses in wordnet.senses.items():
        counted = sum(count for _, count in senses) > 0
        if is_name(wordnet, lemma, senses):
            continue
        if is_word(lemma):
            if counted or lemma in vocabulary or any(form in vocabulary for form in forms(lemma, pos)):
                usual.add((lemma, pos))
        elif pos == "v" and is_phrasal(lemma, vocabulary):
            kept.add((lemma, pos))
    kept |= usual
    for lemma, pos in sorted(usual):
        for synset, _ in wordnet.senses[lemma, pos]:
            words = wordnet.synsets[synset].words
            for symbol, target, ours, theirs in wordnet.synsets[synset].pointers:
                if symbol == "+" and words[ours - 1].lower() == lemma:
                    other = wordnet.synsets[target].words[theirs - 1].lower()
                    if is_word(other):
                        kept.add((other, target[0]))
    return kept, usual


def forms(lemma: str, pos: str):
    for suffix in SUFFIXES[pos]:
        yield lemma + suffix
        if lemma.endswith("e") and suffix in ("ing", "ed"):
            yield lemma[:-1] + suffix
        if lemma.endswith("y"):
            yield lemma[:-1] + "i" + suffix


def is_word(lemma: str) -> bool:
    return lemma.isascii() and lemma.replace("-", "").isalpha() and len(lemma) > 1


def is_phrasal(lemma: str, vocabulary: set[str]) -> bool:
    verb, *rest = lemma.split(" ")
    return 1 <= len(rest) <= 2 and verb in vocabulary and verb not in PARTICLES and all(word in PARTICLES for word in rest)


def is_name(wordnet, lemma, senses) -> bool:
    """Written with a capital in its first sense: "Paris", "Monday"."""
    words = wordnet.synsets[senses[0][0]].words
    return not any(word == lemma for word in words)
