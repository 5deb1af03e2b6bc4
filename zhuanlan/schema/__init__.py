"""What may be written where, told by the models that check it: to editors, and to people."""
