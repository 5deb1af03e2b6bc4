"""The kinds of books: a module for each; `stations` holds `STATIONS`, the kind `stations`."""
