"""Every field of every model is classified: plain, identifying or sensitive, and one of those only."""

import pytest
from django.apps import apps

CLASSES = ("PLAIN", "IDENTIFYING", "SENSITIVE")
MODELS = [model for label in ("monitoring", "nahetvo") for model in apps.get_app_config(label).get_models()]


def fields(model) -> set[str]:
    own = [*model._meta.fields, *model._meta.many_to_many, *model._meta.private_fields]
    return {field.name for field in own}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_class(model):
    classified = set().union(*(getattr(model, name, set()) for name in CLASSES))
    missing = sorted(fields(model) - classified)
    assert not missing, f"paste into {model.__name__}: " + ", ".join(f'"{name}"' for name in missing)
    assert classified <= fields(model), f"{model.__name__} has no field {sorted(classified - fields(model))}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_field_has_two_classes(model):
    sets = [getattr(model, name, set()) for name in CLASSES]
    assert sum(map(len, sets)) == len(set().union(*sets))


def test_no_model_keeps_a_pgn():
    assert not [f"{m.__name__}.{name}" for m in MODELS for name in fields(m) if name in {"pgn", "bsn"}]
