"""Addresses that readers know and that an output does not answer, asked for by themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zhuanlan.check.look import Look
from zhuanlan.check.rules.addresses import lost
from zhuanlan.check.run import located, switched_on
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.published import Known
from zhuanlan.model.site import Site


def lost_addresses(
    site: Site, options: Options, files: Collection[str], known: Sequence[Known]
) -> list[Problem]:
    """Return a problem for each known address that the `files` of an output do not answer."""
    registry = registry_for(options.config, options.content, options.plugins)
    read = Look.at(site, options.content, registry).read
    found = switched_on(lost(site, files, known, read), site, read)
    return [one.problem for one in located(found, options, registry.rules)]
