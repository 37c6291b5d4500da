"""Crowds of invented tickets, as many as somebody asks for: to try and to measure the product at size."""
