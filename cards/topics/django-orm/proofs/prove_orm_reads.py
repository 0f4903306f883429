"""Proofs for the django-orm cards on conditions, counts and prefetched rows."""

import sys
import types

import django
import pytest
from django.conf import settings

shop = types.ModuleType("shop")
shop.__file__ = __file__
sys.modules["shop"] = shop

settings.configure(
    INSTALLED_APPS=["shop"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from django.db import connection, models  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


class Author(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


class Book(models.Model):
    pages = models.IntegerField()
    year = models.IntegerField()
    author = models.ForeignKey(Author, models.CASCADE, related_name="books")

    class Meta:
        app_label = "shop"


class Prize(models.Model):
    author = models.ForeignKey(Author, models.CASCADE, related_name="prizes")

    class Meta:
        app_label = "shop"


@pytest.fixture(autouse=True)
def tables():
    every = (Author, Book, Prize)
    with connection.schema_editor() as editor:
        for model in every:
            editor.create_model(model)
    yield
    with connection.schema_editor() as editor:
        for model in reversed(every):
            editor.delete_model(model)


def author(name, *books):
    """Make an author of books, each given as (pages, year)."""
    made = Author.objects.create(name=name)
    for pages, year in books:
        Book.objects.create(pages=pages, year=year, author=made)
    return made


def test_each_option_for_one_book_with_both_properties(options):
    author("one book", (400, 2020))
    author("two books", (400, 1999), (100, 2020))
    author("a long one", (400, 1999))
    author("neither", (100, 1999))
    found = {}
    for option, right in options:
        authors = eval(option, {"Author": Author, "Q": Q})
        found[right, ".filter(books__year" in option] = set(
            authors.values_list("name", flat=True)
        )
    assert found == {
        (True, False): {"one book"},
        (False, True): {"one book", "two books"},
        (False, False): {"one book", "two books", "a long one"},
    }


def test_each_option_for_a_count_over_two_joins(fence, options):
    ada = author("Ada", (400, 2020), (100, 1999))
    for _ in range(3):
        Prize.objects.create(author=ada)
    counted = eval(fence, {"Author": Author, "Count": Count}).get()
    assert (counted.n_books, counted.n_prizes) == (6, 6)
    assert {text for text, right in options if right} == {str(counted.n_books)}

    # Why 2 is wrong: that needs the other form of Count.
    mended = Author.objects.annotate(
        n_books=Count("books", distinct=True),
        n_prizes=Count("prizes", distinct=True),
    ).get()
    assert (mended.n_books, mended.n_prizes) == (2, 3)


def test_each_option_for_a_filter_after_prefetch(fence, options):
    for name in "abc":
        author(name, (400, 2020))
    with CaptureQueriesContext(connection) as sent:
        exec(fence, {"Author": Author})
    assert {text for text, right in options if right} == {f"{len(sent)} queries"}

    # Why 4 is wrong: the prefetch is the second query, before any filter.
    tables = [query["sql"].split(" FROM ")[1].split()[0] for query in sent]
    assert tables == ['"shop_author"'] + ['"shop_book"'] * 4
    assert " IN (1, 2, 3)" in sent[1]["sql"]

    # Why 2 is wrong: that takes a filter inside the prefetch.
    long_books = models.Prefetch(
        "books", queryset=Book.objects.filter(pages__gt=300), to_attr="long_books"
    )
    with CaptureQueriesContext(connection) as sent:
        found = [len(a.long_books) for a in Author.objects.prefetch_related(long_books)]
    assert (len(sent), found) == (2, [1, 1, 1])
