"""Files somebody asked for: made by the worker, fetched while they are kept."""
