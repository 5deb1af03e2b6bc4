"""Proofs: a post on paper, with a sheet for who approves it."""

from __future__ import annotations

from zhuanlan.core.registry import Registry


def register(registry: Registry) -> None:
    """Register the command `proof`."""
    registry.commands.add("proof", "zhuanlan.features.proof.command")
