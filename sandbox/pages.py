"""Every page of the product worth a picture, and who looks at it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Somebody:
    """Where they sign in, and with what; nobody without an address."""

    host: str
    email: str = ""


@dataclass(frozen=True)
class Upload:
    """A file to bring, and what is there once it has been taken in."""

    name: str
    content: str
    sign: str


@dataclass(frozen=True)
class Stop:
    """A page: reached by its path, by the first link there that looks like `link` (`then` of the page there), or by a file."""

    name: str
    who: str
    path: str
    link: str = ""
    then: str = ""
    status: int = 200
    upload: Upload | None = None


PEOPLE = {
    "visitor": Somebody("localhost"),
    "visitor at the desk": Somebody("demo.localhost"),
    "visitor at the portal": Somebody("portal.demo.localhost"),
    "lost": Somebody("nowhere.localhost"),
    "ada": Somebody("demo.localhost", "ada@demo.example"),
    "max": Somebody("demo.localhost", "max@demo.example"),
    "carla": Somebody("portal.demo.localhost", "carla@kunde.example"),
}

MEASURED = Upload("Messwerte.csv", "Ort;Grad\nVorlauf;62\nRücklauf;48\n", sign="text=Messwerte.csv")
OF_OLD = Upload(
    "Altbestand.csv",
    "Betreff;E-Mail;Kategorie;Fällig\nFenster klemmt;carla@kunde.example;Elektro;24.12.2026\nTür;niemand;Neuland;31.02.2026\n",
    sign="button[name=check]",
)

TICKET = r"/tickets/\d+/"
PAGES = [
    Stop("public-landing", "visitor", "/"),
    Stop("public-sign-up", "visitor", "/sign-up/"),
    Stop("public-find", "visitor", "/find/"),
    Stop("public-console", "visitor", "/console/login/"),
    Stop("error-unknown-host", "lost", "/", status=404),
    Stop("desk-invitation-gone", "visitor at the desk", "/invitations/nobody/", status=410),
    Stop("desk-sign-in", "visitor at the desk", "/account/login/"),
    Stop("desk-reset", "visitor at the desk", "/account/password/reset/"),
    Stop("portal-sign-in", "visitor at the portal", "/account/login/"),
    Stop("portal-reset", "visitor at the portal", "/account/password/reset/"),
    Stop("desk-queue", "ada", "/tickets/"),
    Stop("desk-queue-empty", "ada", "/tickets/?q=nothing-is-called-this"),
    Stop("desk-queue-found", "ada", "/tickets/?q=heizung+stunden&closed=1"),
    Stop("desk-queue-found-compact", "ada", "/tickets/?q=pumpe&closed=1&density=compact"),
    Stop("desk-queue-meant", "ada", "/tickets/?q=heizugn"),
    Stop("desk-queue-overlooked", "ada", "/tickets/?q=ladepumpe&closed=0"),
    Stop("desk-queue-filter", "ada", "/tickets/?urgent=no&category=99999&due=week&filter=due"),
    Stop("desk-queue-columns", "ada", "/tickets/?panel=columns"),
    Stop("desk-queue-or", "ada", "/tickets/?status=2&or-urgent=yes&sort=-subject"),
    Stop("desk-queue-compact", "ada", "/tickets/?density=compact&sort=requester"),
    Stop("desk-view-form", "ada", "/tickets/?urgent=yes&panel=view"),
    Stop("desk-views", "ada", "/tickets/?panel=views"),
    Stop("desk-mass-actions", "ada", "/tickets/mass-actions/"),
    Stop("desk-mass-kinds", "ada", "/tickets/mass-actions/new/?tickets=1&tickets=2"),
    Stop("desk-mass-fields", "ada", "/tickets/mass-actions/new/?tickets=1&tickets=2&kind=edit"),
    Stop("desk-duplicates", "ada", "/tickets/duplicates/?closed=1"),
    Stop("desk-contact-duplicates", "max", "/contacts/duplicates/"),
    Stop("desk-contact-merge", "max", "/contacts/1/merge/?other=%232"),
    Stop("desk-contact-objects", "max", "/contacts/1/objects/"),
    Stop("desk-contact-apart", "max", "/contacts/duplicates/apart/"),
    Stop("desk-organisation-portal", "max", "/organisations/1/portal/"),
    Stop("desk-organisation-merge", "max", "/organisations/1/merge/?other=%232"),
    Stop("desk-organisation-duplicates", "max", "/organisations/duplicates/"),
    Stop("desk-exports", "ada", "/exports/?what=tickets&query=queue%3Dopen"),
    Stop("desk-contacts-filtered", "ada", "/contacts/?portal=yes&sort=email"),
    Stop("desk-search", "ada", "/search/?q=an"),
    Stop("desk-ticket", "ada", "/tickets/", link=r"/tickets/\d+/"),
    Stop("desk-ticket-new", "ada", "/tickets/new/"),
    Stop("desk-similar", "ada", "/tickets/similar/?subject=Gastherme+St%C3%B6rung+Heizung&requester=1"),
    Stop("desk-ticket-similar", "ada", "/tickets/146/similar/"),
    Stop("desk-ticket-merge", "ada", "/tickets/1/merge/?other=2"),
    Stop("desk-ticket-snooze", "ada", "/tickets/1/snooze/"),
    Stop("desk-ticket-deletion", "ada", "/tickets/1/deletion/"),
    Stop("desk-ticket-copy", "ada", "/tickets/1/copy/"),
    Stop("desk-ticket-changes", "ada", "/tickets/1/changes/"),
    Stop("desk-ticket-time", "ada", "/tickets/1/time/"),
    Stop("desk-ticket-pdf", "ada", "/tickets/1/pdfs/"),
    Stop("desk-ticket-files", "ada", "/tickets/1/documents/"),
    Stop("desk-ticket-files-added", "ada", "/tickets/1/documents/", upload=MEASURED),
    Stop("desk-ticket-recommendation", "ada", "/tickets/1/recommendation/"),
    Stop("desk-ticket-sharing", "max", "/tickets/1/sharing/"),
    Stop("desk-ticket-links", "ada", "/tickets/1/links/"),
    Stop("desk-ticket-participants", "ada", "/tickets/1/participants/"),
    Stop("desk-ticket-checklist", "ada", "/tickets/1/checklist/"),
    Stop("desk-bell", "ada", "/bell/"),
    Stop("desk-contacts", "ada", "/contacts/"),
    Stop("desk-contacts-none", "ada", "/contacts/?q=nothing-is-called-this"),
    Stop("desk-contact", "ada", "/contacts/", link=r"/contacts/\d+/"),
    Stop("desk-contact-new", "ada", "/contacts/new/"),
    Stop("desk-contact-edit", "ada", "/contacts/1/edit/"),
    Stop("desk-organisations", "ada", "/organisations/"),
    Stop("desk-organisation", "ada", "/organisations/", link=r"/organisations/\d+/"),
    Stop("desk-organisation-new", "ada", "/organisations/new/"),
    Stop("desk-objects", "ada", "/assets/"),
    Stop("desk-object", "ada", "/assets/1/"),
    Stop("desk-object-new", "ada", "/assets/new/"),
    Stop("desk-partners", "ada", "/organisations/?partners=1"),
    Stop("desk-projects", "ada", "/projects/"),
    Stop("desk-project", "ada", "/projects/", link=r"/projects/\d+/"),
    Stop("desk-products", "ada", "/products/"),
    Stop("desk-product", "ada", "/products/", link=r"/products/\d+/"),
    Stop("desk-articles", "ada", "/articles/"),
    Stop("desk-article", "ada", "/articles/", link=r"/articles/\d+/"),
    Stop("desk-article-new", "ada", "/articles/new/"),
    Stop("desk-contracts", "ada", "/contracts/"),
    Stop("desk-contract", "ada", "/contracts/", link=r"/contracts/\d+/"),
    Stop("desk-contract-new", "ada", "/contracts/new/"),
    Stop("desk-contract-edit", "ada", "/contracts/1/edit/"),
    Stop("desk-profile", "ada", "/account/"),
    Stop("desk-password", "ada", "/account/password/change/"),
    Stop("desk-second-factor", "ada", "/account/second-factor/"),
    Stop("desk-is-it-you", "ada", "/account/second-factor/totp/activate/"),
    Stop("desk-sessions", "ada", "/account/sessions/"),
    Stop("desk-not-found", "ada", "/tickets/999999/", status=404),
    Stop("desk-forbidden", "ada", "/settings/users/", status=403),
    Stop("settings", "max", "/settings/"),
    Stop("settings-users", "max", "/settings/users/"),
    Stop("settings-user", "max", "/settings/users/", link=r"/settings/users/\d+/"),
    Stop("settings-user-new", "max", "/settings/users/new/"),
    Stop("settings-bin", "max", "/settings/bin/"),
    Stop("desk-imports", "max", "/imports/"),
    Stop("desk-import", "max", "/imports/", upload=OF_OLD),
    Stop("settings-teams", "max", "/settings/teams/"),
    Stop("settings-team", "max", "/settings/teams/", link=r"/settings/teams/\d+/"),
    Stop("settings-team-new", "max", "/settings/teams/new/"),
    Stop("settings-roles", "max", "/settings/roles/"),
    Stop("settings-role", "max", "/settings/roles/", link=r"/settings/roles/\d+/"),
    Stop("settings-role-new", "max", "/settings/roles/new/"),
    Stop("settings-statuses", "max", "/settings/statuses/"),
    Stop("settings-status", "max", "/settings/statuses/", link=r"/settings/statuses/\d+/"),
    Stop("settings-status-new", "max", "/settings/statuses/new/?meaning=open"),
    Stop("settings-status-preset", "max", "/settings/statuses/presets/simple/"),
    Stop("settings-lists", "max", "/settings/lists/categories/"),
    Stop("settings-list-tags", "max", "/settings/lists/tags/"),
    Stop("settings-list-documents", "max", "/settings/lists/documents/"),
    Stop("settings-list-entry", "max", "/settings/lists/priorities/", link=r"/settings/lists/priorities/\d+/"),
    Stop("settings-portal", "max", "/settings/portal/"),
    Stop("settings-canned", "max", "/settings/canned-replies/"),
    Stop("settings-canned-reply", "max", "/settings/canned-replies/", link=r"/settings/canned-replies/\d+/"),
    Stop("settings-canned-new", "max", "/settings/canned-replies/new/"),
    Stop("settings-rules", "max", "/settings/rules/"),
    Stop("settings-rule", "max", "/settings/rules/", link=r"/settings/rules/\d+/"),
    Stop("settings-rule-new", "max", "/settings/rules/new/"),
    Stop(
        "settings-rule-conditions",
        "max",
        "/settings/rules/",
        link=r"/settings/rules/\d+/",
        then=r"/settings/rules/\d+/conditions/\?.+",
    ),
    Stop(
        "settings-rule-letter",
        "max",
        "/settings/rules/",
        link=r"/settings/rules/\d+/",
        then=r"/settings/rules/\d+/actions/new/\?do=mail",
    ),
    Stop("own-action", "ada", "/tickets/?queue=open", link=TICKET, then=r"/tickets/\d+/actions/\d+/"),
    Stop("settings-fields", "max", "/settings/fields/"),
    Stop("settings-field", "max", "/settings/fields/", link=r"/settings/fields/\d+/"),
    Stop("settings-field-new", "max", "/settings/fields/new/"),
    Stop("settings-types", "max", "/settings/types/"),
    Stop("settings-type", "max", "/settings/types/", link=r"/settings/types/\d+/"),
    Stop("settings-type-new", "max", "/settings/types/new/"),
    Stop("settings-type-workflow", "max", "/settings/types/1/workflow/"),
    Stop("settings-type-fields", "max", "/settings/types/1/fields/"),
    Stop("settings-mailboxes", "max", "/settings/mailboxes/"),
    Stop("settings-mailbox", "max", "/settings/mailboxes/", link=r"/settings/mailboxes/\d+/"),
    Stop("settings-mailbox-new", "max", "/settings/mailboxes/new/"),
    Stop("settings-ledger", "max", "/settings/ledger/"),
    Stop("settings-letters", "max", "/settings/letters/"),
    Stop("settings-branding", "max", "/settings/branding/"),
    Stop("portal-tickets", "carla", "/"),
    Stop("portal-tickets-closed", "carla", "/?closed=1"),
    Stop("portal-tickets-none", "carla", "/?q=nothing-is-called-this"),
    Stop("portal-tickets-found", "carla", "/?q=termin"),
    Stop("portal-similar", "carla", "/tickets/similar/?subject=Wartung+Gastherme+Kanzlei"),
    Stop("portal-ticket", "carla", "/", link=r"/tickets/\d+/"),
    Stop("portal-ticket-new", "carla", "/tickets/new/"),
    Stop("portal-ticket-new-object", "carla", "/tickets/new/?asset=2"),
    Stop("portal-objects", "carla", "/assets/"),
    Stop("portal-object", "carla", "/assets/", link=r"/assets/\d+/"),
    Stop("portal-article", "carla", "/?q=Heizung&closed=1&status=closed", link=TICKET, then=r"/articles/\d+/"),
    Stop("portal-ticket-closed", "carla", "/?q=Gastherme&closed=1", link=TICKET),
    Stop("portal-ticket-files", "carla", "/?q=Gastherme+St%C3%B6rung&closed=1", link=TICKET, then=r"/tickets/\d+/documents/"),
    Stop("portal-ticket-pdf", "carla", "/?q=Gastherme&closed=1", link=TICKET, then=r"/tickets/\d+/pdfs/"),
    Stop("portal-profile", "carla", "/account/"),
    Stop("portal-not-found", "carla", "/tickets/999999/", status=404),
]
