"""Proofs: a post on paper, with a sheet for who approves it."""
