"""The vocabulary of all pages; see docs/ui.md."""
