"""Proof for the card about rotating Django's key: before, during and after the overlap."""

import pytest

APPS = ["django.contrib.auth", "django.contrib.contenttypes"]


def test_a_fallback_key_checks_and_does_not_sign(django_project):
    django_project(SECRET_KEY="old", INSTALLED_APPS=APPS)
    from django.contrib.auth.models import User
    from django.core import signing

    ada = User(password="made-up hash")
    # A session keeps this text, and each request compares it with the user's.
    login_before = ada.get_session_auth_hash()
    signed_before = signing.dumps("session")

    django_project(SECRET_KEY="later", SECRET_KEY_FALLBACKS=["old"])
    assert login_before in ada.get_session_auth_fallback_hash()
    assert signing.loads(signed_before) == "session"
    login_during = ada.get_session_auth_hash()
    signed_during = signing.dumps("session")
    # The old key alone does not accept it: the later key has signed.
    with pytest.raises(signing.BadSignature):
        signing.loads(signed_during, key="old", fallback_keys=[])

    # region: leak
    django_project(SECRET_KEY="later", SECRET_KEY_FALLBACKS=[])
    assert ada.get_session_auth_hash() == login_during != login_before
    assert list(ada.get_session_auth_fallback_hash()) == []
    assert signing.loads(signed_during) == "session"
    with pytest.raises(signing.BadSignature):
        signing.loads(signed_before)
    # endregion
