"""What is recorded: each section is a list of tasks that may run at the same time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.record import lines
from tests.record.checkout import LANGUAGES, PROGRAMS, ROOT, Checkout
from tests.record.edits import EDITS

Task = Callable[[], lines.Lines]
Section = Callable[[Checkout, Path, int], Iterator[Task]]

SITES = ROOT / "tests/sites"
OLD = 1_000_000_000
"""Time stamp of sources that have not changed: a fresh one proves nothing to a build."""

COMMANDS = (
    "build clean serve check new schema sign proof publish addresses releases rollback next server "
    "takedown"
).split()

DATES = ("2012-03-01", "2012-10-15", "2013-06-01", "2017-09-01")
"""Days within the shipped campaigns."""


def shipped(checkout: Checkout, folder: Path, _: int) -> Iterator[Task]:
    """The shipped content: each theme, edition and language, with drafts, and at other dates."""
    for language in ("zh-Hans", "zh-Hant", "en"):
        variants = {
            f"{theme}-{name}": ["--theme", theme, "--date", "2026-01-01", *arguments]
            for theme in checkout.themes
            for name, arguments in (
                ("web", []),
                ("relative", ["--relative"]),
                ("disc", ["--edition", "disc"]),
            )
        }
        if language == "zh-Hans":
            variants["drafts"] = ["--date", "2017-09-01", "--drafts", "--future"]
            variants |= {date: ["--date", date] for date in DATES}
        site = folder / "shipped" / language
        yield partial(_variants, checkout, site, language, variants)


def _variants(
    checkout: Checkout, site: Path, language: str, variants: dict[str, list[str]]
) -> lines.Lines:
    sample_site(site, language)
    recorded: lines.Lines = {}
    for name, arguments in variants.items():
        output = f"output-{name}"
        said = checkout.run(site, "build", *arguments, "--output", output, "--format", "json")
        recorded |= lines.below(f"shipped/{language}-{name}", lines.of_folder(site / output))
        recorded |= said_by(f"build {language}-{name}", said, site)
    if language == "zh-Hans":
        recorded |= _texts(checkout, site)
    return recorded


def _texts(checkout: Checkout, site: Path) -> lines.Lines:
    """What other commands say and write of the shipped content."""
    recorded: lines.Lines = {}
    date = ["--date", "2026-01-01"]
    for spoken in LANGUAGES:
        run = partial(checkout.run, site, language=spoken, ok=False)
        for command in ("", *COMMANDS):
            recorded |= said_by(f"help {command} {spoken}", run(*command.split(), "--help"), site)
        for asked in (["check", *date], ["next", *date], ["server", "nginx"], ["server", "caddy"]):
            recorded |= said_by(f"{' '.join(asked)} {spoken}", run(*asked), site)
    checkout.run(site, "schema", "--output", "schemas", "--reference", "reference")
    return recorded | lines.below(
        "texts/schema",
        lines.below("schemas", lines.of_folder(site / "schemas"))
        | lines.below("reference", lines.of_folder(site / "reference")),
    )


def sample_site(site: Path, language: str = "zh-Hans") -> None:
    """Copy the shipped content; its themes are those that the code brings."""
    shutil.copytree(ROOT / "content", site / "content")
    settings = (ROOT / "config.yaml").read_text("utf-8")
    assert "language: zh-Hans" in settings
    settings = settings.replace("language: zh-Hans", f"language: {language}")
    (site / "config.yaml").write_text(settings, "utf-8")


def said_by(name: str, said: str, site: Path) -> lines.Lines:
    """Return the value of a message, and keep its text beside the site."""
    kept = site.parent / f"texts-{site.name}" / f"{name}.txt"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(said, "utf-8")
    return {f"texts/{name.split()[0]}/{name}": lines.digest(said.encode())}


def corpus(checkout: Checkout, folder: Path, posts: int) -> Iterator[Task]:
    """A generated site: one process, two, spawned ones, a Dask cluster; and what edits cost."""
    content = write_corpus(folder / "corpus" / "site", posts)
    build = ["build", "--date", "2026-01-01", "--format", "json"]
    yield partial(_clustered, checkout, content, "dask", ["clustered.py", *build])
    yield partial(_clustered, checkout, content, "spawn", ["spawned.py", *build, "--jobs", "2"])
    yield partial(counted, checkout, content, [*build, "--jobs", "1"])
    yield partial(_two_jobs, checkout, content, [*build, "--jobs", "2"])


def write_corpus(content: Path, posts: int) -> Path:
    """Write the generated site, with the regions that this checkout knows."""
    command = [sys.executable, "-m", "benchmarks.corpus", str(content), "--posts", str(posts)]
    subprocess.run(command, cwd=ROOT, check=True)
    return content


def _place(content: Path, name: str) -> Path:
    """Return a folder of its own for a build of the same content: its settings and caches."""
    site = content.parent / name
    shutil.copytree(content, site, copy_function=os.link)
    for file in (site, *site.rglob("*")):
        os.utime(file, (OLD, OLD))
    return site


def _output(site: Path, name: str) -> lines.Lines:
    return lines.below(f"corpus/{name}", lines.of_folder(site / "output"))


def _clustered(checkout: Checkout, content: Path, name: str, program: list[str]) -> lines.Lines:
    site = _place(content, name)
    checkout.program(program[0], site, *program[1:])
    return _output(site, name)


def _two_jobs(checkout: Checkout, content: Path, build: list[str]) -> lines.Lines:
    site = _place(content, "jobs-2")
    checkout.run(site, *build)
    return _output(site, "jobs-2")


def counted(checkout: Checkout, content: Path, build: list[str]) -> lines.Lines:
    """Build with one process; then count what help, an unchanged build and two edits cost."""
    site = _place(content, "jobs-1")
    checkout.run(site, *build)
    recorded = _output(site, "jobs-1")
    before = lines.of_folder(site / "output")

    def count(name: str, *arguments: str) -> lines.Lines:
        said = checkout.program("counting.py", site, str(site / "counts.json"), *arguments)
        counts = json.loads((site / "counts.json").read_text("utf-8"))
        if "json" in arguments:
            report, _ = json.JSONDecoder().raw_decode(said)
            counts["pages rendered"] = report.get("pages_rendered", 0)
        return {f"counts/{name}/{what}": str(number) for what, number in counts.items()}

    recorded |= count("help", "--help")
    recorded |= count("unchanged", *build)
    post = min(site.glob("content/*/news/*.md"))
    for name, old, new in (("text", "\n\n", "\n\n又一句。"), ("title", "title: ", "title: 新")):
        text = post.read_text("utf-8").replace(old, new, 1)
        post.unlink()  # the others of the same content keep theirs
        post.write_text(text, "utf-8")
        recorded |= count(f"{name} edited", *build)
        after = lines.of_folder(site / "output")
        recorded |= lines.below(f"corpus/{name}-edited", lines.changes(before, after))
        before = after
    return recorded


def broken(checkout: Checkout, folder: Path, _: int) -> Iterator[Task]:
    """The messages of all broken sites, in Chinese and English."""
    for language in LANGUAGES:
        yield partial(_messages, checkout, folder / "broken" / language, language)


def _messages(checkout: Checkout, folder: Path, language: str) -> lines.Lines:
    first = folder / "good", folder / "bad"
    for site in first:
        shutil.copytree(SITES / "minimal", site)
    (first[1] / "content/spring/news/x.md").write_text("---\ntitle:\n---\n", "utf-8")
    asked = []
    cases = sorted(case.name for case in (SITES / "broken").iterdir())
    for name in cases:
        site = folder / "sites" / name
        shutil.copytree(SITES / "minimal", site)
        shutil.copytree(SITES / "broken" / name, site, dirs_exist_ok=True, symlinks=True)
        (site / "expected.txt").unlink(missing_ok=True)
        out = str(folder / f"{name}.txt")
        arguments = ["build", "--date", "2013-06-01", "--jobs", "1"]
        asked.append(json.dumps([str(site), LANGUAGES[language], out, arguments]))
    subprocess.run(
        [sys.executable, str(PROGRAMS / "many.py"), *map(str, first)],
        input="\n".join(asked),
        text=True,
        check=True,
        env=checkout.environment,
        stdout=subprocess.DEVNULL,
    )
    recorded = {}
    for name in cases:
        said = (folder / f"{name}.txt").read_bytes()
        assert said.splitlines()[-1].startswith(b"--- "), f"{name}: it ended without a status"
        recorded[f"broken/{language}/{name}"] = lines.digest(said)
        written = lines.of_folder(folder / "sites" / name / "output")
        recorded |= lines.below(f"broken/{language}/{name}-output", written)
    return recorded


def preview(checkout: Checkout, folder: Path, _: int) -> Iterator[Task]:
    """A preview's session: the output after each of a series of edits."""
    yield partial(_edited, checkout, folder / "preview")


def _edited(checkout: Checkout, site: Path) -> lines.Lines:
    sample_site(site)
    recorded: lines.Lines = {}
    before: lines.Lines = {}
    with subprocess.Popen(
        [sys.executable, str(PROGRAMS / "previewing.py")],
        cwd=site,
        env=checkout.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as session:
        assert session.stdin
        assert session.stdout
        for number, (name, edit) in enumerate(EDITS.items()):
            changed = edit(site)
            print(json.dumps(changed), file=session.stdin)
            said = session.stdout.readline()
            assert said, f"the session ended at “{name}”"
            after = lines.of_folder(site / "output")
            group = f"preview/{number:02} {name}"
            recorded |= lines.below(group, lines.changes(before, after))
            recorded[f"{group}/answer"] = lines.digest(said.encode())
            if (rendered := json.loads(said).get("rendered")) is not None:
                recorded[f"counts/preview/{number:02} {name}: pages rendered"] = str(rendered)
            before = after
    return recorded


SECTIONS: dict[str, Section] = {
    "corpus": corpus,
    "shipped": shipped,
    "preview": preview,
    "broken": broken,
}
