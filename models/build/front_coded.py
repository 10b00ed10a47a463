"""A sorted map from words to short values, read in place by src/language/words/front_coded.rs.

Words are in order of their bytes, 16 to a block. Of each word but the first of a block only the part is kept in
which it differs from the word before it.

    4 bytes     number of blocks
    4 a block   where it begins, counted from the end of this list
    entries     lengths; the rest of the word; the value
    lengths     one byte: the upper half counts the bytes shared with the word before, the lower half the bytes of
                the rest; a half of 15 means that the count follows as a byte of its own, shared before rest; last,
                where values differ in length, the length of the value as a byte
"""

import struct

BLOCK = 16
LONG = 15


def pack(entries: dict[str, bytes], value_length: int | None) -> bytes:
    starts, body, before = [], bytearray(), b""
    for at, (word, value) in enumerate(sorted((word.encode(), value) for word, value in entries.items())):
        shared = 0
        if at % BLOCK == 0:
            starts.append(len(body))
        else:
            while shared < min(len(word), len(before)) and word[shared] == before[shared]:
                shared += 1
        rest = word[shared:]
        assert len(word) < 255 and len(value) < 256
        body.append(min(shared, LONG) << 4 | min(len(rest), LONG))
        body.extend(count for count in (shared, len(rest)) if count >= LONG)
        if value_length is None:
            body.append(len(value))
        else:
            assert len(value) == value_length
        body += rest + value
        before = word
    return struct.pack(f"<I{len(starts)}I", len(starts), *starts) + bytes(body)
