"""Translations that plug-ins bring, behind our own.

A plug-in registers them by a name, as a dict: of each language either a dict of texts, or the file
of a gettext catalogue (`.mo`, or `.po` where babel is installed).
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zhuanlan.core.i18n import N_, catalogue
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import Registry


class Messages(gettext.NullTranslations):
    """Our catalogue of a language, and the texts of plug-ins that it does not know."""

    def __init__(self, ours: gettext.NullTranslations, more: Mapping[str, str]) -> None:
        super().__init__()
        self._ours, self._more = ours, more

    def gettext(self, message: str) -> str:
        """Translate a text."""
        text = self._ours.gettext(message)
        return self._more.get(message, text) if text == message else text

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a text with a number."""
        return self._ours.ngettext(msgid1, msgid2, n)


@cache
def messages(registry: Registry, language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language with what plug-ins add; raises ProblemError."""
    more: dict[str, str] = {}
    for name, languages in registry.catalogues.items():
        if language in languages:
            more |= _texts(registry, name, languages[language])
        elif language == "zh-Hant" and "zh-Hans" in languages:
            more |= _traditional(_texts(registry, name, languages["zh-Hans"]))
    return Messages(catalogue(language), more) if more else catalogue(language)


def _traditional(texts: Mapping[str, str]) -> dict[str, str]:
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    return {text: convert(translation) for text, translation in texts.items()}


def _texts(registry: Registry, name: str, given: Mapping[str, str] | str | Path) -> dict[str, str]:
    if isinstance(given, Mapping):
        return dict(given)
    file = Path(given)
    try:
        if file.suffix == ".po":
            return _of_po(file)
        with file.open("rb") as opened:
            texts = vars(gettext.GNUTranslations(opened))["_catalog"]
        return {key: text for key, text in texts.items() if isinstance(key, str) and key}
    except ImportError:
        hint = N_("pip install babel, or compile it to .mo")
        raise _unreadable(registry, name, file, "babel", hint) from None
    except (OSError, ValueError, struct.error) as error:
        raise _unreadable(registry, name, file, str(error)) from error


def _of_po(file: Path) -> dict[str, str]:
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        found = read_po(opened)
    return {
        str(one.id): str(one.string) for one in found if one.id and one.string and not one.fuzzy
    }


def _unreadable(
    registry: Registry, name: str, file: Path, reason: str, hint: str = ""
) -> ProblemError:
    message = N_("the {kind} “{name}” cannot be read from {file}: {reason}")
    return registry.catalogues.problem(name, message, hint, file=str(file), reason=reason)
