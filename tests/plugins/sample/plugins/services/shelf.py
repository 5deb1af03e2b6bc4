"""A host: a shelf, as small as a host can be."""

from __future__ import annotations

from typing import Literal

from zhuanlan.plugin import HostKind, Target


class ShelfTarget(Target):
    """A shelf."""

    kind: Literal["shelf"]
    board: int


class Shelf:
    forms = False
    stale = False

    def __init__(self, board):
        self.board = board

    def live(self):
        return {"on": str(self.board)}

    def close(self):
        """Nothing to close."""


SHELF = HostKind(ShelfTarget, lambda name, target, base: Shelf(target.board))
