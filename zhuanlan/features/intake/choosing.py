"""Which campaign and column a story is for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from zhuanlan.core.i18n import N_
from zhuanlan.core.importers import Draft
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.intake.answers import answered
from zhuanlan.features.intake.blocks import blocks_of_markdown
from zhuanlan.features.intake.bundles import Bundle
from zhuanlan.features.intake.reception import Reception
from zhuanlan.features.intake.recognise.all import Recognised, recognise
from zhuanlan.model.declared import ColumnSpec


def recognised(
    draft: Draft, bundle: Bundle, site: Reception
) -> tuple[Recognised, str, Problem | None]:
    """Recognise a draft in its campaign; return the folder, and a note where it was chosen.

    Without a campaign that was asked for, it is one that a folder is named after, or the only one
    that declares the story's unit. Raises ProblemError where nobody knows.
    """
    blocks = draft.blocks or tuple(blocks_of_markdown(draft.body))
    folders = [site.folder] if site.folder else _named(bundle, site) or [*site.campaigns]
    stem = bundle.subject or bundle.story.stem
    found: dict[str, Recognised] = {}
    for folder in folders:
        around = site.around(folder, stem, bundle.folders, draft.properties)
        found[folder] = _as_given(recognise(blocks, around), draft)
    if len(folders) == 1:
        return found[folders[0]], folders[0], None
    having = [
        folder
        for folder, one in found.items()
        if not site.campaigns[folder].archived and site.campaigns[folder].unit(one.value("unit"))
    ]
    if len(having) != 1:
        message = N_("nobody knows for which campaign this is")
        hint = N_("say --campaign, one of: {allowed}")
        values = {"allowed": ", ".join(having or site.campaigns)}
        raise ProblemError([Problem(bundle.path, 0, 0, message, values, hint)])
    message = N_("it is taken for the campaign “{campaign}”, which declares the unit “{unit}”")
    values = {"campaign": having[0], "unit": found[having[0]].value("unit")}
    return found[having[0]], having[0], Problem(bundle.path, 0, 0, message, values)


def _as_given(found: Recognised, draft: Draft) -> Recognised:
    """Leave out guesses of a draft that says all of itself, but for its column."""
    if draft.blocks:
        return found
    column = found.guess("column")
    return replace(found, guesses=(column,) if column else ())


def _named(bundle: Bundle, site: Reception) -> list[str]:
    """Return the campaigns that one of the folders is named after."""
    return [
        folder
        for folder, one in site.campaigns.items()
        if {folder, one.title, one.short, one.slug} & {*bundle.folders}
    ]


def column_of(found: Recognised, folder: str, site: Reception, path: str) -> ColumnSpec:
    """Return the column of a story; raises ProblemError for one that its campaign has not."""
    slug = site.column or found.value("column")
    columns = site.campaigns[folder].columns
    for column in columns:
        if column.slug == slug:
            return column
    message = N_("the campaign “{campaign}” has no column for this")
    hint = N_("say --column, one of: {allowed}")
    allowed = ", ".join(column.slug for column in columns) or "–"
    values = {"campaign": folder, "allowed": allowed}
    raise ProblemError([Problem(path, 0, 0, message, values, hint)])


def asked(found: Recognised, folder: str, title: str, site: Reception) -> Recognised:
    """Let somebody look at each guess that is not sure, if somebody is there."""
    if site.ask is None:
        return found
    guesses = (
        guess
        if guess.sure
        else site.ask(guess, title, partial(answered, guess.field, folder=folder, site=site))
        for guess in found.guesses
    )
    return replace(found, guesses=tuple(guess for guess in guesses if guess))
