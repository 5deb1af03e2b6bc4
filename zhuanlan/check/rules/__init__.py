"""The rules of `check`: a module for each, or for a family of them."""
