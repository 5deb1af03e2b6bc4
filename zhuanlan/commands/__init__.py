"""One module for each command: `run` does it, says what it did, and returns the exit status."""
