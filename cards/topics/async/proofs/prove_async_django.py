"""Proof of how a coroutine may read the rows of Django's ORM."""

import ast
import asyncio
import inspect

from django.core.exceptions import SynchronousOnlyOperation


def test_each_way_to_list_users(django_project, options):
    apps = ["django.contrib.auth", "django.contrib.contenttypes"]
    django_project(INSTALLED_APPS=apps).migrate()
    from django.contrib.auth.models import User

    User.objects.create(username="amal")

    async def view(expression):
        code = compile(expression, "view", "eval", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        value = eval(code, {"User": User})
        return await value if inspect.iscoroutine(value) else value

    outcomes = {}
    for expression, _ in options:
        try:
            outcomes[expression] = [user.username for user in asyncio.run(view(expression))]
        except (SynchronousOnlyOperation, TypeError, AttributeError) as error:
            outcomes[expression] = f"{type(error).__name__}: {error}"
    assert [outcomes[text] for text, right in options if right] == [["amal"]]
    assert [outcomes[text] for text, right in options if not right] == [
        "SynchronousOnlyOperation: You cannot call this from an async context"
        " - use a thread or sync_to_async.",
        "TypeError: object QuerySet can't be used in 'await' expression",
        "AttributeError: 'UserManager' object has no attribute 'aall'",
    ]
