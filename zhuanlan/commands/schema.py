"""`schema`: what may be written where, for editors that complete it."""

from __future__ import annotations

import argparse
import json

from zhuanlan.console import say, say_problems
from zhuanlan.i18n import Translator
from zhuanlan.load.site import load_config
from zhuanlan.pipeline.declaring import declared_in
from zhuanlan.problems import ProblemError
from zhuanlan.schema import reference
from zhuanlan.schema.schemas import schemas
from zhuanlan.write.atomic import replaced


def run(given: argparse.Namespace, _: Translator) -> int:
    """Write the schemas of the site's declarations and front matter, or what is read of them."""
    try:
        if given.reference:
            reference.write(given.reference)
            print(given.reference / "README.md")
            return 0
        config, regions = load_config(given.config, str(given.config))
        campaigns = declared_in(given.content, config, regions)
        given.output.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas(regions, campaigns, _).items():
            text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
            replaced(given.output / name, text.encode())
            print(given.output / name)
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    except OSError as error:
        say(f"{error.filename or given.output}: {error.strerror}")
        return 1
    return 0
