"""Proof for the card on session fixation."""


def test_login_changes_the_session_id_and_keeps_the_data(django_project):
    project = django_project(
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
        ],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    project.migrate()

    from django.contrib.auth import authenticate, login
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    planted = SessionStore()
    planted["basket"] = ["lamp"]
    planted.create()

    # The victim's browser sends the planted id and logs in.
    User.objects.create_user("ada", password="tulip")
    request = HttpRequest()
    request.session = SessionStore(planted.session_key)
    login(request, authenticate(request, username="ada", password="tulip"))
    request.session.save()

    assert request.session.session_key != planted.session_key
    assert request.session["basket"] == ["lamp"]
    assert not SessionStore().exists(planted.session_key)

    # What the attacker finds under the planted id: no user.
    assert dict(SessionStore(planted.session_key).items()) == {}
