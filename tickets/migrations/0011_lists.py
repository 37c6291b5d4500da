"""People choose the columns of their queue; what own fields, reports and solutions say is found."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorCombinable, SearchVectorField
from django.db import migrations, models
from django.db.models import Func

SAID = ("report", "solution")


class OwnWords(SearchVectorCombinable, Func):  # type: ignore[misc]  # both of them combine
    """Every text in a JSON object, without its keys and numbers.

    Of objects longer than this nothing is found: a tsvector holds 1 MB, and saving must not fail for a search.
    """

    longest = 300_000
    output_field = SearchVectorField()

    def __init__(self, *expressions: Any, config: str) -> None:
        super().__init__(*expressions)
        self.config = config
        kept = f"CASE WHEN length((%(expressions)s)::text) < {self.longest} THEN %(expressions)s ELSE '{{}}'::jsonb END"
        self.template = f"""jsonb_to_tsvector('{config}', {kept}, '["string"]')"""


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0010_effort_token"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="columns",
            field=models.JSONField(blank=True, null=True, verbose_name="columns of the queue"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=GinIndex(
                SearchVector(*SAID, config="german")
                + SearchVector(*SAID, config="simple")
                + OwnWords("custom", config="german")
                + OwnWords("custom", config="simple"),
                name="ticket_findings",
            ),
        ),
    ]
