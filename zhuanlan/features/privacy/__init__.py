"""What readers must not learn about somebody: found in texts, masked or refused.

`personal` finds numbers and addresses (`numbers`, `labels`, `spelling`); `minors` and `consents`
say whose names and pictures need a consent; `guard` applies all of it to one source.
"""
