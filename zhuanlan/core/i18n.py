"""Messages and interface texts through gettext catalogues; English is what the code says."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

Translator = Callable[[str], str]

GENERATED = (
    Path(__file__).parent.parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "zhuanlan.mo",
    Path(__file__).parent.parent / "data" / "former_names.json",
)
"""Files that an installation makes, and a bare copy of the repository lacks."""

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""BCP 47 tags of the languages that zhuanlan speaks; the first is the default."""

_LOCALE = Path(__file__).parent.parent / "locale"


def is_installed() -> bool:
    """Tell whether the files are there that an installation makes."""
    return all(file.is_file() for file in GENERATED)


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name
    """Mark a text for translation where it is shown later."""
    return text


class Word(str):
    """A text of zhuanlan's own among texts of content: it alone is translated where it is shown."""

    __slots__ = ()


SYSTEM_REASONS = (
    *(N_("No such file or directory"), N_("Permission denied"), N_("Operation not permitted")),
    *(N_("No space left on device"), N_("Disk quota exceeded"), N_("Read-only file system")),
    *(N_("Not a directory"), N_("Is a directory"), N_("Directory not empty"), N_("File exists")),
    *(N_("File name too long"), N_("File too large"), N_("Too many open files")),
    *(N_("Too many levels of symbolic links"), N_("Input/output error"), N_("Broken pipe")),
    *(N_("Device or resource busy"), N_("Cross-device link"), N_("Invalid argument")),
    *(N_("Address already in use"), N_("Cannot assign requested address")),
    *(N_("Connection refused"), N_("Connection reset by peer"), N_("Connection timed out")),
    *(N_("Network is unreachable"), N_("No route to host")),
    *(N_("Name or service not known"), N_("Temporary failure in name resolution")),
)
"""What the system says when it refuses something, named here for the catalogues."""


def system_reason(error: OSError) -> Word:
    """Return why the system refused something; it is translated where it is shown."""
    return Word(error.strerror or str(error) or type(error).__name__)


@lru_cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English needs none.

    Raises OSError where it is not compiled: no page is English under `lang="zh-Hans"`.
    """
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("zhuanlan", _LOCALE, [language.replace("-", "_")])


def translator(language: str) -> Translator:
    """Return the function that translates into `language`."""
    return catalogue(language).gettext


_speaks: Callable[[str], Translator] = translator


def translated(text: str) -> str:
    """Translate a text into the language of this process's messages."""
    return _speaks(of_messages())(text)


def speak(speaks: Callable[[str], Translator]) -> None:
    """Let messages of this process be translated by what knows more texts: those of plug-ins."""
    global _speaks
    _speaks = speaks


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
