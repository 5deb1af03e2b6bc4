"""`proof`: posts on paper, for who approves on paper."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from zhuanlan.commands import options_of, post_named
from zhuanlan.console import say, say_problems, say_unwritable
from zhuanlan.i18n import N_, Translator
from zhuanlan.options import Options
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.proof import proof
from zhuanlan.proof.pdf import find_chromium, pdf_of
from zhuanlan.write.atomic import replaced


def run(given: argparse.Namespace, _: Translator) -> int:
    """Write the proofs, and print the path of each."""
    options = options_of(given)
    try:
        _check_folder(given.output, options)
        paths = [post_named(post, options) for post in given.post]
        pages = {path: proof(path, options, _) for path in paths}
        for path, page in pages.items():  # all of them, or none
            print(_written(given, path, page, _))
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    except OSError as error:
        say_unwritable(error, _)
        return 1
    return 0


def _written(given: argparse.Namespace, path: str, page: bytes, _: Translator) -> Path:
    chromium = None if given.html else find_chromium()
    made = pdf_of(page, chromium) if chromium else None
    if not made and not given.html:
        say(_(N_("no Chromium made a PDF, so this is HTML: open it in a browser and print it")))
    file = given.output / Path(path).with_suffix(".pdf" if made else ".html")
    file.parent.mkdir(parents=True, exist_ok=True)
    replaced(file, made or page)
    return Path(os.path.relpath(file)) if file.is_relative_to(Path.cwd()) else file


def _check_folder(folder: Path, options: Options) -> None:
    """Raise ProblemError where a proof would lie among what is published."""
    place, content = folder.resolve(), options.content.resolve()
    if place == content or place.is_relative_to(content):
        message = N_("proofs must not lie in the content folder")
        raise ProblemError([Problem(str(folder), 0, 0, message)])
