"""Proofs for the django-core cards: middleware, URL order and deployment checks."""

import io
import sys
import types

import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

EVENTS = []


def recorder(name):
    """Return a middleware factory that notes when it runs."""

    def factory(get_response):
        def middleware(request):
            EVENTS.append(f"{name} before")
            response = get_response(request)
            EVENTS.append(f"{name} after")
            return response

        return middleware

    return factory


def limiter(get_response):
    """Read request.user before the view, as a per-user rate limiter does."""

    def middleware(request):
        EVENTS.append(f"user {request.user}")
        return get_response(request)

    return middleware


def home(request):
    EVENTS.append("view")
    return HttpResponse("home")


def detail(request, name):
    return HttpResponse(f"detail of {name}")


def sale(request):
    return HttpResponse("sale")


site = types.ModuleType("core_site")
site.outer = recorder("outer")
site.inner = recorder("inner")
site.limiter = limiter
site.urlpatterns = [path("", home)]
sys.modules["core_site"] = site

SLUG_FIRST = types.ModuleType("core_slug_first")
SLUG_FIRST.urlpatterns = [
    path("items/<slug:name>/", detail),
    path("items/sale/", sale),
]
sys.modules["core_slug_first"] = SLUG_FIRST

FIXED_FIRST = types.ModuleType("core_fixed_first")
FIXED_FIRST.urlpatterns = SLUG_FIRST.urlpatterns[::-1]
sys.modules["core_fixed_first"] = FIXED_FIRST

SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
AUTHENTICATION = "django.contrib.auth.middleware.AuthenticationMiddleware"

settings.configure(
    SECRET_KEY="only for this proof",
    DEBUG=True,
    ALLOWED_HOSTS=["testserver"],
    ROOT_URLCONF="core_site",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
)
django.setup()


def test_middleware_runs_down_and_back_up():
    EVENTS.clear()
    with override_settings(MIDDLEWARE=["core_site.outer", "core_site.inner"]):
        Client().get("/")
    assert EVENTS == [
        "outer before",
        "inner before",
        "view",
        "inner after",
        "outer after",
    ]


def test_limiter_needs_the_authentication_middleware_above_it():
    EVENTS.clear()
    # region: limiter-order
    first = ["core_site.limiter", SESSION, AUTHENTICATION]
    with override_settings(MIDDLEWARE=first):
        with pytest.raises(AttributeError) as caught:
            Client().get("/")
    assert str(caught.value) == "'WSGIRequest' object has no attribute 'user'"

    below = [SESSION, AUTHENTICATION, "core_site.limiter"]
    with override_settings(MIDDLEWARE=below):
        assert Client().get("/").status_code == 200
    # endregion
    assert EVENTS == ["user AnonymousUser", "view"]


def test_first_matching_url_pattern_wins():
    with override_settings(ROOT_URLCONF="core_slug_first"):
        assert Client().get("/items/sale/").content == b"detail of sale"
    with override_settings(ROOT_URLCONF="core_fixed_first"):
        assert Client().get("/items/sale/").content == b"sale"
        assert Client().get("/items/lamp/").content == b"detail of lamp"


def test_check_deploy_reports_debug():
    with override_settings(MIDDLEWARE=[]):
        plain, deploy = io.StringIO(), io.StringIO()
        call_command("check", stdout=io.StringIO(), stderr=plain)
        call_command("check", "--deploy", stdout=io.StringIO(), stderr=deploy)
        assert "security.W018" not in plain.getvalue()
        assert "security.W018" in deploy.getvalue()
        with pytest.raises(SystemCheckError):
            call_command("check", "--deploy", "--fail-level", "WARNING")
