"""Files somebody brings: read, checked, taken over row by row by the worker, and taken back as a whole."""
