"""Build after each change, while the server shows the last build."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhuanlan.build import Report
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.build.reading import Progress
from zhuanlan.build.session import Session
from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.desk.desk import Desk
from zhuanlan.desk.server import Server
from zhuanlan.desk.watcher import EVERYTHING, Changes, WatchdogWatcher
from zhuanlan.load.source import decode
from zhuanlan.write.stamp import state

_LOOK = 0.5
"""Seconds after which the folders themselves are looked at, whether they are still the same."""

Built = Callable[[Report, float], None]
"""Called after a successful build, with the seconds that it took."""

Failed = Callable[[Collection[Problem]], None]
"""Called with the problems of a build that failed."""


class Preview:
    """A site that is served while it is written."""

    def __init__(
        self, options: Options, host: str, port: int, translate: Translator, progress: Progress
    ) -> None:
        self._translate = translate
        self._changes = Changes(options.content)
        self._watcher = WatchdogWatcher(
            self._changes,
            *(options.content.resolve(), options.themes.resolve()),
            options.plugin_folder.resolve(),
        )
        self._config = options.config.resolve()
        self._ledgers, self._data = options.ledgers.resolve(), options.data.resolve()
        # one for each port: two previews of one site leave each other alone
        place = options.config.parent / FOLDER
        self.desk = Desk(options, translate, lambda: self.server.wake())
        self.server = Server(
            lambda bound: place / f"preview-{bound}", host, port, self._watcher, self.desk
        )
        self.server.state["desk"] = translate(N_("Desk"))
        self.folder = self.server.folder
        self.options = replace(
            options,
            output=self.folder,
            base_url=self.server.url,
            drafts=True,
            future=True,
            search=False,  # an index takes longer than an editor waits
            precompress=False,
        )
        self._session = Session(self.options, progress)
        self._sound = False
        self._config_time = self._when_configured()

    def run(
        self,
        started: Callable[[], None],
        built: Built,
        failed: Failed,
        ended: Callable[[], bool] = bool,
    ) -> None:
        """Build and serve until `ended` says so, or Ctrl-C.

        Watching begins before the first build, so that nothing is missed that is saved meanwhile.
        Only that build uses several processes: later there are threads that serve.
        """
        self._watcher.start(None)
        try:
            self._build(EVERYTHING, built, failed)
            self._session.options = self.options = replace(self.options, jobs=1)
            self.server.start()
            started()
            while not ended():
                self._watcher.look_again()
                changed = self._changes.settled(_LOOK)
                if self._when_configured() != self._config_time:
                    self._config_time = self._when_configured()
                    changed = EVERYTHING
                if changed is EVERYTHING or changed:
                    self._build(changed, built, failed)
        finally:
            self._watcher.stop()
            self.desk.stop()
            self.server.stop()
            self._session.close()

    def _build(self, changed: set[str] | None, built: Built, failed: Failed) -> None:
        started = time.perf_counter()
        try:
            single = self._sound and changed is not EVERYTHING
            report = self._session.update(changed or ()) if single else self._session.build()
        except (ProblemError, OSError, BrokenExecutor) as caught:
            self._sound = False
            error = caught if isinstance(caught, ProblemError) else self._stopped(caught)
            self.server.state["title"] = self._translate(N_("This cannot be published yet"))
            self.server.show([self._shown(problem) for problem in error.problems])
            self.desk.broken()
            failed(error.problems)
            return
        self._sound = True
        if self._session.site:
            self.desk.built(self._session.site)
        self.server.show()
        built(report, time.perf_counter() - started)

    def _stopped(self, error: Exception) -> ProblemError:
        """Return as a problem what is none of the content's, such as a full disc."""
        message = N_("the build stopped: {reason}")
        place = str(getattr(error, "filename", None) or self.folder)
        return ProblemError([Problem(place, 0, 0, message, {"reason": str(error)})])

    def _shown(self, problem: Problem) -> Mapping[str, Any]:
        """Return a problem as the page shows it, with the lines around it."""
        return {
            "place": problem.place,
            "text": problem.said(self._translate),
            "excerpt": _excerpt(Path(problem.path), problem.line),
        }

    def _when_configured(self) -> list[object]:
        """Return when what is declared beside the content was changed."""
        folders = (*self._ledgers.rglob("*.yaml"), *self._data.rglob("*"))
        times = [_when_changed(file) for file in (self._config, *sorted(folders))]
        return [*times, *_linked(self.options.plugin_folder), *_linked(self.options.themes)]


def _linked(folder: Path) -> list[bytes]:
    """Return the state of what links in a folder lead to: the watcher does not follow them."""
    links = [file for file in folder.iterdir() if file.is_symlink()] if folder.is_dir() else []
    try:
        return [state(link)[0] for link in sorted(links)]
    except OSError:  # it went while it was looked at
        return []


def _when_changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _excerpt(file: Path, line: int) -> list[tuple[int, str, bool]]:
    """Return a line of a file with its neighbours: number, text, whether it is the one."""
    if not line:
        return []
    try:
        lines = decode(file.read_bytes(), str(file)).split("\n")
    except (OSError, ProblemError):
        return []
    around = range(max(line - 1, 1), min(line + 1, len(lines)) + 1)
    return [(number, lines[number - 1][:200], number == line) for number in around]
