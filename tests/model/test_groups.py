"""The posts of a campaign: finding one's place does not go through all of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from zhuanlan.model.site import Groups


class Looked(tuple[Any, ...]):
    """Posts that count how many of them are looked at."""

    looks = 0

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            self.looks += len(range(*place.indices(len(self))))
        else:
            self.looks += 1
        return super().__getitem__(place)


def test_a_new_post_finds_its_place_by_a_few_looks() -> None:
    """An import of thousands of posts asks for the place of each."""
    posts = Looked(
        SimpleNamespace(path=f"{n:04}", sort_key=(n, f"{n:04}")) for n in range(4000, -1, -2)
    )
    every: Any = posts
    groups = Groups(posts[0], posts[0], every, {})
    for number, place in ((4001, 0), (3999, 1), (1, 2000), (-1, 2001)):
        new: Any = SimpleNamespace(path="new", sort_key=(number, "new"))
        posts.looks = 0
        assert groups.place_in(list(posts), new) == place
        assert 0 < posts.looks < 20
