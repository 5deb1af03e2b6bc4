"""Generated texts that tests measure the product with; they import nothing from it."""
