"""What a report counts, a module for each family of tables."""
