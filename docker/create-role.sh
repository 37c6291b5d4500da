#!/bin/sh
# Runs once, when PostgreSQL's volume is new. The product's role owns its database and makes a role for every
# workspace, but is no superuser: that is what the wall between workspaces stands on.
set -eu
as_postgres() { psql --quiet --set ON_ERROR_STOP=1 --username postgres "$@"; }

as_postgres --dbname template1 <<'SQL'
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
SQL

as_postgres --dbname postgres --set password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE helpdesk LOGIN CREATEDB CREATEROLE PASSWORD :'password';
ALTER ROLE helpdesk SET createrole_self_grant = 'set, inherit';
CREATE DATABASE helpdesk OWNER helpdesk;
SQL
