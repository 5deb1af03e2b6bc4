"""argparse's own words in the language of the messages.

argparse takes them from its module's `_` and `ngettext`. These are not documented; where another
version of Python has none, its words stay English and nothing else changes.
"""

from __future__ import annotations

import argparse

from zhuanlan.i18n import N_, Translator

_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("expected %s arguments"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What a user of our commands may meet."""


def translate_argparse(_: Translator) -> None:
    """Let parsers that are made from now on, and their errors, speak through `_`."""
    vars(argparse)["_"] = _
    vars(argparse)["ngettext"] = lambda one, many, count: _(many) if count != 1 else _(one)
