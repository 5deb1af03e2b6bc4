"""What `check` finds about pictures as they were developed."""
