"""Records are known by a folded column, which an index finds any part of (decision 0028).

PostgreSQL writes these tables anew for it: the largest has some ten thousand narrow rows, which takes a second.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.functions import Concat

from customers.known import Digits, Plain

#: Lower case, ae for ä, no accents. Lines within are indented: the template's dump drops those that begin with SET or a dash.
FOLDING = r"""
CREATE FUNCTION desk_plain(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    plain text := lower(words);
  BEGIN
    IF plain !~ '[^\u0001-\u007f]' THEN
      RETURN plain;
    END IF;
    IF plain ~ '[\u0300-\u036f]' THEN
      plain := normalize(plain, NFC);
    END IF;
    plain := replace(replace(replace(replace(plain, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss');
    IF plain ~ '[\u00e0-\u024f]' THEN
      plain := translate(
        plain,
        'áàâãåāăąéèêëēęěíìîïīıóòôõøōőúùûūůűýÿçćčñńňśşšșźżžłďđťţțřğæœ',
        'aaaaaaaaeeeeeeeiiiiiiooooooouuuuuuyycccnnnsssszzzlddtttrgao'
      );
    END IF;
    RETURN plain;
  END
$$
"""


def known(*parts: str) -> models.GeneratedField:
    every = [
        part for name in parts for part in (models.Value(" "), Digits(models.F("phone")) if name == "digits" else models.F(name))
    ]
    return models.GeneratedField(
        expression=Plain(Concat(*every, output_field=models.TextField())), output_field=models.TextField(), db_persist=True
    )


COLUMNS = {
    "article": ("name", "number"),
    "asset": ("name", "number", "address"),
    "contact": ("name", "email", "phone", "digits"),
    "contract": ("name", "number"),
    "organisation": ("name", "number", "phone", "digits"),
    "product": ("name", "number"),
    "project": ("name", "number"),
}
GROWING = ("asset", "contact", "organisation")


def indexed(name: str) -> migrations.AddIndex:
    index = django.contrib.postgres.indexes.GinIndex(fields=["known"], name=f"{name}_known", opclasses=["gin_trgm_ops"])
    return migrations.AddIndex(model_name=name, index=index)


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0003_in_order"),
    ]

    operations = [
        migrations.RunSQL(FOLDING, "DROP FUNCTION desk_plain(text)"),
        *(migrations.AddField(name, "known", known(*parts)) for name, parts in COLUMNS.items()),
        *(indexed(name) for name in GROWING),
    ]
