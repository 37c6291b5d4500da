"""How anyone is told anything: the outbox, the bell, the templates of letters."""
