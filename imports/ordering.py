"""Asks for the report of an import as a file."""

from typing import Final, Literal

from accounts.models import User
from exports.choices import Form
from exports.models import Export
from exports.ordering import order
from imports.models import Import

REPORT: Final = "import_report"


def order_report(importing: Import, *, by: User, rows: Literal["all", "failed"], form: Form) -> Export:
    """What became of each row, or would; or only those with errors, so that they can be mended and brought again.

    The same in another stage is another file.
    """
    ask = {"import": importing.pk, "run": importing.run, "stage": importing.stage, "rows": rows, "form": str(form)}
    return order(REPORT, by=by, language=by.language, topic=importing.topic, ask=ask)
