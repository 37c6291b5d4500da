"""Two invented companies to try the product with."""
