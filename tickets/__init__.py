"""The desk: tickets and everything said about them."""
