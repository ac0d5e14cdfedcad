"""What a file is by its first bytes, whatever its name says: XLSX, text, or something to refuse."""

from monitoring.ingest.refusals import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# Starts of files that people do upload by mistake, with the words for them.
OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"BM\x00", "een afbeelding (BMP)"),
    (b"II*\x00", "een afbeelding (TIFF)"),
    (b"MM\x00*", "een afbeelding (TIFF)"),
    (b"%PDF", "een PDF-bestand"),
    (b"{\\rtf", "een tekstverwerkingsbestand (RTF)"),
    (b"\x1f\x8b", "een gecomprimeerd bestand (GZIP)"),
    (b"7z\xbc\xaf\x27\x1c", "een gecomprimeerd bestand (7-Zip)"),
    (b"Rar!", "een gecomprimeerd bestand (RAR)"),
    (b"SQLite format 3", "een database"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
)
MARKUP_STARTS = (b"<?xml", b"<!doctype", b"<html", b"<table", b"<head")


def kind_of(content: bytes) -> str:
    """`xlsx` (any zip: its inside is judged later) or `csv`. Raises Unreadable for all else."""
    if not content:
        raise Unreadable("BESTAND-01")
    if content.startswith(OLE):
        raise Unreadable("BESTAND-06" if ENCRYPTED_STREAM in content else "BESTAND-07")
    if content.startswith(ZIP_STARTS):
        return "xlsx"
    for start, words in OTHER_KINDS:
        if content.startswith(start) and not _is_plain_text(content):
            raise Unreadable("BESTAND-09", found=words)
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP_STARTS):
        raise Unreadable("BESTAND-09", found="een webpagina of XML-bestand")
    return "csv"


def _is_plain_text(content: bytes) -> bool:
    """A table may begin with `MZ` or `GIF8`; only a binary file or a document goes on as one."""
    head = content[:4096]
    is_document = head.startswith((b"%PDF", b"{\\rtf"))
    has_separators = any(separator in head for separator in (b";", b",", b"\t"))
    is_readable = all(byte >= 32 or byte in b"\t\r\n" for byte in head)
    return is_readable and has_separators and not is_document
