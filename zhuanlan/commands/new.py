"""`new`: begins a site, a campaign, a post or a theme, and asks for what it was not told."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from zhuanlan import scaffold
from zhuanlan.asking import Asking, CannotAskError, read_as
from zhuanlan.console import now, say, say_problems, say_unwritable
from zhuanlan.i18n import N_, Translator, of_messages, translator
from zhuanlan.load.han import has_han
from zhuanlan.load.regions import load_regions, simplify
from zhuanlan.load.site import load_config
from zhuanlan.load.yaml import Document
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.fields import Moment, Slug, Text
from zhuanlan.model.links import BaseUrl
from zhuanlan.model.place import Surroundings, resolve_place
from zhuanlan.model.region import ROOT, Regions
from zhuanlan.pipeline.declaring import declared_in
from zhuanlan.problems import Problem, ProblemError
from zhuanlan.render.theme import BUNDLED, find_theme
from zhuanlan.write.atomic import replaced

Begun = tuple[Path, scaffold.Files]
"""A folder, and the files that are to be written into it."""


def run(given: argparse.Namespace, _: Translator) -> int:
    """Write what is begun, and print the path of each file; nothing is ever replaced."""
    try:
        folder, files = _BEGIN[given.what](given, Asking(_))
        _check_free(folder, files)
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            replaced(file, text.encode())
            print(file)
    except CannotAskError as error:
        option = error.option if error.option in _PLACED else f"--{error.option}"
        say(_(N_("{option} is needed")).format(option=option))
        return 2
    except ProblemError as error:
        say_problems(error.problems, _)
        return 1
    except OSError as error:
        say_unwritable(error, _)
        return 1
    except EOFError:
        say(_(N_("stopped")))
        return 1
    if given.what == "site":
        text = _(N_("Go on: cd {folder}, then zhuanlan serve --open"))
        say(text.format(folder=shlex.quote(str(given.folder))))
    return 0


def _check_free(folder: Path, files: scaffold.Files) -> None:
    outer = [place for place in (folder, *folder.parents) if place.is_file()]
    taken = outer or [folder / path for path in files if (folder / path).exists()]
    if taken:
        message = N_("the file exists already, and stays as it is")
        raise ProblemError(Problem(str(path), 0, 0, message) for path in taken)


def _site(given: argparse.Namespace, ask: Asking) -> Begun:
    name = ask.text("name", given.name, N_("Name of the site"), read_as(Text))
    default = "https://www.example.cn/"
    url = ask.text("url", given.url, N_("Its address"), read_as(BaseUrl), default)
    host = ask.text("host", given.host, N_("Who hosts it (may stay empty)"), str, "")
    question = N_("Its identification code (may stay empty)")
    site_id = ask.text("site-id", given.site_id, question, str, "")
    regions = load_regions((), Document(""))
    asked = _asked_campaign(given, ask, regions)
    language = given.language or _language_of(f"{name}{asked.title}{host}")
    site = scaffold.NewSite(name, url, asked, host, site_id, language)
    return given.folder, scaffold.site(site, translator(language))


def _language_of(answers: str) -> str:
    """Return the language of a site by its names; `LANG` decides only where they do not."""
    if not has_han(answers):
        return of_messages()
    if simplify(answers) != answers:
        return "zh-Hant"
    return of_messages() if of_messages() != "en" else "zh-Hans"


def _campaign(given: argparse.Namespace, ask: Asking) -> Begun:
    config, regions = load_config(given.config, str(given.config))
    asked = _asked_campaign(given, ask, regions)
    return given.content, scaffold.campaign(asked, translator(config.language))


def _asked_campaign(
    given: argparse.Namespace, ask: Asking, regions: Regions
) -> scaffold.NewCampaign:
    title = ask.text("title", given.title, N_("Title of the campaign"), read_as(Text))
    question = N_("The region that its stories come from (empty: the whole country)")
    scope = ask.text("scope", given.scope, question, lambda text: _place(text, ROOT, regions), "")
    today = f"{now():%Y-%m-%d}"
    start = ask.text("start", given.start, N_("Its first day"), read_as(Moment), today)
    slug = ask.text("slug", given.slug or scaffold.slug_of(title), "", read_as(Slug))
    return scaffold.NewCampaign(title, scope, start.date(), slug)


def _place(text: str, scope: str, regions: Regions) -> str:
    """Accept a region as stories name it, or nothing."""
    if text:
        resolve_place(text, Surroundings(regions, scope), scope)
    return text


def _post(given: argparse.Namespace, ask: Asking) -> Begun:
    config, regions = load_config(given.config, str(given.config))
    campaigns = declared_in(given.content, config, regions)
    if not campaigns:
        hint = N_("begin one with: new campaign")
        raise ProblemError(
            [Problem(str(given.content), 0, 0, N_("there is no campaign yet"), {}, hint)]
        )
    choices = [(folder, campaign.title) for folder, campaign in campaigns.items()]
    folder = ask.choice("campaign", given.campaign, N_("Campaign"), choices)
    campaign = campaigns[folder]
    columns = [(column.slug, column.name) for column in campaign.columns]
    column = campaign.column(ask.choice("column", given.column, N_("Column"), columns))
    place = given.content / folder / column.slug
    asked = _asked_post(
        given, ask, campaign, regions, told_of_person=column.kind == "exemplars", place=place
    )
    return place, scaffold.post(asked, translator(campaign.language or config.language))


def _asked_post(
    given: argparse.Namespace,
    ask: Asking,
    campaign: Campaign,
    regions: Regions,
    *,
    told_of_person: bool,
    place: Path,
) -> scaffold.NewPost:
    scope = campaign.scope.code
    title = ask.text("title", given.title, N_("Title"), read_as(Text))
    person = ""
    if told_of_person:
        question = N_("Name of the person that it tells of")
        person = ask.text("person", given.person, question, read_as(Text))
    date = ask.text("date", given.date, N_("Date"), read_as(Moment), f"{now():%Y-%m-%d}")
    question = ask.translate(N_("Region (empty: the whole of {scope})"))
    question = question.replace("{scope}", campaign.scope.name)
    region = ask.text(
        "region", given.region, question, lambda text: _place(text, scope, regions), ""
    )
    unit = ask.text("unit", given.unit, N_("Unit that sent it in (may stay empty)"), str, "")
    summary = ask.text(
        "summary", given.summary, N_("Summary in one sentence (may stay empty)"), str, ""
    )
    others = (path.name for path in place.iterdir()) if place.is_dir() else ()
    taken = frozenset(name.removesuffix(".md") for name in others)
    if given.slug in taken:
        message = N_("another post has this name: {name}")
        raise ProblemError([Problem("--slug", 0, 0, message, {"name": given.slug})])
    return scaffold.NewPost(
        title=title,
        date=date,
        region=region,
        unit=unit,
        summary=summary,
        person=person,
        draft=not given.publish,
        folder=given.pictures,
        name=ask.text("slug", given.slug or scaffold.slug_of(title), "", read_as(Slug)),
        taken=taken,
    )


def _theme(given: argparse.Namespace, ask: Asking) -> Begun:
    name = ask.text("name", given.name, N_("Name of the theme (a–z, 0–9, hyphens)"), read_as(Slug))
    if name == given.extends or (BUNDLED / name).exists():
        message = N_("a theme of that name ships with zhuanlan, or is the one it extends")
        raise ProblemError([Problem("--name", 0, 0, message)])
    find_theme(given.extends, [given.themes, BUNDLED])  # what it extends has to exist
    return given.themes / name, scaffold.theme(name, given.extends, ask.translate)


_PLACED = ("name",)
"""What is told without the name of an option."""

_BEGIN = {"site": _site, "campaign": _campaign, "post": _post, "theme": _theme}
