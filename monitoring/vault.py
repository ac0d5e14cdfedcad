"""Encryption at rest of uploaded files, staged rows and findings: AES-256-GCM with a key derived from FILE_KEY.

What is locked is packed first: a file of 9 MB then costs the database 2.
"""

import os
from functools import lru_cache

import pandas as pd
import pyarrow as pa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM wants them
PACKING = pa.Codec("zstd", compression_level=1)  # 400 MB a second; a higher level packs this hardly better


def locked(content: bytes, purpose: str) -> bytes:
    """`content` encrypted; `purpose` (for example `delivery 12 original`) must be given again to open it."""
    nonce = os.urandom(NONCE)
    packed = PACKING.compress(content, asbytes=True)
    return nonce + _cipher(settings.FILE_KEY).encrypt(nonce, packed, purpose.encode())


def opened(sealed: bytes, purpose: str) -> bytes:
    """What `locked` was given. Raises cryptography's InvalidTag for another key, purpose or a changed byte."""
    sealed = bytes(sealed)
    packed = _cipher(settings.FILE_KEY).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
    return pa.CompressedInputStream(pa.BufferReader(packed), "zstd").read()


def frame_locked(frame: pd.DataFrame, purpose: str) -> bytes:
    """A frame as encrypted Arrow."""
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(frame, preserve_index=True)
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return locked(sink.getvalue().to_pybytes(), purpose)


def frame_opened(sealed: bytes, purpose: str) -> pd.DataFrame:
    """The frame that `frame_locked` was given."""
    return pa.ipc.open_file(pa.BufferReader(opened(sealed, purpose))).read_all().to_pandas()


@lru_cache(maxsize=2)
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"vsv-portal files v1").derive(secret.encode())
    return AESGCM(derived)
