"""A booking that ends after it begins, as the notes for Django 5.1 ask."""

from django.db import models
from django.db.models import F, Q


class Booking(models.Model):
    first_night = models.DateField()
    last_night = models.DateField()

    class Meta:
        app_label = "bookings"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_night__gte=F("first_night")),
                name="booking_ends_after_it_begins",
            )
        ]
