"""Of each ticket a digest for the search, and the words there are; the database keeps both (decision 0028).

Tickets that are there get theirs from the worker, the newest first.
Within functions lines are indented: the dump of the template leaves out what begins with SET or a dash.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tickets.searching.functions import Stem

#: What a ticket says, by who may find it by that: everybody its `heading` and what was `said`, staff all of it.
TEXTS = """
CREATE FUNCTION desk_texts(ticket_number bigint, OUT heading text, OUT known text, OUT said text, OUT noted text)
LANGUAGE plpgsql STABLE AS $$
  DECLARE
    ticket record;
    hidden text[];
    names text;
    public_files text;
    internal_files text;
  BEGIN
    SELECT t.subject, t.report, t.solution, t.custom, t.type_id, c.name, c.email, c.phone, o.name AS organisation INTO ticket
    FROM tickets_ticket t JOIN customers_contact c ON c.id = t.requester_id
    LEFT JOIN customers_organisation o ON o.id = t.organisation_id
    WHERE t.id = ticket_number;
    hidden := ARRAY(SELECT builtin FROM tickets_typefield WHERE type_id = ticket.type_id AND staff = 'hidden' AND builtin <> '');
    heading := concat_ws(E'\\n', ticket.subject, ticket.name, ticket.email);
    SELECT string_agg(concat_ws(' ', a.name, a.number, a.address), E'\\n') INTO names
    FROM tickets_ticket_assets place JOIN customers_asset a ON a.id = place.asset_id
    WHERE place.ticket_id = ticket_number AND NOT 'assets' = ANY (hidden);
    known := concat_ws(
      E'\\n',
      CASE WHEN NOT 'report' = ANY (hidden) THEN ticket.report END,
      CASE WHEN NOT 'solution' = ANY (hidden) THEN ticket.solution END,
      CASE WHEN NOT 'organisation' = ANY (hidden) THEN ticket.organisation END,
      ticket.phone,
      regexp_replace(ticket.phone, '[^0-9]', '', 'g'),
      names,
      desk_own(ticket.type_id, ticket.custom)
    );
    IF NOT 'external_references' = ANY (hidden) THEN
      SELECT concat_ws(E'\\n', known, string_agg(concat_ws(' ', r.channel, r.external_id, r.reply_id), E'\\n')) INTO known
      FROM tickets_externalreference r WHERE r.ticket_id = ticket_number;
    END IF;
    SELECT string_agg(left(m.text, 100000), E'\\n' ORDER BY m.id DESC) FILTER (WHERE m.kind = 'public'),
           string_agg(left(m.text, 100000), E'\\n' ORDER BY m.id DESC) FILTER (WHERE m.kind <> 'public')
    INTO said, noted FROM tickets_message m WHERE m.ticket_id = ticket_number;
    SELECT string_agg(f.name, E'\\n') FILTER (WHERE m.kind = 'public'), string_agg(f.name, E'\\n') FILTER (WHERE m.kind <> 'public')
    INTO public_files, internal_files
    FROM tickets_message m JOIN tickets_attachment f ON f.message_id = m.id WHERE m.ticket_id = ticket_number AND NOT f.is_inline;
    said := concat_ws(E'\\n', public_files, said);
    noted := concat_ws(E'\\n', internal_files, noted);
  END
$$
"""

#: The workspace's own fields in words, as far as staff see them on tickets of this type.
OWN = """
CREATE FUNCTION desk_own(type bigint, custom jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN (
      SELECT string_agg(
        CASE
          WHEN f.kind IN ('choice', 'choices') THEN
            (SELECT string_agg(o.name, E'\\n') FROM tickets_customoption o WHERE o.field_id = f.id AND held.value @> to_jsonb(o.id))
          ELSE held.value #>> '{}'
        END,
        E'\\n'
      )
      FROM jsonb_each(custom) held
      JOIN tickets_customfield f ON f.id::text = held.key AND f.is_active
      LEFT JOIN tickets_typefield rule ON rule.type_id = type AND rule.custom_id = f.id
      WHERE f.kind IN ('text', 'long_text', 'link', 'number', 'money', 'choice', 'choices')
        AND coalesce(rule.staff, f.staff) <> 'hidden'
    );
  END
$$
"""

#: A tsvector holds 1 MB: of a ticket that says more, the beginning of each part. Nothing is ever not saved for the search.
DIGEST = """
CREATE FUNCTION desk_digest(heading text, known text, said text, noted text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE
    longest int := 300000;
  BEGIN
    LOOP
      BEGIN
        RETURN desk_vector(heading, 'A') || desk_vector(left(known, longest), 'B')
          || desk_vector(left(said, longest), 'C') || desk_vector(left(noted, longest), 'D');
      EXCEPTION WHEN program_limit_exceeded THEN
        longest := longest / 4;
      END;
    END LOOP;
  END
$$
"""

#: Mostly there is nothing new, and what was written is not looked at once more.
LEARN = """
CREATE FUNCTION desk_learn(words tsvector, said text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT FROM unnest(tsvector_to_array(words)) AS lexeme
      WHERE lexeme ~ '^[^0-9]{3,40}$' AND NOT EXISTS (SELECT FROM tickets_word there WHERE there.word = lexeme)
    ) THEN
      RETURN;
    END IF;
    INSERT INTO tickets_word (word, written, tickets)
    SELECT DISTINCT ON (folded) folded, lexeme, 0
    FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', desk_words(lower(said))))) AS lexeme, desk_plain(lexeme) AS folded
    WHERE folded ~ '^[^0-9]{3,40}$' AND NOT EXISTS (SELECT FROM tickets_word there WHERE there.word = folded);
  END
$$
"""

#: Words that no digest has any more are gone; those in many (as far as was counted) are in others.
FORGET = """
CREATE FUNCTION desk_forget(words text[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    each record;
  BEGIN
    FOR each IN SELECT id, word FROM tickets_word WHERE word = ANY (words) AND tickets < 100 LOOP
      IF NOT EXISTS (SELECT FROM tickets_digest WHERE search @@ quote_literal(each.word)::tsquery) THEN
        DELETE FROM tickets_word WHERE id = each.id;
      END IF;
    END LOOP;
  END
$$
"""

#: Each is held before it is read: of two who write on a ticket, the later one reads what the earlier one wrote.
REDIGEST = """
CREATE FUNCTION desk_redigest(numbers bigint[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    each record;
    fresh tsvector;
    gone text[] := '{}';
  BEGIN
    INSERT INTO tickets_digest (ticket_id, era, is_open, search)
    SELECT t.id, t.id / 4096, true, '' FROM tickets_ticket t WHERE t.id = ANY (numbers) ORDER BY t.id ON CONFLICT DO NOTHING;
    PERFORM FROM tickets_digest WHERE ticket_id = ANY (numbers) ORDER BY ticket_id FOR UPDATE;
    FOR each IN
      SELECT d.ticket_id, d.search, s.category NOT IN ('resolved', 'closed') AS is_open, texts.*
      FROM tickets_digest d JOIN tickets_ticket t ON t.id = d.ticket_id JOIN tickets_status s ON s.id = t.status_id,
      LATERAL desk_texts(d.ticket_id) AS texts
      WHERE d.ticket_id = ANY (numbers) ORDER BY d.ticket_id
    LOOP
      fresh := desk_digest(each.heading, each.known, each.said, each.noted);
      UPDATE tickets_digest d SET search = fresh, is_open = each.is_open
      WHERE d.ticket_id = each.ticket_id AND (d.search <> fresh OR d.is_open <> each.is_open);
      PERFORM desk_learn(fresh, concat_ws(E'\\n', each.heading, each.known, each.said, each.noted));
      gone := gone || tsvector_to_array(ts_delete(each.search, tsvector_to_array(fresh)));
    END LOOP;
    PERFORM desk_forget(gone);
  END
$$
"""

#: What is added stands behind the rest, however long that is; a ticket with 20,000 different words is found by those.
ADD = """
CREATE FUNCTION desk_add(number bigint, texts text, weight "char") RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    words tsvector := desk_vector(left(texts, 100000), weight);
  BEGIN
    UPDATE tickets_digest SET search = search || words WHERE ticket_id = number AND length(search) < 20000;
    IF FOUND THEN
      PERFORM desk_learn(words, texts);
    ELSIF NOT EXISTS (SELECT FROM tickets_digest WHERE ticket_id = number) THEN
      PERFORM desk_redigest(ARRAY[number]);
    END IF;
  EXCEPTION WHEN program_limit_exceeded THEN
    NULL;
  END
$$
"""

#: `desk.digests` is off while very many rows come at once; whoever switched it off makes the digests afterwards.
TICKETS_MADE = """
CREATE FUNCTION desk_tickets_made() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) IS DISTINCT FROM 'off' THEN
      PERFORM desk_redigest(ARRAY(SELECT id FROM fresh));
    END IF;
    RETURN NULL;
  END
$$
"""

TICKET_CHANGED = """
CREATE FUNCTION desk_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) = 'off' THEN
      RETURN NULL;
    END IF;
    IF (OLD.subject, OLD.report, OLD.solution, OLD.custom, OLD.requester_id, OLD.organisation_id, OLD.type_id)
      IS DISTINCT FROM (NEW.subject, NEW.report, NEW.solution, NEW.custom, NEW.requester_id, NEW.organisation_id, NEW.type_id)
    THEN
      PERFORM desk_redigest(ARRAY[NEW.id]);
    ELSE
      UPDATE tickets_digest d SET is_open = NOT d.is_open FROM tickets_status s
      WHERE d.ticket_id = NEW.id AND s.id = NEW.status_id AND d.is_open = (s.category IN ('resolved', 'closed'));
    END IF;
    RETURN NULL;
  END
$$
"""

TICKET_GONE = """
CREATE FUNCTION desk_ticket_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    gone tsvector;
  BEGIN
    DELETE FROM tickets_digest WHERE ticket_id = OLD.id RETURNING search INTO gone;
    PERFORM desk_forget(tsvector_to_array(gone));
    RETURN NULL;
  END
$$
"""

MESSAGES_MADE = """
CREATE FUNCTION desk_messages_made() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) IS DISTINCT FROM 'off' THEN
      PERFORM desk_add(ticket_id, string_agg(left(text, 100000), E'\\n'), CASE WHEN kind = 'public' THEN 'C' ELSE 'D' END::"char")
      FROM fresh WHERE text <> '' GROUP BY ticket_id, kind ORDER BY ticket_id;
    END IF;
    RETURN NULL;
  END
$$
"""

MESSAGES_CHANGED = """
CREATE FUNCTION desk_messages_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) = 'off' THEN
      RETURN NULL;
    END IF;
    PERFORM desk_redigest(array_agg(DISTINCT number ORDER BY number))
    FROM before JOIN fresh USING (id), unnest(ARRAY[before.ticket_id, fresh.ticket_id]) AS number
    WHERE (before.text, before.kind, before.ticket_id) IS DISTINCT FROM (fresh.text, fresh.kind, fresh.ticket_id)
      AND NOT (before.text = '' AND before.kind = fresh.kind AND before.ticket_id = fresh.ticket_id)
    HAVING count(*) > 0;
    PERFORM desk_add(fresh.ticket_id, fresh.text, CASE WHEN fresh.kind = 'public' THEN 'C' ELSE 'D' END::"char")
    FROM before JOIN fresh USING (id)
    WHERE before.text = '' AND fresh.text <> '' AND before.kind = fresh.kind AND before.ticket_id = fresh.ticket_id
    ORDER BY fresh.ticket_id;
    RETURN NULL;
  END
$$
"""

MESSAGES_GONE = """
CREATE FUNCTION desk_messages_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM desk_redigest(array_agg(DISTINCT ticket_id ORDER BY ticket_id)) FROM before HAVING count(*) > 0;
    RETURN NULL;
  END
$$
"""

FILES_MADE = """
CREATE FUNCTION desk_files_made() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) IS DISTINCT FROM 'off' THEN
      PERFORM desk_add(m.ticket_id, string_agg(fresh.name, E'\\n'), CASE WHEN m.kind = 'public' THEN 'C' ELSE 'D' END::"char")
      FROM fresh JOIN tickets_message m ON m.id = fresh.message_id WHERE NOT fresh.is_inline
      GROUP BY m.ticket_id, m.kind ORDER BY m.ticket_id;
    END IF;
    RETURN NULL;
  END
$$
"""

FILES_CHANGED = """
CREATE FUNCTION desk_files_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) IS DISTINCT FROM 'off' THEN
      PERFORM desk_redigest(array_agg(DISTINCT m.ticket_id ORDER BY m.ticket_id))
      FROM before JOIN fresh USING (id) JOIN tickets_message m ON m.id IN (before.message_id, fresh.message_id)
      WHERE (before.name, before.is_inline, before.message_id) IS DISTINCT FROM (fresh.name, fresh.is_inline, fresh.message_id)
      HAVING count(*) > 0;
    END IF;
    RETURN NULL;
  END
$$
"""

FILES_GONE = """
CREATE FUNCTION desk_files_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM desk_redigest(array_agg(DISTINCT m.ticket_id ORDER BY m.ticket_id))
    FROM before JOIN tickets_message m ON m.id = before.message_id WHERE NOT before.is_inline HAVING count(*) > 0;
    RETURN NULL;
  END
$$
"""

#: Objects and references of a ticket: `rows` are those that came or went.
BELONGINGS = """
CREATE FUNCTION desk_belongings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('desk.digests', true) IS DISTINCT FROM 'off' THEN
      PERFORM desk_redigest(array_agg(DISTINCT ticket_id ORDER BY ticket_id)) FROM changed HAVING count(*) > 0;
    END IF;
    RETURN NULL;
  END
$$
"""

#: What very many tickets say anew is noted down; the worker makes their digests, a batch at a time.
NOTE = """
CREATE FUNCTION desk_note_stale() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO tickets_stale (kind, key, reached, created_at) VALUES (TG_ARGV[0], NEW.id, NULL, now());
    RETURN NULL;
  END
$$
"""

NOTE_RULE = """
CREATE FUNCTION desk_note_rule() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    rule record;
  BEGIN
    rule := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    INSERT INTO tickets_stale (kind, key, reached, created_at)
    SELECT 'type', rule.type_id, NULL, now() WHERE EXISTS (SELECT FROM tickets_ticket WHERE type_id = rule.type_id);
    RETURN NULL;
  END
$$
"""

NOTE_OPTION = """
CREATE FUNCTION desk_note_option() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO tickets_stale (kind, key, reached, created_at) VALUES ('field', NEW.field_id, NULL, now());
    RETURN NULL;
  END
$$
"""

#: In how many tickets each word is, counted in some of them: to know whether it is rare or common.
WEIGH = """
CREATE FUNCTION desk_weigh(sample int) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    every bigint;
    share double precision;
  BEGIN
    SELECT count(*) INTO every FROM tickets_digest;
    share := least(1, sample / greatest(every, 1)::double precision);
    DELETE FROM tickets_word later USING tickets_word earlier WHERE later.word = earlier.word AND later.id > earlier.id;
    UPDATE tickets_word w SET tickets = (seen.ndoc / share)::int
    FROM ts_stat(format('SELECT search FROM tickets_digest TABLESAMPLE SYSTEM (%s)', 100 * share)) AS seen
    WHERE w.word = seen.word AND abs(w.tickets - seen.ndoc / share) > w.tickets * 0.1;
  END
$$
"""

FUNCTIONS = {
    "desk_own(bigint, jsonb)": OWN,
    "desk_texts(bigint)": TEXTS,
    "desk_digest(text, text, text, text)": DIGEST,
    "desk_learn(tsvector, text)": LEARN,
    "desk_forget(text[])": FORGET,
    "desk_redigest(bigint[])": REDIGEST,
    'desk_add(bigint, text, "char")': ADD,
    "desk_weigh(int)": WEIGH,
    "desk_tickets_made()": TICKETS_MADE,
    "desk_ticket_changed()": TICKET_CHANGED,
    "desk_ticket_gone()": TICKET_GONE,
    "desk_messages_made()": MESSAGES_MADE,
    "desk_messages_changed()": MESSAGES_CHANGED,
    "desk_messages_gone()": MESSAGES_GONE,
    "desk_files_made()": FILES_MADE,
    "desk_files_changed()": FILES_CHANGED,
    "desk_files_gone()": FILES_GONE,
    "desk_belongings_changed()": BELONGINGS,
    "desk_note_stale()": NOTE,
    "desk_note_rule()": NOTE_RULE,
    "desk_note_option()": NOTE_OPTION,
}

MADE = "AFTER INSERT ON {} REFERENCING NEW TABLE AS {} FOR EACH STATEMENT"
CHANGED = "AFTER UPDATE ON {} REFERENCING OLD TABLE AS before NEW TABLE AS fresh FOR EACH STATEMENT"
GONE = "AFTER DELETE ON {} REFERENCING OLD TABLE AS {} FOR EACH STATEMENT"
SAID = ("subject", "report", "solution", "custom", "requester_id", "organisation_id", "type_id", "status_id")


def differs(*columns: str) -> str:
    return "FOR EACH ROW WHEN (({}) IS DISTINCT FROM ({}))".format(
        ", ".join(f"OLD.{name}" for name in columns), ", ".join(f"NEW.{name}" for name in columns)
    )


#: Table, name, when, what.
TRIGGERS = [
    ("tickets_ticket", "digest_made", MADE.format("tickets_ticket", "fresh"), "desk_tickets_made()"),
    ("tickets_ticket", "digest_changed", f"AFTER UPDATE ON tickets_ticket {differs(*SAID)}", "desk_ticket_changed()"),
    ("tickets_ticket", "digest_gone", "AFTER DELETE ON tickets_ticket FOR EACH ROW", "desk_ticket_gone()"),
    ("tickets_message", "digest_made", MADE.format("tickets_message", "fresh"), "desk_messages_made()"),
    ("tickets_message", "digest_changed", CHANGED.format("tickets_message"), "desk_messages_changed()"),
    ("tickets_message", "digest_gone", GONE.format("tickets_message", "before"), "desk_messages_gone()"),
    ("tickets_attachment", "digest_made", MADE.format("tickets_attachment", "fresh"), "desk_files_made()"),
    ("tickets_attachment", "digest_changed", CHANGED.format("tickets_attachment"), "desk_files_changed()"),
    ("tickets_attachment", "digest_gone", GONE.format("tickets_attachment", "before"), "desk_files_gone()"),
    *(
        (table, f"digest_{name}", when.format(table, "changed"), "desk_belongings_changed()")
        for table in ("tickets_ticket_assets", "tickets_externalreference")
        for name, when in {"made": MADE, "gone": GONE}.items()
    ),
    (
        "tickets_externalreference",
        "digest_changed",
        "AFTER UPDATE ON tickets_externalreference REFERENCING NEW TABLE AS changed FOR EACH STATEMENT",
        "desk_belongings_changed()",
    ),
    *(
        (
            f"customers_{noun}",
            "digest_stale",
            f"AFTER UPDATE ON customers_{noun} {differs('known')}",
            f"desk_note_stale('{noun}')",
        )
        for noun in ("contact", "organisation", "asset")
    ),
    (
        "tickets_customfield",
        "digest_stale",
        f"AFTER UPDATE ON tickets_customfield {differs('staff', 'is_active')}",
        "desk_note_stale('field')",
    ),
    ("tickets_customoption", "digest_stale", f"AFTER UPDATE ON tickets_customoption {differs('name')}", "desk_note_option()"),
    (
        "tickets_typefield",
        "digest_stale",
        "AFTER INSERT OR DELETE ON tickets_typefield FOR EACH ROW",
        "desk_note_rule()",
    ),
    ("tickets_typefield", "digest_restale", f"AFTER UPDATE ON tickets_typefield {differs('staff')}", "desk_note_rule()"),
]


def note_all(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Where there are tickets already, the worker makes their digests."""
    if apps.get_model("tickets", "Ticket").objects.exists():
        apps.get_model("tickets", "Stale").objects.create(kind="every", key=0)


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0015_search_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "ticket",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to="tickets.ticket",
                    ),
                ),
                ("era", models.IntegerField()),
                ("is_open", models.BooleanField()),
                ("search", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name": "digest",
                "verbose_name_plural": "digests",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["era", "is_open", "search"], name="digest_search", fastupdate=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("key", models.BigIntegerField()),
                ("reached", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"verbose_name": "stale digests", "verbose_name_plural": "stale digests", "ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.TextField()),
                ("written", models.TextField()),
                ("tickets", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "word",
                "verbose_name_plural": "words",
                "indexes": [
                    models.Index(fields=["word"], name="word_word"),
                    models.Index(Stem("word"), name="word_stem"),
                    django.contrib.postgres.indexes.GinIndex(fields=["word"], name="word_parts", opclasses=["gin_trgm_ops"]),
                ],
            },
        ),
        *(migrations.RunSQL(sql, f"DROP FUNCTION {name}") for name, sql in FUNCTIONS.items()),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {what}", f"DROP TRIGGER {name} ON {table}")
            for table, name, when, what in TRIGGERS
        ),
        migrations.RunPython(note_all, migrations.RunPython.noop),
    ]
