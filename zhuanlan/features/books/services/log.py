"""A service log with all its cells, as the office sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhuanlan.build.declaring import declare, located_in
from zhuanlan.core.i18n import N_
from zhuanlan.core.options import Options
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.features.books.kinds.service_log import SERVICE_LOG
from zhuanlan.features.books.loading import books_in
from zhuanlan.features.books.values import shown
from zhuanlan.load.content import walk
from zhuanlan.load.data import DataRequest
from zhuanlan.load.ledgers import bare
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.campaign import Campaign


@dataclass(frozen=True, slots=True)
class Service:
    """An entry of a log, in words; `hours` is None where none are written."""

    texts: dict[str, str]
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Log:
    """A service log and its campaign."""

    campaign: Campaign
    book: Book
    rows: tuple[Row, ...]

    def services(self) -> Iterator[Service]:
        """Yield its entries in their order."""
        pick = picker(self.book.all_columns)
        for row in self.rows:
            texts = {c.slug: self._said(c.type, pick(row, c.slug)) for c in self.book.all_columns}
            hours = pick(row, "hours")
            yield Service(texts, hours[0] if isinstance(hours, tuple) else None)

    def _said(self, type_: str, value: object) -> str:
        if type_ == "activity" and value is not None:
            return self.campaign.activity_lineage(str(value))[-1].name
        if type_ == "phase" and value is not None:
            return self.campaign.phase(str(value)).name
        return shown(value)  # type: ignore[arg-type]


def read_log(written: str, options: Options) -> Log:
    """Read a log by its slug, or by those of campaign and book, `spring/services`.

    Raises ProblemError where there is none, where several have that slug, and with all that is
    wrong with what the site declares and with the campaign's books.
    """
    content = walk(options.content)
    found = declare(options, content)
    if found.problems or found.of_content:
        with located_in(options.content):
            raise ProblemError([*found.problems, *found.of_content])
    declared = found.declarations
    logs = {
        f"{campaign.slug}/{book.slug}": (folder, campaign, book)
        for folder, campaign in declared.campaigns.items()
        for book in campaign.books
        if book.kind == SERVICE_LOG.name
    }
    meant = [name for name in logs if written in (name, name.partition("/")[2])]
    if len(meant) != 1:
        raise ProblemError([_unknown(written, meant, logs, options)])
    folder, campaign, book = logs[meant[0]]
    request = DataRequest(options.content, content, declared, options.now)
    with located_in(options.content):
        books = books_in(request, folder, campaign)
        if books.problems:
            raise ProblemError(books.problems)
    return Log(campaign, book, tuple(books.rows[book.slug]))


def _unknown(written: str, meant: list[str], logs: object, options: Options) -> Problem:
    names = [*logs] if isinstance(logs, dict) else []
    place = options.content.as_posix()
    if meant:
        message = N_("several campaigns have a book “{value}”")
        values = {"value": written, "allowed": ", ".join(meant)}
        return Problem(place, 0, 0, message, values, N_("allowed: {allowed}"))
    guess = likely(written, [*names, *(name.partition("/")[2] for name in names)])
    values = {"value": written, "guess": guess, "allowed": ", ".join(names) or "–"}
    message = N_("no campaign has a service log “{value}”")
    return Problem(place, 0, 0, message, values, meant_of_allowed(guess))


def of_person(log: Log, person: str, number: str | None) -> list[Service]:
    """Return what somebody did, in the order of time; raises ProblemError.

    A name alone is not enough where two numbers have it.
    """
    named = [one for one in log.services() if bare(one.texts["person"]) == bare(person)]
    numbers = list(dict.fromkeys(one.texts["number"] for one in named))
    if number is not None:
        named = [one for one in named if one.texts["number"] == number]
    place = f"{log.campaign.slug}/{log.book.slug}"
    if not named:
        message = N_("no service of “{name}” is recorded")
        raise ProblemError([Problem(place, 0, 0, message, {"name": person})])
    if number is None and len(numbers) > 1:
        message = N_("several people are called “{name}”: {numbers}")
        hint = N_("name one with --number")
        values = {"name": person, "numbers": ", ".join(one or "–" for one in numbers)}
        raise ProblemError([Problem(place, 0, 0, message, values, hint)])
    return sorted(named, key=lambda one: one.texts["date"])
