"""What a reader's browser shows."""
