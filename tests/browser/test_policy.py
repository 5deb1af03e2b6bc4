"""What a page may load: its Content-Security-Policy holds, and no page of ours breaks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import served, until
from tests.conftest import SiteFolder


@pytest.fixture
def cheated(site: SiteFolder) -> SiteFolder:
    """A site into whose pages somebody got a script, a picture and a frame."""
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "theme: own\n")
    site.write("themes/own/theme.yaml", "name: own\nextends: default\n")
    smuggled = (
        "<script>document.title = 'run'</script><img src='x' onerror=\"document.title = 'run'\">"
        "<script src='https://example.org/a.js'></script><iframe src='/'></iframe>"
        "<form id='f' action='https://example.org/'></form><base href='https://example.org/'>"
    )
    hidden = smuggled.replace("'", "\\'")  # from the look at themes
    shown = "{{ '" + hidden + "'|safe }}"
    base = '{% extends "default/base.html" %}{% block footer %}' + shown + "{% endblock %}"
    site.write("themes/own/templates/base.html", base)
    return site


def test_what_was_smuggled_in_does_nothing(browser: Any, cheated: SiteFolder) -> None:
    cheated.build()
    with served(cheated.root / "output") as address:
        page = browser.new_page()
        answered: list[str] = []
        page.on("response", lambda response: answered.append(response.url))
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(address)
        page.evaluate("document.querySelector('#f').submit()")
        page.wait_for_timeout(200)
        assert page.title() != "run"
        assert page.url == address
        assert all(url.startswith(address) for url in answered), answered
        told = " ".join(refused)
        for directive in ("script-src", "default-src", "form-action", "base-uri"):
            assert f"{directive} " in told, told
        page.close()


def test_from_a_folder_without_a_server(browser: Any, site: SiteFolder) -> None:
    site.build(relative=True)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((site.root / "output/spring/index.html").as_uri())
    assert "system-ui" in page.evaluate("getComputedStyle(document.body).fontFamily")
    until(page, "!document.querySelector('#zl-aids').classList.contains('aids-waiting')")
    assert said == []
    page.close()


def test_pages_say_it_first(shipped: Path) -> None:
    """Nothing that loads may stand before the policy."""
    for file in shipped.rglob("*.html"):
        text = file.read_text("utf-8")
        assert text.index("Content-Security-Policy") < text.index("<link"), file
