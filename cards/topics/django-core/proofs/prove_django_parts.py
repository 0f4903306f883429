"""Proofs for the django-core cards on settings, apps and static files."""

import sys
import types

import django
from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

site = types.ModuleType("parts_site")
site.urlpatterns = [path("", lambda request: HttpResponse(request.get_host()))]
sys.modules["parts_site"] = site

settings.configure(
    SECRET_KEY="only for this proof",
    ROOT_URLCONF="parts_site",
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATIC_URL="static/",
)
django.setup()


def status(host):
    return Client(headers={"host": host}).get("/").status_code


def test_an_empty_host_list_serves_localhost_in_debug_mode_alone():
    with override_settings(DEBUG=True, ALLOWED_HOSTS=[]):
        assert status("localhost") == 200
        assert status("shop.example") == 400
    with override_settings(DEBUG=False, ALLOWED_HOSTS=[]):
        assert status("localhost") == 400
        assert status("shop.example") == 400
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["shop.example"]):
        assert status("shop.example") == 200


SIGNALS = """
from django.core.signals import request_finished
from django.dispatch import receiver

@receiver(request_finished)
def note(**details):
    return "noted"
"""

CONFIG = """
from django.apps import AppConfig

class Config(AppConfig):
    name = {name!r}

    def ready(self):
        {ready}
"""


def answers(folder, name, ready):
    """Write and load an app; return what its receiver answers to a signal."""
    app = folder / name
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "signals.py").write_text(SIGNALS)
    (app / "apps.py").write_text(CONFIG.format(name=name, ready=ready))
    Apps([f"{name}.apps.Config"])
    sent = request_finished.send_robust(sender=None)
    return [answer for _, answer in sent if answer == "noted"]


def test_receivers_are_connected_once_ready_imports_their_module(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    assert answers(tmp_path, "forgetful", "pass") == []
    assert answers(tmp_path, "careful", "from . import signals") == ["noted"]


def test_collectstatic_gathers_the_files_in_one_folder(tmp_path):
    sources, root = tmp_path / "assets", tmp_path / "collected"
    sources.mkdir()
    (sources / "shop.css").write_text("body { margin: 0 }")
    with override_settings(STATICFILES_DIRS=[sources], STATIC_ROOT=root):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (root / "shop.css").read_text() == "body { margin: 0 }"
