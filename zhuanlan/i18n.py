"""Messages and interface texts through gettext catalogues; English is what the code says."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

Translator = Callable[[str], str]

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""BCP 47 tags of the languages that zhuanlan speaks; the first is the default."""

_LOCALE = Path(__file__).parent / "locale"


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name
    """Mark a text for translation where it is shown later."""
    return text


class Word(str):
    """A text of zhuanlan's own among texts of content: it alone is translated where it is shown."""

    __slots__ = ()


@lru_cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; an unknown one speaks English."""
    return gettext.translation("zhuanlan", _LOCALE, [language.replace("-", "_")], fallback=True)


def translator(language: str) -> Translator:
    """Return the function that translates into `language`."""
    return catalogue(language).gettext


def of_messages() -> str:
    """Return the language that this process speaks to whoever started it."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return from_environment(next((os.environ[n] for n in names if os.environ.get(n)), ""))


def from_environment(value: str) -> str:
    """Return the language that a `LANG` such as `en_US.UTF-8` asks for.

    Chinese unless English or traditional Chinese is asked for by name: most users are Chinese
    offices whose machines say `C` or `POSIX`.
    """
    value = value.lower().replace("_", "-")
    if value.startswith("en"):
        return "en"
    if value.startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant")):
        return "zh-Hant"
    return LANGUAGES[0]
