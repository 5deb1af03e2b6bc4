"""Certificates on paper, and tables for a platform."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from zhuanlan.core.i18n import N_, Translator
from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.features.books.export import csv_of, xlsx_of
from zhuanlan.features.books.kinds.service_log import PlatformColumn, ServiceSettings
from zhuanlan.features.books.services.log import Log, Service
from zhuanlan.features.books.summaries import figure

_HERE = Path(__file__).parent


def certificate(log: Log, services: list[Service], now: datetime, _: Translator) -> bytes:
    """Return a certificate of what one person did, as one HTML file that loads nothing.

    Raises ProblemError where nobody is known who issues it.
    """
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True)
    hours = [one.hours for one in services if one.hours is not None]
    known = {column.slug: column for column in log.book.all_columns}
    columns = [(slug, known[slug]) for slug in _TOLD if any(one.texts[slug] for one in services)]
    page = environment.get_template("certificate.html").render(
        _=_,
        campaign=log.campaign,
        person=services[0].texts["person"],
        number=services[0].texts["number"],
        services=services,
        columns=columns,
        hours=f"{figure(sum(hours, Decimal()))} {known['hours'].count}" if hours else "–",
        issuer=_issuer(log, services),
        made=f"{now:%Y-%m-%d}",
    )
    return page.encode()


def _issuer(log: Log, services: list[Service]) -> str:
    """Return who seals it: as the settings say, the hosts, or the one unit of all services."""
    settings: ServiceSettings = log.book.settings
    units = {one.texts["unit"] for one in services}
    issuer = settings.issuer or "、".join(log.campaign.organisers.hosts)
    issuer = issuer or (units.pop() if len(units) == 1 else "")
    if not issuer:
        place = f"{log.campaign.slug}/{log.book.slug}"
        message = N_("nobody is named who issues the certificate")
        hint = N_("write issuer into the settings of the book, or the hosts of the campaign")
        raise ProblemError([Problem(place, 0, 0, message, {}, hint)])
    return issuer


_TOLD = ("date", "content", "place", "hours", "unit", "quality", "responsible")


def table_of(log: Log, *, workbook: bool) -> bytes:
    """Return all services in the columns of the platform, as CSV or XLSX; all cells are texts."""
    settings: ServiceSettings = log.book.settings
    columns = settings.export or tuple(
        PlatformColumn(head=column.name, column=column.slug) for column in log.book.all_columns
    )
    heads = [column.head for column in columns]
    rows = [
        [one.texts[column.column] if column.column else column.text for column in columns]
        for one in log.services()
    ]
    return xlsx_of(log.book.name, heads, rows) if workbook else csv_of(heads, rows)
