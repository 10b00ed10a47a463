"""The container of a language model: one file, read by src/language/archive.rs.

All numbers are little endian.

    offset  length  what
    0       8       magic: "CLAIMDM" and a zero byte
    8       4       version of this format
    12      4       length of the header in bytes
    16      header  JSON: name, version, origin, licence, checksum, sections
    ...             zero bytes up to the next multiple of 16: here the payload begins
    payload         the sections, each at a multiple of 16 bytes from its beginning

`checksum` is the SHA-256 of the payload in hexadecimal digits; `sections` is a list of [name, offset, length] in
order of the file, offsets counted in bytes from the beginning of the payload.
"""

import hashlib
import json
import struct

MAGIC = b"CLAIMDM\0"
FORMAT = 1
ALIGN = 16


def pad(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGN)


def pack(name: str, version: str, origin: str, licence: str, sections: dict[str, bytes]) -> bytes:
    """The bytes of an archive: the same input gives the same bytes."""
    payload, listed = b"", []
    for section in sorted(sections):
        listed.append([section, len(payload), len(sections[section])])
        payload += pad(sections[section])
    header = {
        "name": name,
        "version": version,
        "origin": origin,
        "licence": licence,
        "checksum": hashlib.sha256(payload).hexdigest(),
        "sections": listed,
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return pad(MAGIC + struct.pack("<II", FORMAT, len(text)) + text) + payload


def unpack(data: bytes) -> tuple[dict, dict[str, bytes]]:
    """Header and sections of an archive; raises if it is broken."""
    form, length = struct.unpack_from("<II", data, 8)
    if data[:8] != MAGIC or form != FORMAT:
        raise ValueError("not an archive of this format")
    header = json.loads(data[16 : 16 + length])
    payload = data[16 + length + -(16 + length) % ALIGN :]
    if hashlib.sha256(payload).hexdigest() != header["checksum"]:
        raise ValueError("the checksum does not fit")
    return header, {name: payload[at : at + size] for name, at, size in header["sections"]}
