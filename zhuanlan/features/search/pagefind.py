"""Runs Pagefind over a folder of shadows, and makes what it writes the same at every run.

It numbers pages in the order in which it meets them. Left to walk the folder, that is the order of
the file system: of hashes on ext4, of creation on tmpfs. So it gets the pages one by one, sorted.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhuanlan.core.gzipped import gzipped
from zhuanlan.core.i18n import N_, system_reason
from zhuanlan.core.problems import Problem
from zhuanlan.features.search.service import Service

NO_PROGRAM = Problem(
    "config.yaml",
    0,
    0,
    N_("the search is left out: its program, pagefind, is missing"),
    {},
    N_("install it: pip install pagefind_bin; or switch it off: search: false"),
)

_KEPT = {"pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind", "pagefind-entry.json"}
_FOLDERS = ("fragment/", "index/", "filter/")
_MAGIC = b"pagefind_dcd"


def failed(reason: str) -> Problem:
    """Return the problem of a run that failed."""
    message = N_("the search is left out: pagefind says {reason}")
    return Problem("config.yaml", 0, 0, message, {"reason": reason}, "")


def index(shadows: Path, bundle: Path) -> Problem | None:
    """Write the index of a folder of shadows where none is yet; return what kept it from that.

    Raises OSError where it cannot be written.
    """
    try:
        from pagefind_bin import get_executable

        program = get_executable()
    except (ImportError, OSError):
        return NO_PROGRAM
    try:
        service = Service(program, shadows)
    except OSError as error:
        return failed(system_reason(error))
    try:
        with service:
            for answer in service.ask(_requests(shadows)):
                # told to write them, it would answer before they are on the disk
                for made in answer.get("files", ()):
                    _write(bundle, made["path"], base64.b64decode(made["content"]))
        _canonical(bundle)
    except (ValueError, IndexError, KeyError) as error:
        return failed(str(error))
    return None


def _write(bundle: Path, path: str, data: bytes) -> None:
    if path.startswith(_FOLDERS) or path in _KEPT or path.endswith(".pf_meta"):
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)  # others are user interfaces of its own


def _requests(shadows: Path) -> Iterator[dict[str, Any]]:
    """Yield what Pagefind is to do: the pages in the order of their addresses, then the index."""
    yield {"type": "NewIndex", "config": {}}
    pages = {file.relative_to(shadows).as_posix(): file for file in shadows.rglob("*.html")}
    for address, file in sorted(pages.items()):
        text = file.read_text("utf-8")
        yield {"type": "AddFile", "index_id": 0, "file_path": address, "file_contents": text}
    yield {"type": "GetFiles", "index_id": 0}


def _canonical(bundle: Path) -> None:
    """Sort the filters: Pagefind 1.5 writes them in the order of a hash map."""
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_bytes())
    for language in entry["languages"].values():
        old = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        prefix = language["hash"].partition("_")[0]
        for row in meta[3]:  # name and hash of each filter
            file = bundle / "filter" / f"{row[1]}.pf_filter"
            name, values = _read(file)
            data = _packed([name, sorted(values)])
            row[1] = _named(prefix, data)
            file.unlink()
            file.with_name(f"{row[1]}.pf_filter").write_bytes(data)
        meta[3].sort()
        data = _packed(meta)
        language["hash"] = _named(prefix, data)
        old.unlink()
        (bundle / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    entry["languages"] = dict(sorted(entry["languages"].items()))
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    entry_file.write_text(text, encoding="utf-8")


def _named(prefix: str, data: bytes) -> str:
    return f"{prefix}_{hashlib.sha256(data).hexdigest()[:12]}"


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MAGIC):
        raise ValueError(file.name)
    value, end = _decode(data, len(_MAGIC))
    if end != len(data):
        raise ValueError(file.name)
    return value


def _packed(value: Any) -> bytes:
    return gzipped(_MAGIC + _encode(value))


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """Decode the part of CBOR that Pagefind writes: numbers, texts, lists of a given length."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        width = 1 << (size - 24)
        if width > 8:
            raise ValueError("a length that is not given")
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == 0:
        return size, at
    if kind == 3:
        return data[at : at + size].decode(), at + size
    if kind == 4:
        items = []
        for _ in range(size):
            item, at = _decode(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"a value of kind {kind}")


def _encode(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    return _head(4, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    width = next(width for width in (1, 2, 4, 8) if size < 1 << 8 * width)
    return bytes([kind << 5 | 24 + width.bit_length() - 1]) + size.to_bytes(width, "big")
