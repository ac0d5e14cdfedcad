"""Random damage to a file as bytes, and to a workbook as the zip that it is."""

import io
import zipfile
from random import Random

from tests.files.workbooks import zipped
from tests.fuzz.nasty import BYTES


def bytes_changed(content: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(content))
    return (
        content[:at]
        + chance.choice([*BYTES, chance.randbytes(4)])
        + content[at + chance.choice([0, 0, 1, 3, 20]) :]
    )


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def beheaded(content: bytes, chance: Random) -> bytes:
    return content[chance.randint(0, len(content)) :]


def doubled(content: bytes, chance: Random) -> bytes:
    return content + chance.choice([b"", b"\n", b"\x00" * 9]) + content


def bit_flipped(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def noise(content: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randint(0, 300))


def member_damaged(content: bytes, chance: Random) -> bytes:
    """The workbook packed again, with one part gone, changed inside, empty or twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return content  # earlier damage: no zip any more
    if not members:
        return content
    sheets = [name for name in members if "sheet1" in name or "sharedStrings" in name] * 3
    name, how = (
        chance.choice([*members, *sheets]),
        chance.choice(["drop", "bytes", "bytes", "cut", "empty", "rename"]),
    )
    data = members.pop(name)
    if how != "drop":
        changed = {"bytes": bytes_changed, "cut": cut}.get(
            how, lambda data, _chance: data if how == "rename" else b""
        )(data, chance)
        members[f"{name}x" if how == "rename" else name] = changed
    return zipped(members)


BYTE_DAMAGE = (bytes_changed, bytes_changed, bytes_changed, bit_flipped, cut, beheaded, doubled, noise)
BOOK_DAMAGE = (
    member_damaged,
    member_damaged,
    member_damaged,
    bytes_changed,
    bit_flipped,
    cut,
    beheaded,
    doubled,
    noise,
)
