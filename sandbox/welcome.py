"""What `bin/dev` says when everything runs: addresses, logins, ports."""

from sandbox import dovecot, ports


def welcome() -> str:
    lines = [f"  {what:<22}{where:<38}{login}".rstrip() for what, where, login in places()]
    rule = "─" * 92
    return "\n".join(["", rule, *lines, rule, "  Ctrl-C ends everything.", ""])


def places() -> list[tuple[str, str, str]]:
    imap = f"127.0.0.1:{ports.imap()}" if dovecot.program() else "off: Dovecot is missing"
    return [
        ("Staff", address("demo."), "ada@demo.example / demo"),
        ("Customers", address("portal.demo."), "carla@kunde.example / demo"),
        ("Second workspace", address("globex."), "gabi@globex.example / demo"),
        ("Public", address(), ""),
        ("Operators' console", f"{address()}/console/", "op@demo.example / demo"),
        ("Mail in (SMTP)", f"127.0.0.1:{ports.smtp()}", "no login"),
        ("Mailboxes (IMAP)", imap, "any address / demo"),
        ("Write a mail", "bin/mail", "to support@demo.example"),
        ("Read a mailbox", "bin/mail --read carla@kunde.example", ""),
    ]


def address(subdomain: str = "") -> str:
    return f"http://{subdomain}localhost:{ports.web()}"
