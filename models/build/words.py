"""The linguistic tables of the pipeline as sections `words.*`: read by src/language/words/.

    words.classes            properties of characters and classes of the affix rules (affixes.py)
    words.affixes            JSON: rules for prefixes, suffixes, infixes
    words.exceptions         JSON: [pieces, matched]: pieces are [text, norm or null], their texts one after the other
                             the word; matched are the lengths in bytes of the tokens that the word would be without
                             exceptions, or null where it is no pattern for the second pass over the tokens
    words.symbols            JSON: {word: id} of the words whose id is not their hash
    words.norms              ids of words, in order, 8 bytes each; then the ids of their norms
    words.lemma_rules        JSON: {part of speech: [[old ending, new ending]]}
    words.lemma_index        front coded (front_coded.py): word, one byte with a bit for each part of speech
    words.lemma_exceptions   front coded: word; the forms: number of the part of speech, bytes shared with the word,
                             bytes of the rest, the rest
    words.ruler              JSON: patterns over tokens and what they set
"""

import json
import re

import affixes
import front_coded
import numpy

# Order of the bits and numbers in the lemma tables; src/language/words/lemma_tables.rs has the same.
LEMMA_POS = ["adj", "adv", "noun", "verb"]
# Of the expressions of the ruler: the words that they stand for.
WORDS_OF = {
    "^n'?t$": ["n't", "nt"],
    "^n[ou]thin'$": ["nothin'", "nuthin'"],
    "^y'?$": ["y", "y'"],
}


def to_json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def url_classes(expression: str) -> tuple[str, str]:
    """The two classes of the rule for addresses; the rest of it stands in src/language/words/url.rs."""
    shape = re.compile(
        r"\(\?u\)\^"
        r"\(\?:\(\?:\[\\w\\\+\\-\\\.\]\{2,\}\)://\)\?"
        r"\(\?:\\S\+\(\?::\\S\*\)\?@\)\?"
        r"\(\?:"
        r"\(\?!\(\?:10\|127\)\(\?:\\\.\\d\{1,3\}\)\{3\}\)"
        r"\(\?!\(\?:169\\\.254\|192\\\.168\)\(\?:\\\.\\d\{1,3\}\)\{2\}\)"
        r"\(\?!172\\\.\(\?:1\[6-9\]\|2\\d\|3\[0-1\]\)\(\?:\\\.\\d\{1,3\}\)\{2\}\)"
        r"\(\?:\[1-9\]\\d\?\|1\\d\\d\|2\[01\]\\d\|22\[0-3\]\)"
        r"\(\?:\\\.\(\?:1\?\\d\{1,2\}\|2\[0-4\]\\d\|25\[0-5\]\)\)\{2\}"
        r"\(\?:\\\.\(\?:\[1-9\]\\d\?\|1\\d\\d\|2\[0-4\]\\d\|25\[0-4\]\)\)"
        r"\|"
        r"\(\?:\(\?:(?P<inner>\[[^]]+\])\[[^]]+_-\]\{0,62\}\)\?(?P=inner)\\\.\)\+"
        r"\(\?:(?P<end>\[[^]]+\])\{2,63\}\)\)"
        r"\(\?::\\d\{2,5\}\)\?"
        r"\(\?:\[/\?#\]\\S\*\)\?\$"
    )
    found = shape.fullmatch(expression)
    assert found, "the rule for addresses is another one than url.rs was written for"
    assert f"{found['inner'][:-1]}_-]" in expression
    return found["inner"], found["end"]


def exceptions(tokenizer) -> list:
    from spacy.attrs import NORM, ORTH
    from spacy.tokenizer import Tokenizer

    assert tokenizer.faster_heuristics and tokenizer.token_match is None
    plain = Tokenizer(
        tokenizer.vocab,
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer,
        url_match=tokenizer.url_match,
    )
    found = []
    for word, pieces in sorted(tokenizer.rules.items()):
        assert all(set(piece) <= {ORTH, NORM} for piece in pieces)
        assert "".join(piece[ORTH] for piece in pieces) == word
        affix = tokenizer.find_prefix(word) or tokenizer.find_infix(word) or tokenizer.find_suffix(word)
        matched = [len(token.text.encode()) for token in plain(word)] if affix or " " in word else None
        found.append([[[piece[ORTH], piece.get(NORM)] for piece in pieces], matched])
    return found


def symbols() -> dict[str, int]:
    from spacy.strings import get_string_id
    from spacy.symbols import IDS

    assert all(get_string_id(name) == number for name, number in IDS.items())
    return {name: number for name, number in IDS.items() if name}


def norms(vocab) -> bytes:
    """What `lexeme_norm` and the general norms give, the former first."""
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.strings import get_string_id

    table = {get_string_id(word): norm for word, norm in BASE_NORMS.items()}
    table |= dict(vocab.lookups.get_table("lexeme_norm").items())
    keys = sorted(table)
    values = [get_string_id(table[key]) for key in keys]
    return numpy.array(keys + values, dtype="<u8").tobytes()


def lemma_table(lookups, name: str, kinds: list[str]) -> dict:
    """A table of the lemmatizer by part of speech; no other part of speech may have one."""
    from spacy.strings import get_string_id

    table = lookups.get_table(name)
    ids = {get_string_id(kind): kind for kind in kinds}
    assert set(table.keys()) <= set(ids), "a part of speech that is not expected"
    return {ids[key]: value for key, value in table.items()}


def lemma_index(lookups) -> bytes:
    bits: dict[str, int] = {}
    for kind, words in lemma_table(lookups, "lemma_index", LEMMA_POS).items():
        for word in words:
            bits[word] = bits.get(word, 0) | 1 << LEMMA_POS.index(kind)
    return front_coded.pack({word: bytes([bit]) for word, bit in bits.items() if word}, 1)


def lemma_exceptions(lookups) -> bytes:
    values: dict[str, bytes] = {}
    for kind, table in lemma_table(lookups, "lemma_exc", LEMMA_POS).items():
        for word, forms in table.items():
            for form in forms:
                key, value, shared = word.encode(), form.encode(), 0
                while shared < min(len(key), len(value)) and key[shared] == value[shared]:
                    shared += 1
                head = bytes([LEMMA_POS.index(kind), shared, len(value) - shared])
                values[word] = values.get(word, b"") + head + value[shared:]
    return front_coded.pack(values, None)


def condition(spec: dict, tags: list[str]) -> dict | None:
    """What a token must be; none for a tag that the tagger does not know."""
    found = {}
    for attribute, wanted in spec.items():
        if attribute == "IS_SPACE":
            found["space"] = wanted
            continue
        ((kind, values),) = wanted.items() if isinstance(wanted, dict) else [("IN", [wanted])]
        if kind == "REGEX":
            kind, values = "IN", WORDS_OF[values]
        # The empty value stands for "not set"; the parser and the tagger set all tokens.
        values = [value for value in values if value or kind != "NOT_IN"]
        name = {"TAG": "tags", "LOWER": "lowers", "DEP": "deps"}[attribute]
        found[{"IN": "", "NOT_IN": "not_"}[kind] + name] = values
    if "tags" in found:
        found["tags"] = [tag for tag in found["tags"] if tag in tags]
        if not found["tags"]:
            return None
    return found


def ruler(pipe, tags: list[str]) -> list[dict]:
    found = []
    for rule in pipe.patterns:
        attributes = rule["attrs"]
        assert set(attributes) <= {"POS", "MORPH", "LEMMA", "TAG", "DEP"}
        effect = {name.lower(): value for name, value in attributes.items()}
        if effect.get("morph") == "_":
            effect["morph"] = ""
        for pattern in rule["patterns"]:
            tokens = [condition(spec, tags) for spec in pattern]
            if None not in tokens:
                found.append({"tokens": tokens, "at": rule["index"], **effect})
    return found


def sections(nlp) -> dict[str, bytes]:
    tokenizer, lemmatizer = nlp.tokenizer, nlp.get_pipe("lemmatizer")
    assert lemmatizer.mode == "rule" and not lemmatizer.overwrite
    tables = affixes.sections(tokenizer, *url_classes(tokenizer.url_match.__self__.pattern))
    rules = lemma_table(lemmatizer.lookups, "lemma_rules", [*LEMMA_POS, "punct"])
    tags = [*nlp.get_pipe("tagger").labels, "_SP"]
    return {
        "words.classes": tables["classes"],
        "words.affixes": to_json(tables["affixes"]),
        "words.exceptions": to_json(exceptions(tokenizer)),
        "words.symbols": to_json(symbols()),
        "words.norms": norms(nlp.vocab),
        "words.lemma_rules": to_json(rules),
        "words.lemma_index": lemma_index(lemmatizer.lookups),
        "words.lemma_exceptions": lemma_exceptions(lemmatizer.lookups),
        "words.ruler": to_json(ruler(nlp.get_pipe("attribute_ruler"), tags)),
    }
