"""As WeasyPrint on a server without Pango."""

raise OSError("cannot load library 'libpango-1.0-0'")
