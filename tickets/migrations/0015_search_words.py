"""What the search makes of texts and of questions: functions of the workspace's schema that read no table (decision 0028).

Within them lines are indented: the dump of the template leaves out what begins with SET or a dash.
"""

from django.db import migrations

#: Signs between words; the parser of PostgreSQL would take what they join for one host, file, number or tag.
WORDS = r"""
CREATE FUNCTION desk_words(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(said, './\-_@:+&<>%=~#', '               ')
$$
"""

#: Words as they were written, folded; stems are a matter of questions. “E-Mail” is found as e, mail and email.
VECTOR = """
CREATE FUNCTION desk_vector(said text, weight "char") RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    plain text := desk_plain(desk_words(said));
    joined text;
  BEGIN
    IF said ~ '[[:alpha:]]-[[:alpha:]]' THEN
      SELECT string_agg(replace(pieces[1], '-', ''), ' ') INTO joined
      FROM regexp_matches(said, '[[:alpha:]]+(?:-[[:alpha:]]+)+', 'g') AS hyphened (pieces);
      plain := concat_ws(' ', plain, desk_plain(joined));
    END IF;
    RETURN setweight(to_tsvector('pg_catalog.simple', plain), weight);
  END
$$
"""

#: Whether one of the languages does not count a word (the, und).
IDLE = """
CREATE FUNCTION desk_idle(word text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT '{}' IN (ts_lexize('pg_catalog.german_stem', lower(word)), ts_lexize('pg_catalog.english_stem', lower(word)))
$$
"""

#: One word, or several that belong together (an address, a number with signs, a quotation) as they stand.
TERM = """
CREATE FUNCTION desk_term(said text, is_quoted boolean, OUT meant tsquery, OUT is_idle boolean)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE
    plain text := desk_plain(desk_words(said));
  BEGIN
    meant := phraseto_tsquery('pg_catalog.simple', plain);
    is_idle := false;
    IF NOT is_quoted AND numnode(meant) = 1 THEN
      is_idle := desk_idle(said);
    ELSIF NOT is_quoted AND said ~ '^[[:alpha:]]+(-[[:alpha:]]+)+$' THEN
      meant := meant || phraseto_tsquery('pg_catalog.simple', desk_plain(replace(said, '-', '')));
    END IF;
  END
$$
"""

#: All of the terms, each of which is meant by `also` (lexemes), `or` (other spellings) and `begun` (its beginning) as well,
#: and nothing of those with `not`. Idle ones count where there is nothing else. Null finds nothing. Unsafe, so that no search
#: waits for workers to start.
QUERY = """
CREATE FUNCTION desk_query(terms jsonb, weights text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS $$
  DECLARE
    term jsonb;
    one record;
    meant tsquery;
    wanted tsquery;
    idle tsquery;
    unwanted tsquery;
  BEGIN
    FOR term IN SELECT value FROM jsonb_array_elements(terms) LOOP
      SELECT * INTO one FROM desk_term(term ->> 'text', coalesce((term ->> 'quoted')::boolean, false));
      meant := one.meant;
      SELECT coalesce(meant || string_agg(quote_literal(lexeme), ' | ')::tsquery, meant) INTO meant
      FROM jsonb_array_elements_text(term -> 'also') AS lexeme WHERE lexeme ~ '^[[:alnum:]]+$';
      SELECT coalesce(meant || string_agg(phraseto_tsquery('pg_catalog.simple', desk_words(other))::text, ' | ')::tsquery, meant)
      INTO meant FROM jsonb_array_elements_text(term -> 'or') AS other;
      IF term ->> 'begun' ~ '^[[:alnum:]]+$' THEN
        meant := meant || (quote_literal(term ->> 'begun') || ':*')::tsquery;
      END IF;
      CONTINUE WHEN numnode(meant) = 0;
      IF (term ->> 'not')::boolean THEN
        unwanted := coalesce(unwanted && !!meant, !!meant);
      ELSIF one.is_idle THEN
        idle := coalesce(idle && meant, meant);
      ELSE
        wanted := coalesce(wanted && meant, meant);
      END IF;
    END LOOP;
    wanted := coalesce(wanted, idle);
    wanted := coalesce(wanted && unwanted, wanted);
    IF weights = '' THEN
      RETURN wanted;
    END IF;
    RETURN regexp_replace(wanted::text, $q$'([^']+)'(?::(\\*))?$q$, $q$'\\1':\\2$q$ || weights, 'g')::tsquery;
  END
$$
"""

#: Which words are kin to this one: those that have it or its stem within, with umlaut or without; a short stem only has
#: endings behind it. Null where nothing is.
PATTERN = """
CREATE FUNCTION desk_pattern(said text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    plain text := desk_plain(said);
    stems text[] := ts_lexize('pg_catalog.german_stem', lower(said)) || ts_lexize('pg_catalog.english_stem', plain);
    pattern text;
  BEGIN
    IF plain !~ '^[[:alpha:]]{3,40}$' THEN
      RETURN NULL;
    END IF;
    SELECT concat_ws('|', CASE WHEN length(plain) < 4 THEN '^' END || plain, string_agg(DISTINCT
      CASE WHEN length(stem) < 4 THEN format('^%s.{0,3}$', folded) ELSE folded END, '|'))
    INTO pattern
    FROM unnest(stems) AS stem, regexp_replace(stem, '([aou])e?', '\\1e?', 'g') AS folded WHERE length(stem) >= 3;
    RETURN pattern;
  END
$$
"""

#: What is called so weighs more than what was found out, what was said, what was noted; as it was typed more than its kin.
#: Costly, so that it is worked out last, for the few that are left.
RANK = """
CREATE FUNCTION desk_rank(search tsvector, typed tsquery, meant tsquery) RETURNS real
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 10000 AS $$
  BEGIN
    RETURN ts_rank('{0.1, 0.2, 0.4, 1.0}'::real[], search, typed) + ts_rank('{0.1, 0.2, 0.4, 1.0}'::real[], search, meant) / 2;
  END
$$
"""

#: What part of what a subject says (`forms` of words, each with its place there and what it weighs) a digest says too: what
#: is called so counts whole, what is only said there half.
ALIKE = """
CREATE FUNCTION desk_alike(search tsvector, letters text[], forms text[], places int[], weights float[]) RETURNS float
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 1000 AS $$
  DECLARE
    heading text[] := tsvector_to_array(ts_filter(search, '{a}'));
    every text[] := tsvector_to_array(ts_filter(search, letters::"char"[]));
  BEGIN
    RETURN (
      SELECT coalesce(sum(weight * CASE WHEN is_called THEN 1 ELSE 0.5 END), 0) FROM (
        SELECT max(said.weight) AS weight, bool_or(said.form = ANY (heading)) AS is_called
        FROM unnest(forms, places, weights) AS said (form, place, weight) WHERE said.form = ANY (every) GROUP BY said.place
      ) AS found
    );
  END
$$
"""

#: What is read of a text around the first place where a pattern fits: from the beginning of a word on.
EXCERPT = """
CREATE FUNCTION desk_excerpt(said text, pattern text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT substr(said, greatest(regexp_instr(said, pattern, 1, 1, 0, 'i') - 60, 1), 240)
$$
"""

FUNCTIONS = {
    "desk_words(text)": WORDS,
    'desk_vector(text, "char")': VECTOR,
    "desk_idle(text)": IDLE,
    "desk_term(text, boolean)": TERM,
    "desk_query(jsonb, text)": QUERY,
    "desk_pattern(text)": PATTERN,
    "desk_rank(tsvector, tsquery, tsquery)": RANK,
    "desk_alike(tsvector, text[], text[], int[], float[])": ALIKE,
    "desk_excerpt(text, text)": EXCERPT,
}


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0014_habits"),
        ("customers", "0004_known"),
    ]

    operations = [migrations.RunSQL(sql, f"DROP FUNCTION {name}") for name, sql in FUNCTIONS.items()]
