"""From PGN to pseudonym: HMAC-SHA256 with a secret key, in memory, and nothing of the PGN stays behind."""

import hmac

import numpy as np
import pandas as pd
from django.conf import settings

PGN_LABEL = b"pgn|"
PUPIL_NUMBER_LABEL = b"leerlingnummer|"


def pseudonym_of_pgn(pgn: str) -> bytes:
    """32 bytes for one PGN of nine digits."""
    return _keyed(PGN_LABEL + pgn.encode())


def pseudonyms(rows: pd.DataFrame) -> pd.DataFrame:
    """The pseudonym (32 bytes, hexadecimal) and the id of every row of `rows` (columns pgn, leerlingnummer, brin).

    One person over all schools by PGN; without a PGN by BRIN + leerlingnummer (deliveries.md §6).
    """
    names = _names(rows)
    codes, unique = pd.factorize(names)
    keyed = hmac.new(settings.PGN_KEY.encode(), digestmod="sha256")
    digests = [_digest(keyed, name) for name in unique]
    first_words = np.frombuffer(b"".join(digests), dtype=">u8")[::4]
    found = pd.DataFrame({"pseudonym": pd.Series([digest.hex() for digest in digests], dtype="str"),
                          "pupil": (first_words >> 1).astype("int64")})  # fmt: skip
    return found.take(codes).set_axis(rows.index)


def pupil_id(pseudonym: bytes) -> int:
    """The first 63 bits: rows point at a pupil without a look-up. A collision is found when pupils are stored."""
    return int.from_bytes(pseudonym[:8], "big") >> 1


def _names(rows: pd.DataFrame) -> pd.Series:
    by_number = PUPIL_NUMBER_LABEL.decode() + rows["brin"] + "|" + rows.get("leerlingnummer", rows["pgn"])
    return (PGN_LABEL.decode() + rows["pgn"]).where(rows["pgn"] != "", by_number)


def _digest(keyed: hmac.HMAC, name: str) -> bytes:
    """A copy of a keyed HMAC costs less than keying one anew."""
    own = keyed.copy()
    own.update(name.encode())
    return own.digest()


def _keyed(message: bytes) -> bytes:
    return hmac.digest(settings.PGN_KEY.encode(), message, "sha256")
