"""The desk: an overview of all that an office works on, as data for its page.

Posts, the matrix of regions and phases, and what `check` finds. `check` runs as a process of its
own while somebody has the desk open, so that builds never wait for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from zhuanlan.build.reading import why_left_out
from zhuanlan.core.i18n import N_, Translator, of_messages
from zhuanlan.core.options import Options
from zhuanlan.core.problems import ProblemError
from zhuanlan.features.signoff.signing import Signing
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post
from zhuanlan.model.signoff import ROLE_NAMES
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan import addresses
from zhuanlan.plan.taxonomies.region import cell

FOLDER = Path(__file__).parent


class Desk:
    """What the desk's page asks for; the site is the one that was built last."""

    def __init__(self, options: Options, translate: Translator, ready: Callable[[], None]) -> None:
        self._options, self._translate = options, translate
        self._site: Site | None = None
        self._findings = Findings(options, ready)

    def built(self, site: Site) -> None:
        """Take the site as it is now."""
        self._site = site
        self._findings.changed()

    def broken(self) -> None:
        """Note that something is wrong with it now; posts stay as they were."""
        self._findings.changed()

    def page(self) -> str:
        """Return the page, in the reader's language."""
        environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)
        environment.globals["_"] = self._translate
        texts = {key: self._translate(text) for key, text in _TEXTS.items()}
        texts |= {role: self._translate(name) for role, name in ROLE_NAMES.items()}
        name = self._site.config.name if self._site else ""
        return environment.get_template("desk.html").render(
            texts=texts, site=name, language=of_messages()
        )

    def posts(self) -> str:
        """Return posts and campaigns as JSON."""
        data = overview(self._site, self._options) if self._site else _NOTHING
        return json.dumps(data, ensure_ascii=False)

    def findings(self) -> str:
        """Return what `check` found last as JSON, and whether it is still looking."""
        return json.dumps(self._findings.latest(), ensure_ascii=False)

    def stop(self) -> None:
        """End what is running."""
        self._findings.stop()


_NOTHING: dict[str, Any] = {"now": "", "campaigns": [], "posts": []}

_TEXTS = {
    "published": N_("published"),
    "draft": N_("draft"),
    "scheduled": N_("scheduled"),
    "expired": N_("expired"),
    "taken down": N_("taken down"),
    "edit": N_("edit"),
    "line": N_("line {line}"),
    "count": N_("{count} found"),
    "empty": N_("{count} cells without a post"),
    "nothing": N_("nothing"),
    "checking": N_("checking …"),
    "failed": N_("the check could not be run"),
    "found": N_("the check found {count}"),
}
"""What the page's script says."""


def overview(site: Site, options: Options) -> dict[str, Any]:
    """Return posts and campaigns of a site as plain data; of a post, also when its file changed."""
    return {
        "now": site.now.isoformat(sep=" ", timespec="minutes"),
        "campaigns": [_campaign(groups) for groups in site.of_campaign.values()],
        "posts": [*_posts(site, options)],
    }


def _posts(site: Site, options: Options) -> Iterator[dict[str, Any]]:
    shown = site.by_path
    signing = Signing.of_site(site, options)
    for path, item in site.all_by_path.items():
        file = options.content / site.on_disk.get(path, path)
        data: dict[str, Any] = {
            "path": f"{options.content.as_posix()}/{path}",
            "title": item.matter.title,
            "url": item.url if path in shown else "",
            "campaign": item.campaign,
            "state": _STATES.get(why := why_left_out(item, options, site.taken_down), why),
            "changed": _changed(file),
        }
        if site.config.editor:
            data["edit"] = editor_link(site.config.editor, file.absolute())
        if isinstance(item, Post):
            campaign = site.campaigns[item.campaign]
            data |= _of_post(item, campaign)
            data["unsigned"] = _unsigned(item, signing)
        yield data


def _of_post(item: Post, campaign: Campaign) -> dict[str, Any]:
    matter = item.matter
    return {
        "column": item.column,
        "date": matter.date.isoformat(sep=" ", timespec="minutes"),
        "due": (matter.publish_at or matter.date).isoformat(sep=" ", timespec="minutes"),
        "region": item.place.code,
        "region_name": item.place.name,
        "phase": item.phase or "",
        "phase_name": campaign.phase(item.phase).name if item.phase else "",
        "unit": matter.unit or "",
        "person": matter.person.name if matter.person else "",
    }


def _unsigned(post: Post, signing: Signing) -> list[str]:
    """Return the readings that a post waits for."""
    try:
        return [role for role, _ in signing.missing(post)]
    except ProblemError:  # its ledger, or itself, cannot be read now: the build says so
        return []


_STATES = {"": "published", "future": "scheduled"}
"""What the desk calls a post, by the reason why it is not published now, where that is no state."""


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _campaign(groups: Groups) -> dict[str, Any]:
    campaign = groups.campaign
    cells = groups.by("cell")
    rows = [
        {
            "code": region.code,
            "name": region.name,
            "depth": depth,
            "counts": [len(cells.get(cell(region.code, p.slug), ())) for p in campaign.phases],
        }
        for region, depth in groups.rows
    ]
    return {
        "slug": campaign.slug,
        "name": campaign.name,
        "url": addresses.campaign(campaign),
        "columns": [{"slug": column.slug, "name": column.name} for column in campaign.columns],
        "phases": [{"slug": phase.slug, "name": phase.name} for phase in campaign.phases],
        "rows": rows,
    }


def editor_link(template: str, file: Path) -> str:
    """Return the address that opens a file in the office's editor, with `{line}` in it still."""
    path = quote(file.as_posix())
    if "/{path}" in template:  # vscode://file/{path}: the slash is there already
        path = path.lstrip("/")
    return template.replace("{path}", path)


_PATIENCE = 1800
"""Seconds after which a check is given up."""


class Findings:
    """What `check` finds, looked up again whenever somebody asks and something was built since."""

    def __init__(self, options: Options, ready: Callable[[], None]) -> None:
        self._options, self._ready = options, ready
        self._lock = threading.Lock()
        self._stale = True
        self._running: subprocess.Popen[bytes] | None = None
        self._found: list[Any] | None = None
        self._failed = self._ended = False

    def changed(self) -> None:
        """Note that what was found may no longer be so."""
        with self._lock:
            self._stale = True

    def latest(self) -> dict[str, Any]:
        """Return what is known, and begin to look again if that is of an earlier build."""
        with self._lock:
            if self._stale and self._running is None and not self._ended:
                self._stale = False
                self._begin()
            return {
                "findings": self._found or [],
                "checking": self._running is not None,
                "failed": self._failed,
            }

    def _begin(self) -> None:
        self._running = subprocess.Popen(  # noqa: S603 - this program itself
            self._command(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(FOLDER.parent.parent), "PYTHONUTF8": "1"},
        )
        if hasattr(os, "setpriority"):  # a save is not kept waiting
            os.setpriority(os.PRIO_PROCESS, self._running.pid, 10)
        threading.Thread(target=self._wait, args=(self._running,), daemon=True).start()

    def _command(self) -> Sequence[str]:
        options = self._options
        command = [
            sys.executable,
            "-P",
            "-m",
            "zhuanlan",
            "check",
            "--format",
            "json",
            "--jobs",
            "1",
        ]
        for name in ("content", "config", "themes", "theme"):
            if value := getattr(options, name):
                command += [f"--{name}", str(value)]
        return command

    def _wait(self, running: subprocess.Popen[bytes]) -> None:
        try:
            told, _ = running.communicate(timeout=_PATIENCE)
            found = json.loads(told)["findings"]
        except (ValueError, KeyError):  # it was ended, or could not begin
            found = None
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()
            found = None
        with self._lock:
            self._running = None
            self._failed = found is None
            if found is not None:
                self._found = found
        self._ready()

    def stop(self) -> None:
        """End what is running."""
        with self._lock:
            self._ended = True
            if self._running:
                self._running.kill()
