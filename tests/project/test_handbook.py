"""The handbook keeps its word: what it tells to type works, what it tells to write builds."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from scripts import handbook
from tests.conftest import SITES, SiteFolder
from tests.photos import photo
from zhuanlan.build import build
from zhuanlan.check.run import check
from zhuanlan.cli import commands as cli_commands
from zhuanlan.cli import main
from zhuanlan.cli.parser import parser_for
from zhuanlan.core.options import Options
from zhuanlan.core.registry import registry_of
from zhuanlan.load import source
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.fields import Declared, fields_of
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.settings import Limits

ROOT = Path(__file__).parent.parent.parent
HANDBOOK = ROOT / "docs" / "handbook"
BOOKS = {"zh-Hans": HANDBOOK, "en": HANDBOOK / "en"}
CHAPTERS = sorted((HANDBOOK / "content").rglob("*.md"))
DOCUMENTS = [
    *CHAPTERS,
    *sorted((HANDBOOK / "en/content").rglob("*.md")),
    *(book / "README.md" for book in BOOKS.values()),
    *ROOT.glob("*.md"),
    *(one for one in (ROOT / "docs").glob("*.md") if one.name != "plugins.md"),
]
"""But for `docs/plugins.md`, whose snippets `tests/plugins/test_docs.py` runs."""
NOW = datetime(2026, 11, 25)  # noqa: DTZ001 - the site's own time

_BLOCK = re.compile(
    r"(?:`(?P<path>[\w./-]+)`[：:]\n\n)?^(?P<indent> *)```(?P<kind>\S[^\n]*)\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Snippet:
    """A block of code in a document, or a command within its text."""

    document: Path
    kind: str
    text: str
    path: str = ""

    def __str__(self) -> str:
        book = "en-" if BOOKS["en"] in self.document.parents else ""
        return f"{book}{self.document.stem}-{self.kind}-{self.text[:20]}"


def snippets(document: Path) -> Iterator[Snippet]:
    text = document.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        indent = len(found["indent"])
        body = "".join(line[indent:] or "\n" for line in found["text"].splitlines(keepends=True))
        yield Snippet(document, found["kind"], body, found["path"] or "")
    for found in re.finditer(r"(?<!`)`((?:zhuanlan|python build\.py)(?: [^`\n]+)?)`", text):
        yield Snippet(document, "command", found[1])


ALL = [snippet for document in DOCUMENTS for snippet in snippets(document)]


def of_kind(*kinds: str) -> list[Snippet]:
    return [snippet for snippet in ALL if snippet.kind in kinds and not snippet.path]


def commands() -> list[tuple[str, list[str]]]:
    """Return our own commands in the documents, each with the document that tells it."""
    found = []
    for snippet in of_kind("sh", "command"):
        for line in re.split(r"\n|&&", snippet.text.replace("\\\n", " ")):
            words = shlex.split(line, comments=True)
            if words[:1] == ["zhuanlan"]:
                found.append((snippet.document.stem, words[1:]))
            elif words[:2] == ["python", "build.py"]:
                found.append((snippet.document.stem, words[2:]))
    return found


@pytest.mark.parametrize(("document", "words"), commands(), ids=lambda value: str(value)[:60])
def test_every_command_is_one(document: str, words: list[str]) -> None:
    if words and words[0].startswith("--print-completion"):
        return  # shtab's own, tested with the command line
    ours = cli_commands.Commands(words)
    given = words if words and words[0] in ours.names() else ["build", *words]
    if given == ["build", "--help"]:
        return
    assert parser_for(given, ours).parse_args(given).command == given[0]


class TestRun:
    """What the handbook tells to run, run in its order."""

    @pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
    def test_the_first_chapter(
        self, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        text = (book / "content/guide/start/first-site.md").read_text("utf-8")
        [told] = re.findall(r"`(zhuanlan new site [^`]*)`", text)
        assert main(shlex.split(told)[1:]) == 0
        monkeypatch.chdir(tmp_path / "leifeng")
        assert main([]) == 0
        assert main(["new", "post", "--column", "news", "--title", "植树"]) == 0
        assert main(["check", "--strict"]) == 0
        assert main(["check", "--write-baseline", "known.json"]) == 0
        assert main(["check", "--baseline", "known.json"]) == 0
        assert main(["check", "--fix"]) == 0
        assert main(["schema"]) == 0
        assert main(["new", "campaign", "--title", "秋收行动"]) == 0
        assert main(["--relative", "--output", "disc"]) == 0
        assert main(["--date", "2026-12-31", "--strict"]) == 0
        assert main(["--explain"]) == 0
        assert main(["clean"]) == 0

    @pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
    def test_a_site_by_hand(self, book: Path, tmp_path: Path) -> None:
        files = list(snippets(book / "content/guide/start/first-site.md"))
        files = [snippet for snippet in files if snippet.path]
        site = SiteFolder(tmp_path)
        for snippet in files:
            site.write(snippet.path, snippet.text)
        assert [snippet.path for snippet in files] == [
            "config.yaml",
            "content/chun-feng/campaign.yaml",
            "content/chun-feng/news/zhi-shu.md",
        ]
        site.build(strict=True)
        assert "三百名志愿者上山植树" in site.page("chun-feng/regions/230100/start/index.html")


@pytest.fixture
def base(tmp_path: Path) -> SiteFolder:
    """A site that parts from the handbook are put into."""
    shutil.copytree(SITES / "minimal", tmp_path, dirs_exist_ok=True)
    return SiteFolder(tmp_path)


def with_keys(base: str, added: str) -> str:
    """Return YAML with keys of another in the place of its own."""
    keys = set(re.findall(r"^(\w+):", added, re.MULTILINE))
    kept = re.split(r"^(?=\w+:)", base, flags=re.MULTILINE)
    return "".join(part for part in kept if part.partition(":")[0] not in keys) + added


@pytest.mark.parametrize(
    "snippet", of_kind("yaml config", "yaml campaign", "yaml post", "yaml consents"), ids=str
)
def test_every_part_of_yaml_builds(base: SiteFolder, snippet: Snippet) -> None:
    target = {
        "yaml config": "config.yaml",
        "yaml campaign": "content/spring/campaign.yaml",
        "yaml consents": "ledgers/consents.yaml",
    }.get(snippet.kind)
    if snippet.kind == "yaml consents":
        base.write("ledgers/consents.yaml", snippet.text)
    elif target:
        before = (base.root / target).read_text("utf-8")
        if snippet.kind == "yaml campaign":
            shorter = "  - {slug: exemplars, name: 身边人, kind: exemplars}\n"
            snippet_text = re.sub(r"(?sm)(^columns:\n.*)", rf"\1{shorter}", snippet.text)
        else:
            snippet_text = snippet.text
        base.write(target, with_keys(before, snippet_text))
        _, _, books = snippet_text.partition("books:\n")
        for book in re.findall(r"(?m)^  - slug: (\w+)", books):
            base.write(f"content/spring/books/{book}.csv", "")
    else:
        own = "" if "title:" in snippet.text else "title: 一\n"
        own += "" if "date:" in snippet.text else "date: 2013-03-05\n"
        base.write(
            "content/spring/exemplars/one.md",
            f"---\n{own}{snippet.text}"
            + ("" if "person:" in snippet.text else "person: {name: 张三}\n")
            + "---\n\n正文\n",
        )
        for name in ("portrait", "cover", "poster"):
            base.write(f"content/spring/exemplars/{name}.jpg", photo(500, 600))
    base.build()


@pytest.mark.parametrize("snippet", of_kind("markdown"), ids=str)
def test_every_part_of_markdown_builds(base: SiteFolder, snippet: Snippet) -> None:
    if snippet.text.startswith("---"):
        base.write("content/spring/news/whole.md", snippet.text)
    else:
        folder = "content/spring/news/part/"
        base.post("news/part/index.md", snippet.text)
        base.post("news/start.md", "启动。")
        for name in set(re.findall(r"[\w-]+\.(?:jpg|mp4|vtt|docx)", snippet.text)):
            data = {
                "jpg": photo(500, 400),
                "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64,
                "vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xe5\xa5\xbd\n",
                "docx": b"PK\x03\x04" + b"\0" * 64,
            }[name.rpartition(".")[2]]
            base.write(folder + name, data)
        text = snippet.text.replace("../../news/", "../")
        base.post("news/part/index.md", text)
    base.build(strict=True)


@pytest.mark.parametrize("snippet", of_kind("jinja"), ids=str)
def test_every_part_of_a_theme_builds(base: SiteFolder, snippet: Snippet) -> None:
    base.write("themes/mine/theme.yaml", "name: mine\nextends: default\n")
    base.write("themes/mine/templates/article.html", snippet.text)
    base.build(theme="mine")
    assert "<p>…</p>" in base.page("spring/news/first.html")


def test_no_kind_of_snippet_is_left_out() -> None:
    tested = {"sh", "command", "yaml config", "yaml campaign", "yaml post", "yaml consents"}
    tested |= {"markdown", "jinja", "python"}  # python: tests/core/test_registry.py runs it
    assert {snippet.kind for snippet in ALL if not snippet.path} - tested == set()


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
@pytest.mark.parametrize("model", [Config, Campaign, FrontMatter])
def test_every_key_is_explained(book: Path, model: type[Declared]) -> None:
    text = "".join(chapter.read_text("utf-8") for chapter in (book / "content").rglob("*.md"))
    explained = set(re.findall(r"`([a-z_]+)[`:]", text))
    assert set(fields_of(model)) - explained - {"person"} == set()


WORDS = {
    "zh-Hans": {"error": "错误", "warning": "警告", "notice": "提示", "fix": "可自动改正"},
    "en": {"error": "Error", "warning": "Warning", "notice": "Notice", "fix": "fixable"},
}


@pytest.mark.parametrize("language", BOOKS)
def test_every_rule_has_its_paragraph(language: str) -> None:
    text = (BOOKS[language] / "content/guide/checking/checks.md").read_text("utf-8")
    parts = re.split(r"^## (?:各条规则|The rules)\n", text, flags=re.MULTILINE)[1]
    told = dict(re.findall(r"^### ([a-z-]+)\n\n(.+)", parts, re.MULTILINE))
    assert sorted(told) == sorted(registry_of().rules)
    words = WORDS[language]
    for rule in registry_of().rules.values():
        paragraph = parts.partition(f"### {rule.id}\n")[2].partition("###")[0]
        assert words[rule.severity] in paragraph
        assert (words["fix"] in paragraph) == rule.fixable


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_it_is_a_site_of_its_own(book: Path, tmp_path: Path) -> None:
    content = tmp_path / "handbook"
    shutil.copytree(book, content, ignore=shutil.ignore_patterns("output", ".zhuanlan"))
    options = Options(
        NOW, content / "content", tmp_path / "out", content / "config.yaml", strict=True
    )
    assert build(options).posts == len(CHAPTERS)
    assert check(options) == []


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_the_contents_name_every_chapter(book: Path) -> None:
    text = (book / "README.md").read_text("utf-8")
    linked = set(re.findall(r"\((content/[^)]+)\)", text))
    chapters = sorted((book / "content").rglob("*.md"))
    assert linked == {chapter.relative_to(book).as_posix() for chapter in chapters}
    for chapter in chapters:
        parts = source.split(chapter.read_bytes(), chapter.name, Limits())
        assert parts.matter.data["title"]


class TestBothLanguages:
    """The English handbook has what the Chinese one has."""

    @pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
    def test_a_chapter_has_the_same_structure(self, chapter: Path) -> None:
        chinese, english = chapter, BOOKS["en"] / chapter.relative_to(HANDBOOK)
        assert shared_parts(english) == shared_parts(chinese)

    @pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
    def test_a_chapter_names_the_same_things(self, chapter: Path) -> None:
        """Keys, rules, options and files that the Chinese chapter names."""
        names = r"`(?:--)?([a-z][\w./*-]+)[`:= ]"
        chinese = set(re.findall(names, chapter.read_text("utf-8"), re.ASCII))
        text = (BOOKS["en"] / chapter.relative_to(HANDBOOK)).read_text("utf-8")
        assert {name for name in chinese if name not in text} == set()

    def test_no_chapter_is_missing(self) -> None:
        english = (BOOKS["en"] / "content").rglob("*.md")
        assert sorted(one.relative_to(BOOKS["en"]) for one in english) == [
            one.relative_to(HANDBOOK) for one in CHAPTERS
        ]

    def test_the_tables_of_keys_are_those_of_the_reference(self) -> None:
        """Made by `python scripts/handbook.py`."""
        for chapter in (BOOKS["en"] / "content").rglob("*.md"):
            text = chapter.read_text("utf-8")
            assert handbook.filled(text) == text


def shared_parts(chapter: Path) -> list[str]:
    """Return levels of headings and blocks of code (without remarks) of a chapter, in order."""
    text = chapter.read_text("utf-8")
    parts = re.findall(r"^(#{2,4}) |^( *```\S.*?^ *```)$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r" +#(?!#).*", "", code) or heading for heading, code in parts]
