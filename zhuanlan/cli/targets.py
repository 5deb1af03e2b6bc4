"""The publishing targets that the command line names."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial
from typing import NoReturn

from zhuanlan.cli.console import table
from zhuanlan.cli.errors import CommandError
from zhuanlan.core.i18n import N_
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.site import load_config
from zhuanlan.model.publishing import AnyTarget
from zhuanlan.publish.checked import CheckedHost
from zhuanlan.publish.host import Host, host_of

_EXAMPLE = "publish: {targets: {web: {kind: dir, path: /srv/www/site}}}"


def target_of(args: argparse.Namespace) -> AnyTarget:
    """Return the target that the arguments name.

    Without a name the configured targets are listed, and CommandError is raised: no target is
    published to by default. Raises ProblemError for one that the settings do not have.
    """
    config = str(args.config)
    targets = load_config(args.config, config)[0].publish.targets
    if not targets:
        message = N_("no target is configured, so there is nowhere to publish to")
        hint = N_("configure one in this file: {example}")
        raise ProblemError([Problem(config, 0, 0, message, {"example": _EXAMPLE}, hint)])
    if args.target is None:
        _list(targets, args.command)
    if args.target not in targets:
        guess = likely(args.target, targets)
        values = {"value": args.target, "guess": guess, "allowed": ", ".join(targets)}
        message = N_("config.yaml declares no target “{value}” under publish")
        raise ProblemError([Problem(config, 0, 0, message, values, meant_of_allowed(guess))])
    return targets[args.target]


def _list(targets: Mapping[str, AnyTarget], command: str) -> NoReturn:
    """Show the targets, and end with what to write."""
    heads = [_("target"), _("type"), _("place"), _("address")]
    rows = [[name, one.kind, one.place, str(one.url or "–")] for name, one in targets.items()]
    table(heads, rows)
    message = N_("there is no default target; name one: zhuanlan {command} {example}")
    raise CommandError(message, status=2, command=command, example=next(iter(targets)))


def open_host(args: argparse.Namespace, target: AnyTarget) -> Host:
    """Return the host of a target; the caller closes it."""
    base = args.config.parent
    registry = registry_for(args.config, base / "content")
    opening = partial(host_of, args.target, target, base, registry)
    if registry.hosts.is_ours(target.kind):
        return opening()
    return CheckedHost(opening, target.kind, registry.hosts)
