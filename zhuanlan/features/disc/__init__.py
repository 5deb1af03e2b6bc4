"""Disc editions: a start page that needs no server, and the image or archive."""
