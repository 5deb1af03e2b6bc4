"""Records what a checkout writes and says, so that two checkouts can be compared to the byte."""
