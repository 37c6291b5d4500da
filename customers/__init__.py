"""Whom we serve: organisations, contacts, objects."""
