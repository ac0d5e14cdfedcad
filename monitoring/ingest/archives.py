"""A ZIP with several files: its members one at a time, after its directory has been searched for traps.

Nothing is written to disk and no path in the archive is used: only the last part of a name counts.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from monitoring.ingest.sheet import MB, Limits
from monitoring.ingest.signatures import ZIP_STARTS
from monitoring.ingest.xlsx_reading import MAX_MEMBERS, MAX_RATIO, RATIO_FROM

END = b"PK\x05\x06"  # end of central directory: its size stands 12 bytes further
ZIP64 = b"PK\x06\x07"
END_REACH = 22 + 65_535  # with the longest comment
LARGEST_DIRECTORY = 256 * 1024  # reading a directory of a million names would cost half a gigabyte
DOCUMENTS = {"[content_types].xml", "mimetype", "content.xml"}  # a spreadsheet or text, not a parcel
LEFTOVERS = re.compile(r"^(\.|~\$|thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
FAULTS = {
    "damaged": "Het zip-bestand is beschadigd. Maak het opnieuw, of lever de bestanden los aan.",
    "members": f"In het zip-bestand zitten te veel bestanden; het maximum is {MAX_MEMBERS}.",
    "unpacked": "Uitgepakt is het zip-bestand te groot. Verdeel de bestanden over meer zip-bestanden.",
    "empty": "Er zitten geen bestanden in het zip-bestand.",
    "password": "Het bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf.",
    "large": "Het bestand is te groot. Lever per vestiging aan.",
    "dense": "Het bestand is te sterk samengeperst. Lever het los aan, buiten het zip-bestand.",
    "nested": "Dit is een zip-bestand in een zip-bestand. Pak het eerst uit.",
    "broken": "Het bestand is in het zip-bestand beschadigd. Maak het zip-bestand opnieuw.",
}


class Unpackable(Exception):
    """An archive, or one member of it, that can't be unpacked; its text is for the user."""

    def __init__(self, fault: str) -> None:
        super().__init__(FAULTS[fault])


@dataclass(frozen=True)
class Member:
    """One file in an archive, still packed. `fault` says, in Dutch, why it may not be unpacked."""

    name: str
    size: int
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    fault: str = ""

    def read(self) -> bytes:
        """Its contents. Raises Unpackable."""
        try:
            with self.archive.open(self.info) as packed:
                content = packed.read(self.size + 1)
        except Exception as error:  # zipfile and zlib raise a dozen kinds for damaged bytes
            raise Unpackable("broken") from error
        if len(content) > self.size:
            raise Unpackable("broken")
        if is_archive(io.BytesIO(content)):
            raise Unpackable("nested")
        return content


def is_archive(file: BinaryIO) -> bool:
    """Whether this is a ZIP that is no document itself; what can't be read as a ZIP is not one either."""
    if not _starts_as_zip(file):
        return False
    if _directory_size(file) > LARGEST_DIRECTORY:
        return True  # no workbook has so many parts: `members` says no
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()}
    except Exception:
        return False
    finally:
        file.seek(0)  # whoever reads the file next begins at its beginning
    return not (names & DOCUMENTS) and not any(name.startswith("xl/") for name in names)


def members(file: BinaryIO, limits: Limits) -> list[Member]:
    """The files in the archive, without folders and what computers leave behind. Raises Unpackable."""
    if _directory_size(file) > LARGEST_DIRECTORY:
        raise Unpackable("members")
    try:
        archive = zipfile.ZipFile(file)
    except Exception as error:
        raise Unpackable("damaged") from error
    infos = list(_files(archive))
    if not infos:
        raise Unpackable("empty")
    if len(infos) > MAX_MEMBERS:
        raise Unpackable("members")
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise Unpackable("unpacked")
    return [Member(base_name(info), info.file_size, archive, info, _fault(info, limits)) for info in infos]


def base_name(info: zipfile.ZipInfo) -> str:
    """The last part of the name, without characters that nobody sees."""
    last = re.split(r"[/\\]", info.filename)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-120:]


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for info in archive.infolist():
        is_leftover = "__MACOSX" in info.filename or LEFTOVERS.match(base_name(info))
        if not info.is_dir() and base_name(info) and not is_leftover:
            yield info


def _fault(info: zipfile.ZipInfo, limits: Limits) -> str:
    is_dense = info.file_size > max(RATIO_FROM, MAX_RATIO * max(1, info.compress_size))
    found = (
        ("password", bool(info.flag_bits & 1)),
        ("large", info.file_size > limits.bytes),
        ("dense", is_dense),
    )
    return next((FAULTS[name] for name, is_so in found if is_so), "")


def _starts_as_zip(file: BinaryIO) -> bool:
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    return start.startswith(ZIP_STARTS)


def _directory_size(file: BinaryIO) -> int:
    """How many bytes zipfile would read as the list of members; 0 where there is none."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - END_REACH - 20))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(END)
    if place < 0 or len(tail) < place + 22:
        return 0
    if tail[max(0, place - 20) : place].startswith(ZIP64):
        return LARGEST_DIRECTORY + MB  # a parcel of more than 4 GB or 65,535 files
    return struct.unpack("<L", tail[place + 12 : place + 16])[0]
