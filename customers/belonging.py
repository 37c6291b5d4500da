"""Whether anything refers to a record."""

from django.db.models import ManyToOneRel, Model


def is_used(record: Model) -> bool:
    """Any row of any table, whatever deleting would do to it; a query for each until one is found."""
    relations = record._meta.get_fields(include_hidden=True)
    return any(_refers(record, relation) for relation in relations if isinstance(relation, ManyToOneRel))


def _refers(record: Model, relation: ManyToOneRel) -> bool:
    return relation.related_model._base_manager.filter(**{relation.field.name: record}).exists()  # type: ignore[union-attr]  # never "self" by now
