"""Encryption at rest of uploaded files, staged rows and findings: AES-256-GCM with a key derived from FILE_KEY."""

import os
from functools import lru_cache

import pandas as pd
import pyarrow as pa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, as AES-GCM wants them


def locked(content: bytes, purpose: str) -> bytes:
    """`content` encrypted; `purpose` (for example `delivery 12 original`) must be given again to open it."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher(settings.FILE_KEY).encrypt(nonce, content, purpose.encode())


def opened(sealed: bytes, purpose: str) -> bytes:
    """What `locked` was given. Raises cryptography's InvalidTag for another key, purpose or a changed byte."""
    sealed = bytes(sealed)
    return _cipher(settings.FILE_KEY).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())


def frame_locked(frame: pd.DataFrame, purpose: str) -> bytes:
    """A frame as encrypted Arrow."""
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(frame, preserve_index=True)
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    return locked(sink.getvalue().to_pybytes(), purpose)


def frame_opened(sealed: bytes, purpose: str) -> pd.DataFrame:
    """The frame that `frame_locked` was given."""
    return pa.ipc.open_file(pa.BufferReader(opened(sealed, purpose))).read_all().to_pandas()


@lru_cache(maxsize=2)
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"vsv-portal files v1").derive(secret.encode())
    return AESGCM(derived)
