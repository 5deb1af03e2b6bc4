"""`schema`: what may be written where, for editors that complete it."""

from __future__ import annotations

import argparse
import json

from zhuanlan.console import say
from zhuanlan.i18n import Translator
from zhuanlan.load.content import walk
from zhuanlan.load.site import load_campaign, load_config
from zhuanlan.pipeline.reading import collecting
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.schema import reference
from zhuanlan.schema.schemas import schemas
from zhuanlan.write.atomic import replaced


def run(given: argparse.Namespace, _: Translator) -> int:
    """Write the schemas of the site's declarations and front matter, or what is read of them."""
    problems: list[Problem] = []
    campaigns = {}
    try:
        if given.reference:
            reference.write(given.reference)
            print(given.reference / "README.md")
            return 0
        config, regions = load_config(given.config, str(given.config))
        folders = walk(given.content).campaigns if given.content.is_dir() else []
        for folder in folders:
            with collecting(problems):
                campaigns[folder] = load_campaign(given.content, folder, config, regions)
        if problems:
            raise ProblemError(problems)
        given.output.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas(regions, campaigns, _).items():
            text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
            replaced(given.output / name, text.encode())
            print(given.output / name)
    except ProblemError as error:
        for problem in error.problems:
            say(problem.text(_))
        return 1
    except OSError as error:
        say(f"{error.filename or given.output}: {error.strerror}")
        return 1
    return 0
