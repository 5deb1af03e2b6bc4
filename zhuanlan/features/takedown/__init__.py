"""Takedown: a person or a page is taken off the site, and stays off."""
