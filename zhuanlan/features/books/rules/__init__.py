"""What `check` finds in books."""
