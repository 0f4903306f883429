"""Proof for the drf card on throttles: what a forged header does to them."""

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"]
)
django.setup()

from django.core.cache import cache  # noqa: E402
from django.test import override_settings  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.test import APIRequestFactory  # noqa: E402
from rest_framework.throttling import AnonRateThrottle  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class TwoPerHour(AnonRateThrottle):
    rate = "2/hour"


class Greeting(APIView):
    authentication_classes = []
    throttle_classes = [TwoPerHour]

    def get(self, request):
        return Response("hello")


def answers_to_three_forged_requests():
    """Forge another address each time, to which the proxy appends the true one."""
    cache.clear()
    chains = [f"10.0.0.{number}, 198.51.100.9" for number in range(3)]
    factory = APIRequestFactory()
    requests = [
        factory.get("/", headers={"x-forwarded-for": chain}) for chain in chains
    ]
    return [Greeting.as_view()(request) for request in requests]


def test_a_forged_header_escapes_the_throttle_without_num_proxies():
    escaped = answers_to_three_forged_requests()
    assert [answer.status_code for answer in escaped] == [200, 200, 200]

    with override_settings(REST_FRAMEWORK={"NUM_PROXIES": 1}):
        counted = answers_to_three_forged_requests()
    assert [answer.status_code for answer in counted] == [200, 200, 429]
    assert 0 < int(counted[2].headers["Retry-After"]) <= 3600
