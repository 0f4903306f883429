"""Proofs for the drf cards on routers and pagination."""

import sys
import types

import django
import pytest
from django.conf import settings

shop = types.ModuleType("shop")
shop.__file__ = __file__
sys.modules["shop"] = shop

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from django.db import connection, models  # noqa: E402
from django.urls import Resolver404, URLResolver  # noqa: E402
from django.urls.resolvers import RegexPattern  # noqa: E402
from rest_framework import pagination, serializers  # noqa: E402
from rest_framework.decorators import action  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.routers import SimpleRouter  # noqa: E402
from rest_framework.test import APIRequestFactory  # noqa: E402
from rest_framework.viewsets import ModelViewSet  # noqa: E402


class Order(models.Model):
    class Meta:
        app_label = "shop"


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id"]


class Orders(ModelViewSet):
    queryset = Order.objects.order_by("-id")
    serializer_class = OrderSerializer

    @action(detail=True, methods=["post"])
    def cancel(self, request, pk):
        return Response(f"cancelled {pk}")


@pytest.fixture(autouse=True)
def table():
    with connection.schema_editor() as editor:
        editor.create_model(Order)
    Order.objects.bulk_create(Order() for _ in range(4))
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Order)


def listed(view, path):
    return view.as_view({"get": "list"})(APIRequestFactory().get(path)).data


def test_action_gets_an_address_below_one_order():
    router = SimpleRouter()
    router.register("orders", Orders)
    site = URLResolver(RegexPattern(r"^/"), router.urls)
    found = site.resolve("/orders/7/cancel/")
    request = APIRequestFactory().post("/orders/7/cancel/")
    assert found.func(request, **found.kwargs).data == "cancelled 7"
    assert found.func(APIRequestFactory().get("/"), **found.kwargs).status_code == 405

    Orders.cancel.detail = False
    try:
        router = SimpleRouter()
        router.register("orders", Orders)
        with pytest.raises(Resolver404):
            URLResolver(RegexPattern(r"^/"), router.urls).resolve("/orders/7/cancel/")
    finally:
        Orders.cancel.detail = True


def test_each_option_for_paging_while_rows_are_added(options):
    for option, right in options:
        paginator = getattr(pagination, option)
        if option == "LimitOffsetPagination":
            kind = type("Paged", (paginator,), {"default_limit": 2})
        else:
            kind = type("Paged", (paginator,), {"page_size": 2, "ordering": "-id"})
        view = type("Paged", (Orders,), {"pagination_class": kind})

        first = listed(view, "/orders/")
        added = Order.objects.create()
        second = listed(view, first["next"])
        seen = [row["id"] for page in (first, second) for row in page["results"]]
        assert len(seen) == 4
        assert (len(set(seen)) == 4) is right, option
        added.delete()


# The pagination classes read their settings at import, so each case is a process.
LISTING = """
import django
from django.conf import settings
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    REST_FRAMEWORK={rest_framework},
)
django.setup()
from rest_framework import generics, serializers, test

class Number(serializers.Serializer):
    id = serializers.IntegerField()

class Numbers(generics.ListAPIView):
    serializer_class = Number

    def get_queryset(self):
        return [{{"id": 1}}, {{"id": 2}}, {{"id": 3}}]

print(Numbers.as_view()(test.APIRequestFactory().get("/")).data)
"""


def test_page_size_needs_a_pagination_class(run):
    size = {"PAGE_SIZE": 2}
    whole = run("python", LISTING.format(rest_framework=size)).stdout
    assert whole == "[{'id': 1}, {'id': 2}, {'id': 3}]\n"

    name = "rest_framework.pagination.PageNumberPagination"
    both = size | {"DEFAULT_PAGINATION_CLASS": name}
    paged = run("python", LISTING.format(rest_framework=both)).stdout
    assert "'results': [{'id': 1}, {'id': 2}]" in paged
