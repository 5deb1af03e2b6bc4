"""An upgrade, of zhuanlan or of Python, changes no more than it has to."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhuanlan
from tests.conftest import SiteFolder
from zhuanlan.core.gzipped import gzipped
from zhuanlan.features.search.tokens import tokens

ROOT = Path(__file__).parent.parent.parent
NEWEST = "\U0002ebf0"
"""A character for names, in Unicode since 15.1: Python 3.13 knows it and 3.11 does not."""


def test_the_version_stands_on_the_home_page_only(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    assert f'content="zhuanlan {zhuanlan.__version__}"' in site.page("index.html")
    monkeypatch.setattr(zhuanlan, "__version__", "99.1")
    for module in ("render.renderer", "build.previous", "build.declaring"):
        monkeypatch.setattr(f"zhuanlan.{module}.version", lambda: b"other code")
    report = site.build()
    assert report.rendered > 10, "everything is rendered by other code"
    assert report.output.written == ["index.html"]
    assert 'content="zhuanlan 99.1"' in site.page("index.html")
    told = [path for path, data in site.files().items() if b"99.1" in data]
    assert told == ["index.html"]


@given(st.binary())
def test_gzip_is_written_by_ourselves(data: bytes) -> None:
    packed = gzipped(data)
    assert gzip.decompress(packed) == data
    assert zlib.decompress(packed, 16 + zlib.MAX_WBITS) == data
    # what Python 3.11 wrote; 3.13 writes another ninth byte
    assert packed[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\x03"


def test_rare_characters_are_found_whichever_python_reads_them() -> None:
    assert list(tokens(f"张{NEWEST}\U0003134a", {})) == ["张", NEWEST, "\U0003134a"]
    assert list(tokens("葛\U000e0100飾", {})) == ["葛\U000e0100", "飾"], "a variation is none"


def pythons() -> list[str]:
    """Return the interpreters that are found: of every version that may run zhuanlan."""
    named = [shutil.which(f"python3.{minor}") for minor in range(11, 20)]
    by_pyenv = (Path.home() / ".pyenv/versions").glob("3.1[1-9]*/bin/python")
    return sorted({one for one in [sys.executable, *named, *map(str, by_pyenv)] if one})


PROGRAM = """
import hashlib
from zhuanlan.core.gzipped import gzipped
from zhuanlan.features.search.tokens import tokens
text = "".join(map(chr, [*range(0x20, 0xd800), *range(0x20000, 0x323b0)]))
kept = [*tokens(text.replace("", " "), {})]
print(hashlib.sha256(gzipped(b"text" * 9999)).hexdigest(), len(gzipped(b"")))
print(*(hashlib.sha256(ascii([one for one in kept if CHOSEN]).encode()).hexdigest(),))
"""


def test_every_python_says_the_same() -> None:
    program = PROGRAM.replace("CHOSEN", "'\\u4e00' <= one <= '\\u9fff' or one >= '\\U00020000'")
    said = set()
    for python in pythons():
        run = subprocess.run(
            [python, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if python == sys.executable or run.returncode == 0:  # a shim may lead nowhere
            assert run.returncode == 0, run.stderr
            said.add(run.stdout)
    assert len(said) == 1
