"""What a letter says of itself: title, date, unit, people, column; pure functions of its blocks.

A module for each family of fields. Each returns `Guess`es: with the words that it rests on, and
whether it is sure. What is not sure is for an editor to confirm.
"""
