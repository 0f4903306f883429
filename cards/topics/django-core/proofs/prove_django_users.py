"""Proofs for the django-core cards on users, the admin site and post_save."""

import sys
import types

import django
import pytest
from django.conf import settings

shop = types.ModuleType("shop")
shop.__file__ = __file__
sys.modules["shop"] = shop

site = types.ModuleType("users_site")
sys.modules["users_site"] = site

settings.configure(
    SECRET_KEY="only for this proof",
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF="users_site",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.sessions",
        "shop",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="static/",
    # A fast hash, because these proofs are about whether there is one.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.apps import apps  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.contrib.auth import authenticate  # noqa: E402
from django.contrib.auth.models import Permission, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import models  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402


class Item(models.Model):
    price = models.IntegerField()

    class Meta:
        app_label = "shop"


# So that migrate makes its table and its permissions.
apps.get_app_config("shop").models_module = shop
admin.site.register(Item)
site.urlpatterns = [path("admin/", admin.site.urls)]


@pytest.fixture(scope="module", autouse=True)
def tables():
    call_command("migrate", run_syncdb=True, verbosity=0)


@pytest.fixture(autouse=True)
def rows(tables):
    yield
    User.objects.all().delete()
    Item.objects.all().delete()


def test_each_option_for_a_write_that_sends_post_save(options):
    sent = []

    def note(instance, **details):
        sent.append(instance.price)

    post_save.connect(note, sender=Item)
    for option, right in options:
        Item.objects.all().delete()
        item = Item.objects.create(pk=1, price=1)
        item.price = 5
        sent.clear()
        eval(option, {"Item": Item, "item": item})
        # Each of them writes; one of them says so.
        assert Item.objects.filter(price=5).exists()
        assert sent == ([5] if right else []), option


def test_each_option_for_a_user_who_can_log_in(options):
    for option, right in options:
        User.objects.all().delete()
        eval(option, {"User": User})
        user = User.objects.get(username="ada")
        logged_in = authenticate(username="ada", password="pw")
        assert (logged_in == user) is right, option
        if "create_user" not in option:
            assert user.password == "pw"
        elif not right:
            assert (user.email, user.has_usable_password()) == ("pw", False)


def test_staff_without_permissions_find_an_empty_admin():
    staff = User.objects.create_user("staff", password="pw", is_staff=True)
    client = Client()
    client.force_login(staff)
    index = client.get("/admin/")
    assert index.status_code == 200
    assert "have permission to view or edit anything" in index.content.decode()
    assert client.get("/admin/shop/item/").status_code == 403

    staff.user_permissions.add(Permission.objects.get(codename="view_item"))
    assert client.get("/admin/shop/item/").status_code == 200
    assert "/admin/shop/item/" in client.get("/admin/").content.decode()
    assert client.get("/admin/shop/item/add/").status_code == 403

    customer = User.objects.create_user("customer", password="pw")
    client.force_login(customer)
    assert client.get("/admin/").status_code == 302
