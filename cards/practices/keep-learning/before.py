"""A booking that ends after it begins, as a tutorial for Django 4.2 writes it."""

from django.db import models
from django.db.models import F, Q


class Booking(models.Model):
    first_night = models.DateField()
    last_night = models.DateField()

    class Meta:
        app_label = "bookings"
        constraints = [
            models.CheckConstraint(
                check=Q(last_night__gte=F("first_night")),
                name="booking_ends_after_it_begins",
            )
        ]
