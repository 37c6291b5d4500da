"""The desk's verbs: one transaction, one history line, the letters it causes."""
