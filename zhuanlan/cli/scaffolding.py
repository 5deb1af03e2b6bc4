"""What `new` asks, and the files that follow from the answers."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from keyword import iskeyword
from pathlib import Path

from zhuanlan import scaffold
from zhuanlan.build.declaring import declared_in
from zhuanlan.cli import letter_form
from zhuanlan.cli.arguments import now
from zhuanlan.cli.prompts import Prompts, read_as
from zhuanlan.core.i18n import N_, of_messages, translator
from zhuanlan.core.i18n import translated as _
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.load.han import has_han
from zhuanlan.load.plugins import registry_for
from zhuanlan.load.regions import load_regions, simplify
from zhuanlan.load.site import load_config
from zhuanlan.load.yaml import Document
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.fields import Moment, Slug, Text
from zhuanlan.model.kind import ColumnKind
from zhuanlan.model.links import BaseUrl
from zhuanlan.model.place import Surroundings, resolve_place
from zhuanlan.model.region import ROOT, Regions
from zhuanlan.render.theme import BUNDLED, find_theme

Scaffold = tuple[Path, Mapping[str, str | bytes]]
"""A folder, and the files that are to be written into it."""


def scaffolded(args: argparse.Namespace) -> list[tuple[Path, bytes]]:
    """Return the files to write, each with its bytes, after asking for what the arguments lack.

    Raises ProblemError for wrong arguments and for files that exist already.
    """
    folder, files = _SCAFFOLDS[args.what](args, Prompts())
    _check_free(folder, files)
    return [
        (folder / path, text.encode() if isinstance(text, str) else text)
        for path, text in files.items()
    ]


def _check_free(folder: Path, files: Iterable[str]) -> None:
    outer = [place for place in (folder, *folder.parents) if place.is_file()]
    taken = outer or [folder / path for path in files if (folder / path).exists()]
    if taken:
        message = N_("the file exists already, and stays as it is")
        raise ProblemError(Problem(str(path), 0, 0, message) for path in taken)


def _site(args: argparse.Namespace, ask: Prompts) -> Scaffold:
    name = ask.text("--name", args.name, N_("Name of the site"), read_as(Text))
    default = "https://www.example.cn/"
    url = ask.text("--url", args.url, N_("Its address"), read_as(BaseUrl), default)
    host = ask.text("--host", args.host, N_("Who hosts it (may stay empty)"), str, "")
    question = N_("Its identification code (may stay empty)")
    site_id = ask.text("--site-id", args.site_id, question, str, "")
    regions = load_regions((), Document(""))
    answers = _campaign_answers(args, ask, regions)
    language = args.language or _language_of(f"{name}{answers.title}{host}")
    site = scaffold.NewSite(name, url, answers, host, site_id, language)
    return args.folder, scaffold.site(site, translator(language))


def _language_of(answers: str) -> str:
    """Return the language of a site by its names; `LANG` decides only where they do not."""
    if not has_han(answers):
        return of_messages()
    if simplify(answers) != answers:
        return "zh-Hant"
    return of_messages() if of_messages() != "en" else "zh-Hans"


def _campaign(args: argparse.Namespace, ask: Prompts) -> Scaffold:
    config, regions = load_config(args.config, str(args.config))
    answers = _campaign_answers(args, ask, regions)
    return args.content, scaffold.campaign(answers, translator(config.language))


def _campaign_answers(
    args: argparse.Namespace, ask: Prompts, regions: Regions
) -> scaffold.NewCampaign:
    title = ask.text("--title", args.title, N_("Title of the campaign"), read_as(Text))
    question = N_("The region that its stories come from (empty: the whole country)")
    scope = ask.text("--scope", args.scope, question, lambda text: _place(text, ROOT, regions), "")
    today = f"{now():%Y-%m-%d}"
    start = ask.text("--start", args.start, N_("Its first day"), read_as(Moment), today)
    slug = ask.text("--slug", args.slug or scaffold.slug_of(title), "", read_as(Slug))
    return scaffold.NewCampaign(title, scope, start.date(), slug)


def _place(text: str, scope: str, regions: Regions) -> str:
    """Accept a region as stories name it, or nothing."""
    if text:
        resolve_place(text, Surroundings(regions, scope), scope)
    return text


def _post(args: argparse.Namespace, ask: Prompts) -> Scaffold:
    config, regions = load_config(args.config, str(args.config))
    campaigns = _campaigns(args, config, regions)
    choices = [(folder, campaign.title) for folder, campaign in campaigns.items()]
    folder = ask.choice("--campaign", args.campaign, N_("Campaign"), choices)
    campaign = campaigns[folder]
    columns = [(column.slug, column.name) for column in campaign.columns]
    column = campaign.column(ask.choice("--column", args.column, N_("Column"), columns))
    place = args.content / folder / column.slug
    answers = _post_answers(args, ask, campaign, regions, kind=column.of_kind, place=place)
    return place, scaffold.post(answers, translator(campaign.language or config.language))


def _post_answers(
    args: argparse.Namespace,
    ask: Prompts,
    campaign: Campaign,
    regions: Regions,
    *,
    kind: ColumnKind,
    place: Path,
) -> scaffold.NewPost:
    scope = campaign.scope.code
    title = ask.text("--title", args.title, N_("Title"), read_as(Text))
    person = ""
    if kind.people:
        question = N_("Name of the person that it tells of")
        person = ask.text("--person", args.person, question, read_as(Text))
    date = ask.text("--date", args.date, N_("Date"), read_as(Moment), f"{now():%Y-%m-%d}")
    question = _("Region (empty: the whole of {scope})")
    question = question.replace("{scope}", campaign.scope.name)
    region = ask.text(
        "--region", args.region, question, lambda text: _place(text, scope, regions), ""
    )
    unit = ask.text("--unit", args.unit, N_("Unit that sent it in (may stay empty)"), str, "")
    summary = ask.text(
        "--summary", args.summary, N_("Summary in one sentence (may stay empty)"), str, ""
    )
    others = (path.name for path in place.iterdir()) if place.is_dir() else ()
    taken = frozenset(name.removesuffix(".md") for name in others)
    if args.slug in taken:
        message = N_("another post has this name: {name}")
        raise ProblemError([Problem("--slug", 0, 0, message, {"name": args.slug})])
    return scaffold.NewPost(
        title=title,
        date=date,
        region=region,
        unit=unit,
        summary=summary,
        person=person,
        more=kind.draft,
        draft=not args.publish,
        folder=args.pictures,
        name=ask.text("--slug", args.slug or scaffold.slug_of(title), "", read_as(Slug)),
        taken=taken,
    )


def _template(args: argparse.Namespace, ask: Prompts) -> Scaffold:
    config, regions = load_config(args.config, str(args.config))
    campaigns = _campaigns(args, config, regions)
    choices = [(folder, campaign.title) for folder, campaign in campaigns.items()]
    folder = ask.choice("--campaign", args.campaign, N_("Campaign"), choices)
    return args.folder, {letter_form.NAME: letter_form.form_of(campaigns[folder])}


def _campaigns(args: argparse.Namespace, config: Config, regions: Regions) -> dict[str, Campaign]:
    """Return the campaigns of the site; raises ProblemError where there is none."""
    campaigns = declared_in(args.content, config, regions, registry_for(args.config, args.content))
    if not campaigns:
        hint = N_("begin one with: new campaign")
        raise ProblemError(
            [Problem(str(args.content), 0, 0, N_("there is no campaign yet"), {}, hint)]
        )
    return campaigns


def _theme(args: argparse.Namespace, ask: Prompts) -> Scaffold:
    name = ask.text("name", args.name, N_("Name of the theme (a–z, 0–9, hyphens)"), read_as(Slug))
    if name == args.extends or (BUNDLED / name).exists():
        message = N_("a theme of that name ships with zhuanlan, or is the one it extends")
        raise ProblemError([Problem("name", 0, 0, message)])
    find_theme(args.extends, [args.themes, BUNDLED])  # what it extends has to exist
    return args.themes / name, scaffold.theme(name, args.extends, _)


def _plugin(args: argparse.Namespace, ask: Prompts) -> Scaffold:
    name = ask.text("name", args.name, N_("Name of the plug-in (a–z, 0–9, _)"), read_as(Slug))
    if not name.isidentifier() or iskeyword(name) or name in Config.model_fields:
        message = N_("“{value}” is no name of a plug-in")
        hint = N_("use a–z, 0–9 and _, begin with a letter, and take no key of config.yaml")
        raise ProblemError([Problem("name", 0, 0, message, {"value": name}, hint)])
    return args.config.parent, scaffold.plugin(name, _)


_SCAFFOLDS = {
    "site": _site,
    "campaign": _campaign,
    "post": _post,
    "template": _template,
    "theme": _theme,
    "plugin": _plugin,
}
