"""One table of addresses for each surface."""
