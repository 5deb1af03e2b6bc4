"""A small site for the tests of plug-ins: write it, build it, read its pages.

```python
def test_it(tmp_path):
    site = SmallSite(tmp_path)
    site.use("plugins/services.py")
    site.post("news/a.md", "正文。", title="标题")
    site.build()
    assert "标题" in site.page("spring/news/a.html")
```
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from zhuanlan.build import Report, build
from zhuanlan.check.finding import Finding
from zhuanlan.check.run import check
from zhuanlan.core.i18n import translator
from zhuanlan.core.options import Options
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.load.plugins import registry_for
from zhuanlan.scaffold import dumped

NOW = datetime(2013, 6, 1)  # noqa: DTZ001 - the site's own time
"""The date that a small site is built for."""


class SmallSite:
    """A site in a folder, with a campaign `spring` that has the columns `news` and `exemplars`.

    `settings` are keys of `config.yaml`, `campaign` keys of `campaign.yaml`, in place of these.
    """

    def __init__(
        self,
        folder: Path,
        settings: dict[str, Any] | None = None,
        campaign: dict[str, Any] | None = None,
    ) -> None:
        self.folder = folder
        self.settings: dict[str, Any] = {"name": "示例站", "url": "https://example.org/"}
        self.settings |= {"search": False, "plugins": [], **(settings or {})}
        self.campaign: dict[str, Any] = {
            "title": "春风行动",
            "columns": [
                {"slug": "news", "name": "动态", "kind": "news"},
                {"slug": "exemplars", "name": "身边人", "kind": "exemplars"},
            ],
            "phases": [{"slug": "start", "name": "启动", "start": "2013-03-01"}],
            **(campaign or {}),
        }
        self._declare()

    def _declare(self) -> None:
        self.write("config.yaml", dumped(self.settings))
        self.write("content/spring/campaign.yaml", dumped(self.campaign))

    def use(self, plugin: Path | str) -> None:
        """Copy a plug-in, a file or folder, into the site, and name it in `config.yaml`."""
        source = Path(plugin)
        target = self.folder / "plugins" / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
        self.settings["plugins"].append(source.stem)
        self._declare()

    def write(self, path: str, text: str) -> Path:
        """Write a file of the site."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def post(self, path: str, body: str = "正文。", **matter: Any) -> Path:
        """Write a post below `content/spring/`; what it must say and `matter` lacks is added."""
        keys = {"title": "标题", "date": "2013-03-05", "summary": "摘要。"} | matter
        return self.write(f"content/spring/{path}", f"---\n{dumped(keys)}---\n\n{body}\n")

    def options(self, **changes: Any) -> Options:
        """Return the options of a build of the site; `changes` are fields of `Options`."""
        given = {
            "now": NOW,
            "content": self.folder / "content",
            "output": self.folder / "output",
            "config": self.folder / "config.yaml",
            "themes": self.folder / "themes",
        }
        return Options(**{**given, **changes})

    @property
    def registry(self) -> Registry:
        """What zhuanlan and the plug-ins of the site register."""
        return registry_for(self.folder / "config.yaml", self.folder / "content")

    def build(self, **changes: Any) -> Report:
        """Build the site; raises ProblemError."""
        return build(self.options(**changes))

    def problems(self, **changes: Any) -> list[str]:
        """Return what keeps the site from being built, as an editor reads it, in English."""
        try:
            self.build(**changes)
        except ProblemError as error:
            texts = [problem.text(translator("en")) for problem in error.problems]
            return [text.replace(f"{self.folder}/", "") for text in texts]
        return []

    def check(self, rule: str = "") -> list[Finding]:
        """Return what `check` finds, or what it finds by one rule."""
        found = check(self.options())
        return [one for one in found if not rule or one.rule == rule]

    def page(self, path: str) -> str:
        """Return a page of the output, such as `spring/news/a.html`."""
        return (self.folder / "output" / path).read_text("utf-8")
