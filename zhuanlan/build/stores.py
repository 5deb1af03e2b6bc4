"""Where a build leaves what it made: the output, and the caches beside the settings."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from zhuanlan.build.cache.bodies import Bodies
from zhuanlan.build.cache.index import Index
from zhuanlan.build.cache.store import FOLDER
from zhuanlan.core.options import Options
from zhuanlan.features.pictures.kept import Pictures
from zhuanlan.write.output import Output
from zhuanlan.write.place import check_folder


def check_output(options: Options) -> None:
    """Raise ProblemError for an output folder in which a build could destroy its sources."""
    keep = (*options.folders, options.config)
    check_folder(options.output, *keep)


class Stores:
    """The output and the caches of one site."""

    def __init__(self, options: Options) -> None:
        check_output(options)
        folder = options.config.parent / FOLDER
        self.output = Output(options.output, whole=options.atomic)
        self.bodies = Bodies(folder)
        self.pictures = Pictures(folder)
        self.index = Index(folder, options.output)
        self._spare = ExitStack()

    def spare(self) -> Path:
        """Make a folder that is there until they are closed."""
        return Path(self._spare.enter_context(TemporaryDirectory(prefix="zhuanlan-")))

    def close(self) -> None:
        """Let go of them."""
        self._spare.close()
        self.output.close()
        self.index.close()
        self.pictures.close()
        self.bodies.close()
