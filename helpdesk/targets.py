"""All that rows of a file can become, and who knows how; read when somebody imports."""

TARGETS = {
    "tickets": "tickets.intake.target.TICKETS",
    "contacts": "customers.importing.CONTACTS",
    "organisations": "customers.importing.ORGANISATIONS",
    "assets": "customers.importing.ASSETS",
    "articles": "customers.importing.ARTICLES",
    "projects": "customers.importing.PROJECTS",
    "products": "customers.importing.PRODUCTS",
    "contracts": "customers.importing.CONTRACTS",
}
