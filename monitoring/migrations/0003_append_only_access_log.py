"""The access log can only grow: PostgreSQL itself refuses a change, by whatever door."""

from django.db import migrations

TABLE = "monitoring_accesslog"
POSTGRESQL = f"""
CREATE FUNCTION portal_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'het leeslogboek verandert niet'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION portal_append_only();
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def open_up(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER access_log_append_only ON {TABLE}; DROP FUNCTION portal_append_only()")


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_reference")]
    operations = [migrations.RunPython(guard, open_up)]
