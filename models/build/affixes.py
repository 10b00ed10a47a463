"""The affix rules of the tokenizer and the character classes, as data that needs no regex engine.

Python's parser of regular expressions takes the rules apart. Each alternative must be a row of characters and
classes, perhaps with characters that must stand before it and one that must (or must not) stand after it;
src/language/words/affix.rs reads no other shape, so any other is an error here. Character classes become bits of one
table over all code points, together with the properties of characters that the tokenizer and the attributes ask for.
"""

import re
import struct

import numpy

try:
    from re import _constants as constants, _parser as parser
except ImportError:
    import sre_constants as constants, sre_parse as parser

CODE_POINTS = 0x110000
SURROGATES = range(0xD800, 0xE000)

# Bits of the table; src/language/words/class.rs has the same. Classes of the affix rules follow.
PROPERTIES = [
    ("space", str.isspace),
    ("alpha", str.isalpha),
    ("digit", str.isdigit),
    ("upper", str.isupper),
    ("lowers", lambda char: char.lower() != char),
    ("decimal", re.compile(r"\d").match),
    ("word", re.compile(r"\w").match),
]
DERIVED = ["url_inner", "url_end", "prefix_first", "suffix_last", "infix_first"]


class Classes:
    """Numbers the classes and holds the bits of all code points."""

    def __init__(self) -> None:
        self.bits = numpy.zeros(CODE_POINTS, dtype="u4")
        for bit, (_, holds) in enumerate(PROPERTIES):
            points = [point for point in range(CODE_POINTS) if point not in SURROGATES and holds(chr(point))]
            self.bits[points] |= 1 << bit
        self.known: dict[bytes, int] = {}
        self.count = len(PROPERTIES) + len(DERIVED)

    def put(self, name: str, points: numpy.ndarray) -> None:
        self.bits[points] |= 1 << (len(PROPERTIES) + DERIVED.index(name))

    def number(self, points: numpy.ndarray) -> int:
        """The bit of a class; the same class gets the same bit."""
        key = points.tobytes()
        if key not in self.known:
            assert self.count < 32, "a class is a bit of 32"
            self.known[key] = self.count
            self.bits[points] |= 1 << self.count
            self.count += 1
        return self.known[key]

    def packed(self) -> bytes:
        """Number of masks, the masks, then the ranges: first code point shifted by 8, index of the mask."""
        bits = self.bits.copy()
        bits[SURROGATES.start : SURROGATES.stop] = bits[SURROGATES.start - 1]
        masks, index = numpy.unique(bits, return_inverse=True)
        assert len(masks) <= 256
        starts = numpy.flatnonzero(numpy.concatenate(([True], index[1:] != index[:-1])))
        ranges = (starts.astype("u4") << 8) | index[starts].astype("u4")
        return struct.pack("<I", len(masks)) + masks.astype("<u4").tobytes() + ranges.astype("<u4").tobytes()


def members(node) -> numpy.ndarray:
    """Which code points a literal or a class stands for."""
    op, value = node
    found = numpy.zeros(CODE_POINTS, dtype=bool)
    if op is constants.LITERAL:
        found[value] = True
        return found
    assert op is constants.IN, f"a character or a class, not {op}"
    for op, value in value:
        if op is constants.LITERAL:
            found[value] = True
        elif op is constants.RANGE:
            found[value[0] : value[1] + 1] = True
        else:
            raise AssertionError(f"a plain class, not {op}")
    return found


def alternatives(nodes) -> list[list]:
    """All rows that an expression stands for, in the order in which it tries them."""
    rows = [[]]
    for op, value in nodes:
        if op is constants.BRANCH:
            choices = [row for part in value[1] for row in alternatives(part)]
        elif op is constants.SUBPATTERN:
            choices = alternatives(value[3])
        else:
            choices = [[(op, value)]]
        rows = [row + choice for row in rows for choice in choices]
    return rows


class Rule:
    """One alternative: what stands before it, what it takes, what stands after it."""

    def __init__(self, row: list) -> None:
        self.behind, self.items, self.ahead, self.negative, self.repeat = [], [], None, False, False
        for op, value in row:
            if op is constants.AT:
                continue
            assert self.ahead is None, "nothing follows what must stand after"
            if op is constants.ASSERT and value[0] == -1:
                assert not self.items and not self.behind
                self.behind = [members(node) for node in value[1]]
            elif op in (constants.ASSERT, constants.ASSERT_NOT):
                assert value[0] == 1
                (node,) = value[1]
                self.ahead, self.negative = members(node), op is constants.ASSERT_NOT
            elif op is constants.MAX_REPEAT:
                low, high, (node,) = value
                assert low == 1 and high is constants.MAXREPEAT
                self.items.append(members(node))
                self.repeat = True
            else:
                assert not self.repeat, "only the last item repeats"
                self.items.append(members((op, value)))
        assert self.items and not (self.repeat and self.ahead is not None)
        assert not self.repeat or all((item == self.items[0]).all() for item in self.items)

    def single(self) -> bool:
        """One character under no condition."""
        return len(self.items) == 1 and not self.behind and self.ahead is None and not self.repeat

    def wire(self, classes: Classes) -> dict:
        def item(points: numpy.ndarray):
            (found,) = numpy.nonzero(points)
            return chr(found[0]) if len(found) == 1 else classes.number(points)

        found = {"items": [item(points) for points in self.items]}
        if self.behind:
            found["behind"] = [item(points) for points in self.behind]
        if self.ahead is not None:
            found["not_ahead" if self.negative else "ahead"] = item(self.ahead)
        if self.repeat:
            found["repeat"] = True
        return found


def ordered(rules: list[Rule], first_wins: bool) -> list[Rule]:
    """The same rules with all single characters as one class at the end.

    Where the first rule that fits wins, a rule behind a single character that begins it never has its turn and is
    left out; the others keep their place before the single characters.
    """
    singles, kept = numpy.zeros(CODE_POINTS, dtype=bool), []
    for rule in rules:
        if rule.single():
            singles |= rule.items[0]
        elif not first_wins or not (rule.items[0] & ~singles == 0).all():
            assert not first_wins or not (rule.items[0] & singles).any(), "a rule that is hidden in part"
            kept.append(rule)
    merged = Rule([(constants.LITERAL, 0)])
    merged.items = [singles]
    return [*kept, merged]


def rules(expression: str, first_wins: bool) -> list[Rule]:
    rows = alternatives(parser.parse(expression))
    found = ordered([Rule(row) for row in rows], first_wins)
    spaces = [point for point in range(CODE_POINTS) if point not in SURROGATES and chr(point).isspace()]
    # The tokenizer asks for affixes in stretches without white space only; so `$` is the end, never a line's.
    assert not any(item[spaces].any() for rule in found for item in rule.items), "an affix takes white space"
    return found


def sections(tokenizer, url_inner: str, url_end: str) -> dict:
    """The table of classes as bytes and the rules as a value for JSON."""
    classes = Classes()
    (inner,), (end,) = parser.parse(url_inner), parser.parse(url_end)
    classes.put("url_inner", members(inner))
    classes.put("url_end", members(end))
    prefix = rules(tokenizer.prefix_search.__self__.pattern, True)
    suffix = rules(tokenizer.suffix_search.__self__.pattern, False)
    infix = rules(tokenizer.infix_finditer.__self__.pattern, True)
    classes.put("prefix_first", numpy.any([rule.items[0] for rule in prefix], axis=0))
    classes.put("suffix_last", numpy.any([rule.items[-1] for rule in suffix], axis=0))
    classes.put("infix_first", numpy.any([rule.items[0] for rule in infix], axis=0))
    found = {
        "prefix": [rule.wire(classes) for rule in prefix],
        "suffix": [rule.wire(classes) for rule in suffix],
        "infix": [rule.wire(classes) for rule in infix],
    }
    return {"classes": classes.packed(), "affixes": found}
