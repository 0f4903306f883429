"""The model is loaded with deprecations as errors, and its rule is tried on a database."""

import importlib
import warnings
from datetime import date

import pytest
from django.db import IntegrityError
from django.utils.deprecation import RemovedInNextVersionWarning


@pytest.fixture
def booking_model(django_project):
    project = django_project()
    with warnings.catch_warnings():
        warnings.simplefilter("error", RemovedInNextVersionWarning)
        model = importlib.import_module("example").Booking
    project.create_tables(model)
    return model


# region: pinned
def test_the_model_uses_nothing_that_the_next_django_removes(booking_model):
    booking_model.objects.create(first_night=date(2026, 3, 2), last_night=date(2026, 3, 4))


def test_a_booking_cannot_end_before_it_begins(booking_model):
    with pytest.raises(IntegrityError, match="booking_ends_after_it_begins"):
        booking_model.objects.create(first_night=date(2026, 3, 4), last_night=date(2026, 3, 2))


# endregion
