"""`clean`: removes what builds keep for the next one."""

from __future__ import annotations

import argparse

from zhuanlan.console import say
from zhuanlan.i18n import N_, Translator


def run(given: argparse.Namespace, _: Translator) -> int:
    """Remove the cache; the output stays."""
    import shutil

    from zhuanlan.cache.store import FOLDER

    folder = given.config.parent / FOLDER
    if not folder.exists():
        print(_(N_("there is nothing to remove")))
        return 0
    try:
        shutil.rmtree(folder)
    except OSError as error:
        say(f"{folder}: {error.strerror}")
        return 1
    print(_(N_("removed: {folder}")).format(folder=folder))
    return 0
