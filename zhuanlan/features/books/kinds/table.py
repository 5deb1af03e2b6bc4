"""A plain table, with the columns that its book declares."""

from zhuanlan.model.book import TABLE as TABLE
