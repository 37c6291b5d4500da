"""All kinds of files that can be asked for, and who makes them; read when one is made, so that pages need none of it."""

MAKERS = {
    "ticket_pdf": "tickets.printing.print_ticket",
}
