"""Attacks as title, as every other key, and as text: nothing of them runs, asks or gets away.

The pages are opened without their Content-Security-Policy, so that cleaning and escaping are held
by themselves; tests/browser/test_policy.py holds the policy.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from tests.browser.serving import served
from tests.conftest import SITES, Shared, SiteFolder
from tests.others import sources
from tests.photos import photo
from zhuanlan.core.problems import ProblemError

pytestmark = [sources.needed, pytest.mark.tools]

OWN = [
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)//",
    "]]><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "{{ 7 * 7 }}{% raw %}",
    "</textarea><svg/onload=alert(1)>",
    '=HYPERLINK("https://evil.example/")',
    "\u202e\u2066gpj.exe",
]
"""What the lists of others lack: breaking out of what our templates put around texts."""

_KEYS = ("subtitle", "summary", "unit", "source", "author", "editor")


@dataclass
class Attacked:
    """A site of attacks, with the titles that its build took."""

    site: SiteFolder
    taken: dict[str, str]
    refused: int


def _post(site: SiteFolder, name: str, attack: str, body: str) -> None:
    quoted = json.dumps(attack, ensure_ascii=False)
    matter = f"title: {quoted}\ndate: 2013-03-05\nregion: 哈尔滨市\n"
    matter += "".join(f"{key}: {quoted}\n" for key in _KEYS)
    matter += f"person: {{name: {quoted}, role: {quoted}, unit: {quoted}, honours: [{quoted}]}}\n"
    matter += f"cover: {{file: p.jpg, alt: {quoted}, caption: {quoted}}}\n"
    matter += f"attachments: [{{file: a.txt, title: {quoted}}}]\n"
    site.write(f"content/spring/exemplars/{name}.md", f"---\n{matter}---\n\n{body}\n")


@pytest.fixture(scope="module")
def attacked(shared: Shared) -> Attacked:
    place = shared("attacked", _attack)
    told = json.loads((place / "told.json").read_bytes())
    return Attacked(SiteFolder(place / "site"), told["taken"], told["refused"])


def _attack(place: Path) -> None:
    site = SiteFolder(place / "site")
    shutil.copytree(SITES / "minimal", site.root)
    config = (site.root / "config.yaml").read_text("utf-8")
    config = config.replace("page_size: 3", "page_size: 100")  # or half of the pages are lists
    site.write("config.yaml", config + "privacy: {mailbox: show, mobile: show, landline: show}\n")
    site.write("content/spring/exemplars/a.txt", "附件")
    site.write("content/spring/exemplars/p.jpg", photo(64, 64))
    attacks = [*OWN, *sources.script_attacks(), *sources.naughty_strings()]
    taken = {f"attack-{number}": attack for number, attack in enumerate(attacks) if attack.strip()}
    for name, attack in taken.items():
        _post(site, name, attack, attack)
    given = len(taken)
    without_text: set[str] = set()
    while bad := {Path(problem).stem for problem in _refused(site)}:
        for name in bad:
            if name in without_text:  # even as keys
                del taken[name]
                (site.root / f"content/spring/exemplars/{name}.md").unlink()
            else:  # what is refused as text is tried as keys alone
                without_text.add(name)
                _post(site, name, taken[name], "正文。")
    (place / "told.json").write_text(json.dumps({"taken": taken, "refused": given - len(taken)}))


def _refused(site: SiteFolder) -> Iterator[str]:
    try:
        site.build()
    except ProblemError as error:
        yield from (problem.path for problem in error.problems)


def test_few_are_refused_as_keys(attacked: Attacked) -> None:
    assert len(attacked.taken) > 400
    assert attacked.refused < 60  # control characters, and what YAML cannot hold


def test_nothing_runs_and_nothing_is_asked(attacked: Attacked, browser: Any) -> None:
    with served(attacked.site.root / "output") as address:
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        happened: list[str] = []
        page.on(
            "dialog", lambda dialog: (happened.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        page.on("console", lambda message: happened.append(f"console {message.text}"))
        page.on("pageerror", lambda error: happened.append(f"error {error}"))
        page.on("popup", lambda popup: happened.append(f"popup {popup.url}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(address)
                else happened.append(f"request {request.url}")
            ),
        )
        pages = sorted(
            file.relative_to(attacked.site.root / "output").as_posix()
            for file in (attacked.site.root / "output").rglob("*.html")
            if 'http-equiv="refresh"' not in file.read_text("utf-8")
        )
        assert len(pages) > len(attacked.taken)
        for path in pages:
            page.goto(address + quote(path))
            assert page.url.startswith(address), path
            assert not happened, (path, happened)
        context.close()


def test_titles_stay_what_they_were(attacked: Attacked) -> None:
    for name, attack in attacked.taken.items():
        text = (attacked.site.root / f"output/spring/exemplars/{name}.html").read_text("utf-8")
        shown = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
        assert shown is not None, name
        assert "<" not in shown[1].replace("<br>", ""), name
        expected = " ".join(attack.split())
        assert " ".join(html.unescape(shown[1]).split()) == expected or not expected, (name, attack)


def test_structured_data_and_feeds_are_sound(attacked: Attacked) -> None:
    output = attacked.site.root / "output"
    for file in output.rglob("*.html"):
        text = file.read_text("utf-8")
        for block in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL
        ):
            json.loads(block)
        assert text.count("<script") == text.count("</script"), file
    for file in output.rglob("*.xml"):
        ET.fromstring(file.read_bytes())  # noqa: S314 - ours
