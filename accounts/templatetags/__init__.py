"""What pages of this room need beside the vocabulary of `ui`."""
