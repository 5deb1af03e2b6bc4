"""Statistics forms: what their settings declare, how returns are read, added up and sent out.

`settings` declares the lines of a form; `lines` reads cells by them; `annex` reads a return that
looks like the paper form, `blank` makes one to fill in; `returns` puts versions of a return
together and knows who owes one; `tables` and `returned` make sections of them.
"""
