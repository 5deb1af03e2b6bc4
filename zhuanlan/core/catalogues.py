"""Translations that plug-ins bring, behind our own.

A plug-in registers them by a name, as a dict: of each language either a dict of texts, or the file
of a gettext catalogue (`.mo`, or `.po` where babel is installed).
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhuanlan.core.i18n import LANGUAGES, N_, catalogue, system_reason
from zhuanlan.core.problems import ProblemError
from zhuanlan.core.registry import KEPT, Registry

Texts = Mapping[str | tuple[str, int], str]
"""Translations by their texts; where a text has several forms, by the singular and their number."""


class Messages(gettext.NullTranslations):
    """Our catalogue of a language, and the texts of plug-ins that it does not know."""

    def __init__(self, ours: gettext.NullTranslations, more: Texts, language: str) -> None:
        super().__init__()
        self._ours, self._more, self._has_plurals = ours, more, language == "en"

    def gettext(self, message: str) -> str:
        """Translate a text."""
        text = self._ours.gettext(message)
        return self._more.get(message, text) if text == message else text

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a text with a number."""
        text = self._ours.ngettext(msgid1, msgid2, n)
        if text not in (msgid1, msgid2):
            return text
        form = int(self._has_plurals and n != 1)
        keys = ((msgid1, form), (msgid1, 0), text)
        return next((self._more[key] for key in keys if key in self._more), text)


def messages(registry: Registry, language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language with what plug-ins add; raises ProblemError."""
    return _messages(registry, language, _states(registry))


@lru_cache(KEPT)
def _messages(registry: Registry, language: str, states: _States) -> gettext.NullTranslations:
    more: dict[str | tuple[str, int], str] = {}
    for languages in _added(registry, states):
        if language in languages:
            more |= languages[language]
        elif language == "zh-Hant" and "zh-Hans" in languages:
            more |= _traditional(languages["zh-Hans"])
    return Messages(catalogue(language), more, language) if more else catalogue(language)


def added(registry: Registry) -> tuple[Mapping[str, Texts], ...]:
    """Return what each catalogue of plug-ins has in each language.

    Raises ProblemError with all that is wrong with them.
    """
    return _added(registry, _states(registry))


def files(registry: Registry) -> list[Path]:
    """Return the files that catalogues of plug-ins are read from."""
    given = [languages.values() for languages in registry.catalogues.values()]
    return [Path(one) for values in given for one in values if isinstance(one, (str, Path))]


_States = tuple[tuple[int, int] | None, ...]
"""Times and sizes of the files, in their order; None for one that is not there."""


def _states(registry: Registry) -> _States:
    return tuple(map(_state, files(registry))) if registry.catalogues else ()


def _state(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _added(registry: Registry, states: _States) -> tuple[Mapping[str, Texts], ...]:
    problems, found = [], []
    for name, languages in registry.catalogues.items():
        try:
            found.append(_languages(name, languages, registry.catalogues.problem))
        except ProblemError as error:
            problems += error.problems
    if problems:
        raise ProblemError(problems)
    return tuple(found)


def _traditional(texts: Texts) -> Texts:
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    return {text: convert(translation) for text, translation in texts.items()}


def _languages(
    name: str, languages: Any, problem: Callable[..., ProblemError]
) -> Mapping[str, Texts]:
    read: dict[str, Texts] = {}
    for language, given in dict(languages).items():
        if language not in LANGUAGES:
            message = N_("the {kind} “{name}” has no language “{language}”; allowed: {allowed}")
            raise problem(name, message, language=language, allowed=", ".join(LANGUAGES))
        if isinstance(given, (str, Path)):
            read[language] = _of_file(name, Path(given), problem)
        elif isinstance(given, Mapping) and all(
            isinstance(text, str) for pair in given.items() for text in pair
        ):
            read[language] = dict(given)
        else:
            message = N_("the {kind} “{name}” has {value}, and not texts by texts")
            raise problem(name, message, value=repr(given))
    return read


def _of_file(name: str, file: Path, problem: Callable[..., ProblemError]) -> Texts:
    message = N_("the {kind} “{name}” cannot be read from {file}: {reason}")
    try:
        with file.open("rb") as opened:
            return _of_po(opened) if file.suffix == ".po" else _of_mo(opened)
    except ImportError:
        hint = N_("pip install babel, or compile it to .mo")
        raise problem(name, message, hint, file=str(file), reason="babel") from None
    except OSError as error:
        reason: object = system_reason(error)
    except (ValueError, LookupError, struct.error) as error:
        reason = error
    raise problem(name, message, file=str(file), reason=reason)


def _of_mo(opened: Any) -> Texts:
    texts = vars(gettext.GNUTranslations(opened))["_catalog"]
    return {key: text for key, text in texts.items() if key}


def _of_po(opened: Any) -> Texts:
    from babel.messages.pofile import PoFileError, read_po

    try:
        found = read_po(opened, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(str(error)) from error
    texts: dict[str | tuple[str, int], str] = {}
    for one in found:
        if one.fuzzy or not one.id:
            continue
        forms = one.string if isinstance(one.string, tuple) else (one.string,)
        for form, text in enumerate(forms):
            if text:
                texts[(one.id[0], form) if isinstance(one.id, tuple) else str(one.id)] = str(text)
    return texts
