"""The nouns of a campaign site, all immutable.

What editors declare (`Config`, `Campaign`, `FrontMatter`) validates itself with pydantic; what
there are many of (`Post`, `Card`, `Page`) is a slotted dataclass.
"""
