"""What keeps digests is planned once for each connection: for one ticket reading and planning took as long as the work.

PostgreSQL would plan anew whatever is asked with an array, whose length may matter; here all is found by keys. Only whether a
word is still said anywhere has to be planned for that word, and a function's setting holds for those it calls.
"""

from django.db import migrations

MODES = {
    "desk_redigest(bigint[])": "force_generic_plan",
    'desk_add(bigint, text, "char")': "force_generic_plan",
    "desk_learn(tsvector, text)": "force_generic_plan",
    "desk_forget(text[])": "auto",
}


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0026_other_division"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {keeper} SET plan_cache_mode = {mode}", f"ALTER FUNCTION {keeper} RESET plan_cache_mode"
        )
        for keeper, mode in MODES.items()
    ]
