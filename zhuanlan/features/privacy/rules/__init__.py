"""What `check` finds about people."""
