"""Data as gzip, in the same bytes under every version of Python."""

from __future__ import annotations

import zlib

_HEADER = b"\x1f\x8b\x08" + bytes(5) + b"\x02\x03"  # deflate, no flags, no time


def gzipped(data: bytes) -> bytes:
    """Return data as a gzip file without a name or a time.

    The module `gzip` writes another header since Python 3.13: each file, and each name that is made
    from its bytes, would change with the version of Python that builds a site.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    end = zlib.crc32(data).to_bytes(4, "little") + (len(data) % 2**32).to_bytes(4, "little")
    return _HEADER + body + end
