"""Signatures: who has to sign a story before it is published, and who has."""
