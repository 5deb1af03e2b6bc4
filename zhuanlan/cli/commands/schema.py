"""`schema`: write JSON Schemas, for editors that complete what is written."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhuanlan.cli.arguments import add_config, add_path
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _

HELP = N_("write JSON Schemas, by which editors complete what is written")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_path(parser, "content", "content", _("folder of the posts"))
    add_config(parser)
    add_path(parser, "output", "schema", _("folder to write to"))
    parser.add_argument(
        "--reference",
        type=Path,
        metavar="PATH",
        help=_("write a reference to read, into this folder instead"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the schemas of the site's declarations and front matter, or the reference."""
    import json

    from zhuanlan.build.declaring import declared_in
    from zhuanlan.load.plugins import registry_for
    from zhuanlan.load.site import load_config
    from zhuanlan.schema import reference
    from zhuanlan.schema.schemas import schemas
    from zhuanlan.write.atomic import replaced

    if args.reference:
        reference.write(args.reference, registry_for(args.config, args.content))
        print(args.reference / "README.md")
        return 0
    config, regions = load_config(args.config, str(args.config))
    registry = registry_for(args.config, args.content)
    campaigns = declared_in(args.content, config, regions, registry)
    args.output.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(regions, campaigns, _, registry).items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        replaced(args.output / name, text.encode())
        print(args.output / name)
    return 0
