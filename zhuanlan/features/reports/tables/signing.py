"""Which stories are signed, and which wait for a reading: the office's alone."""

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Table
from zhuanlan.features.reports.table import TableMaker, counted_columns, grouped
from zhuanlan.features.signoff.signing import Signing
from zhuanlan.model.post import Post
from zhuanlan.model.signoff import ROLE_NAMES, Role


class _Signing(TableMaker):
    name, title = "signing", N_("Stories signed and waiting")

    def tables(self, facts: Facts) -> Iterator[Table]:
        if not facts.internal:
            return
        _ = facts.translate
        signing = Signing.of_site(facts.site, facts.options)
        posts = [post for post in (*facts.counted.posts, *_coming(facts)) if signing.required(post)]
        if not posts:
            return
        waiting = {post.path: [role for role, _text in signing.missing(post)] for post in posts}
        by_column = grouped(posts, lambda post: post.column)
        rows = [
            (Cell(name), *_cells(facts, by_column[slug], waiting))
            for slug, name in facts.links("column")
            if slug in by_column
        ]
        heads = [_("Stories"), _("Signed"), *(_(name) for name in ROLE_NAMES.values())]
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=_(
                "Drafts and stories to come are counted, too. Under each reading stand the stories "
                "that wait for it. Signatures count as they are today."
            ),
            columns=(Column(_("Column")), *counted_columns(facts, heads)),
            rows=tuple(rows),
            total=(Cell(_("Total")), *_cells(facts, posts, waiting)),
            internal=True,
        )


SIGNING = _Signing()


def _coming(facts: Facts) -> Iterator[Post]:
    """Yield the drafts and stories to come of the range; nothing that was taken down."""
    off = facts.site.taken_down
    for item in facts.site.unpublished:
        if isinstance(item, Post) and item.campaign == facts.campaign.slug:
            expired = item.matter.expires_at and item.matter.expires_at < facts.now
            if item.path not in off and not expired and facts.span.holds(item):
                yield item


def _cells(facts: Facts, posts: Sequence[Post], waiting: dict[str, list[Role]]) -> tuple[Cell, ...]:
    count = facts.sources.count
    signed = count(post for post in posts if not waiting[post.path])
    roles = (count(post for post in posts if role in waiting[post.path]) for role in ROLE_NAMES)
    return (count(posts), signed, *roles)
