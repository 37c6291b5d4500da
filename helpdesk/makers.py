"""All kinds of files that can be asked for, and who makes them; read when one is made, so that pages need none of it."""

MAKERS = {
    "ticket_pdf": "tickets.printing.print_ticket",
    "ticket_files": "tickets.bundling.bundle",
    "tickets_pdf": "tickets.binding.print_tickets",
    "tickets": "tickets.exporting.export_tickets",
    "customers": "tickets.directory.exporting.export_entries",
    "import_report": "imports.reporting.report",
}
#: About very many things: made one at a time in each workspace, and however long it takes.
LARGE = frozenset({"tickets", "tickets_pdf", "customers", "import_report"})
