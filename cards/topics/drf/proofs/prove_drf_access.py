"""Proofs for the drf cards on authentication and permissions."""

import sys
import types

import django
import pytest
from django.conf import settings

shop = types.ModuleType("shop")
shop.__file__ = __file__
sys.modules["shop"] = shop

settings.configure(
    SECRET_KEY="only for this proof",
    # This backend knows nobody, so each password that is sent is wrong.
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.BaseBackend"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, models  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.authentication import (  # noqa: E402
    BaseAuthentication,
    BasicAuthentication,
    SessionAuthentication,
)
from rest_framework.permissions import (  # noqa: E402
    AllowAny,
    BasePermission,
    IsAuthenticated,
)
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory, force_authenticate  # noqa: E402
from rest_framework.throttling import BaseThrottle  # noqa: E402
from rest_framework.views import APIView  # noqa: E402
from rest_framework.viewsets import ModelViewSet  # noqa: E402


class Message(models.Model):
    owner = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


class MessageSerializer(serializers.ModelSerializer):
    class Meta:
        model = Message
        fields = ["owner"]


class IsOwner(BasePermission):
    def has_object_permission(self, request, view, message):
        return message.owner == request.user.username


class Messages(ModelViewSet):
    queryset = Message.objects.order_by("pk")
    serializer_class = MessageSerializer
    permission_classes = [IsOwner]


class OwnMessages(Messages):
    def get_queryset(self):
        return super().get_queryset().filter(owner=self.request.user.username)


class Greeting(APIView):
    permission_classes = [AllowAny]

    def get(self, request):
        return Response(str(request.user))


@pytest.fixture(autouse=True)
def messages():
    with connection.schema_editor() as editor:
        editor.create_model(Message)
    Message.objects.create(pk=7, owner="ada")
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Message)


def get(view, user=None, pk=None, **headers):
    """GET a plain view, the list of a viewset, or one object of it."""
    request = APIRequestFactory().get("/", headers=headers)
    if user:
        force_authenticate(request, User(username=user))
    if not issubclass(view, ModelViewSet):
        return view.as_view()(request)
    if pk is None:
        return view.as_view({"get": "list"})(request)
    return view.as_view({"get": "retrieve"})(request, pk=pk)


def test_authentication_lets_a_request_without_credentials_pass():
    class View(Greeting):
        authentication_classes = [BasicAuthentication]

    answer = get(View)
    assert (answer.status_code, answer.data) == (200, "AnonymousUser")

    # Why: wrong credentials are refused, and IsAuthenticated refuses missing ones.
    wrong = "Basic YWRhOndyb25n"
    assert get(View, authorization=wrong).status_code == 401
    View.permission_classes = [IsAuthenticated]
    assert get(View).status_code == 401


def test_each_option_for_the_status_of_an_anonymous_request(fence, options):
    names = dict(globals())
    exec(fence, names)

    class View(names["Orders"], Greeting):
        pass

    answer = get(View)
    assert {text for text, right in options if right} == {str(answer.status_code)}
    assert "WWW-Authenticate" not in answer.headers

    View.authentication_classes = [BasicAuthentication, SessionAuthentication]
    answer = get(View)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="api"'


def test_a_detail_view_checks_in_this_order(card):
    happened = []

    def note(name, result):
        happened.append(name)
        return result

    class Authentication(BaseAuthentication):
        def authenticate(self, request):
            return note("Authentication", (User(username="ada"), None))

    class Permission(BasePermission):
        def has_permission(self, request, view):
            return note("has_permission", request.user.username == "ada")

        def has_object_permission(self, request, view, message):
            return note("has_object_permission", True)

    class Throttle(BaseThrottle):
        def allow_request(self, request, view):
            return note("throttle", True)

    class View(Messages):
        authentication_classes = [Authentication]
        permission_classes = [Permission]
        throttle_classes = [Throttle]

        def retrieve(self, request, pk):
            note("view's method", None)
            return super().retrieve(request, pk=pk)

    assert get(View, pk=7).status_code == 200
    assert len(card.body) == len(happened)
    for step, name in zip(card.body, happened, strict=True):
        assert name in step


def test_a_list_is_not_checked_object_by_object():
    assert get(Messages, "eve", pk=7).status_code == 403
    assert get(Messages, "eve").data == [{"owner": "ada"}]

    assert get(OwnMessages, "eve").data == []
    assert get(OwnMessages, "eve", pk=7).status_code == 404
    assert get(OwnMessages, "ada", pk=7).status_code == 200


def test_an_own_get_object_must_ask_for_object_permissions():
    class Careless(Messages):
        def get_object(self):
            return Message.objects.get(pk=self.kwargs["pk"])

    class Careful(Careless):
        def get_object(self):
            message = super().get_object()
            self.check_object_permissions(self.request, message)
            return message

    assert get(Careless, "eve", pk=7).status_code == 200
    assert get(Careful, "eve", pk=7).status_code == 403
