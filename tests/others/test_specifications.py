"""Specifications and inputs made to hurt: ratchets, and never more than a post may cost."""

from __future__ import annotations

import time

import pytest

from tests.conftest import SiteFolder
from tests.others import sources
from zhuanlan.budget import SECONDS, limited_memory
from zhuanlan.cache.bodies import Bodies
from zhuanlan.load import yaml
from zhuanlan.load.markdown.engines import ENGINES
from zhuanlan.model.settings import PictureSettings
from zhuanlan.pictures.develop import develop
from zhuanlan.pipeline.reader import Faulty, Reader
from zhuanlan.pipeline.reading import read
from zhuanlan.problems import ProblemError
from zhuanlan.workers import Processes

RATCHET = {"comrak": 652, "markdown": 360}
"""Examples of CommonMark that each engine passes as we set it up; the numbers may go up."""


@sources.needed
@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_commonmark(engine: str) -> None:
    examples = sources.commonmark()
    assert len(examples) > 640
    convert = ENGINES[engine]
    passed = sum(
        convert(one["markdown"].replace("→", "\t")).strip()
        == one["html"].replace("→", "\t").strip()
        for one in examples
    )
    assert passed >= RATCHET[engine], passed


@sources.needed
def test_yaml_is_read_or_refused() -> None:
    cases = sources.yaml_cases()
    assert len(cases) > 350
    read_well = 0
    for text in cases:
        try:
            yaml.parse(text, "a.yaml")
            read_well += 1
        except ProblemError:
            continue
    assert read_well > 80  # most hold anchors, tags or several documents, which are refused


@sources.needed
def test_pictures_are_developed_or_refused() -> None:
    settings = PictureSettings(widths=(240,), formats=("webp",))
    known = refused = 0
    for name, data in sources.pictures():
        if name.rpartition(".")[2].lower() not in ("jpg", "jpeg", "png", "gif", "webp", "avif"):
            continue
        try:
            with limited_memory(2 << 30):
                develop(name, data, settings, "key")
            known += 1
        except (ProblemError, MemoryError):
            refused += 1
    assert known > 300
    assert refused > 5


N = 30_000
PATHOLOGICAL = {
    "nested strong": "*a **a " * N + "b" + " a** a*" * N,
    "many closers": "a_ " * N,
    "many openers": "_a " * N,
    "link closers": "a]" * N,
    "link openers": "[a" * N,
    "mismatched": "*a_ " * N,
    "openers and closers": "a**b" + "c* " * N,
    "openers of images": "![" * 7000,
    "brackets": "[" * N + "a" + "]" * N,
    "quotes": "> " * N + "a",
    "lists": "".join("  " * depth + "- a\n" for depth in range(500)),
    "backticks": "".join("e" + "`" * count for count in range(2000)),
    "unclosed links": "[a](<b" * N,
    "unclosed comments": "</" + "<!--" * N,
    "unclosed declarations": "a <!A " * N,
    "references": "".join(f"[{n}]: u\n" for n in range(N // 3)) + "[0] " * N,
    "tables": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + ("|" + "a|" * 100 + "\n") * 500,
    "footnotes": "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(1000)) + "[^0]",
    "entities": "&#9;" * N,
    "autolinks": "<" + "a:" * N,
    "html": "<a b=" * N,
    "dollars": "$a" * N,
    "directives": ":::gallery\n" * 5000,
    "han": "**“字”**" * N,
}
"""After the kinds of cmark's own list, made longer than any text that somebody writes."""


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_inputs_made_to_hurt(site: SiteFolder, engine: str) -> None:
    options = site.options()
    declared = read(options, Bodies(site.root / ".z"), {}, Processes(1)).declared
    reader = Reader(options.content, declared, {})
    for name, text in PATHOLOGICAL.items():
        path = f"spring/news/{name.replace(' ', '-')}.md"
        matter = f"---\ntitle: 一\ndate: 2013-03-05\nengine: {engine}\n---\n\n"
        site.write(f"content/{path}", matter + text)
        started = time.perf_counter()
        [found] = reader([path])
        took = time.perf_counter() - started
        assert took < SECONDS * 3, f"{name}: {took:.1f} s"  # it is stopped, at the latest
        assert isinstance(found, Faulty) or found.item, name
