"""Tags and filters of the vocabulary."""
