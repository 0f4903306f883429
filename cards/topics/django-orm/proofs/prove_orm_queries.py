"""Proofs for the django-orm cards: query counts, F() and nested atomic blocks."""

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
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
)
django.setup()

from django.core.exceptions import FieldError  # noqa: E402
from django.db import IntegrityError, connection, models, transaction  # noqa: E402
from django.db.models import Count, F  # noqa: E402
from django.db.transaction import TransactionManagementError  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


class Author(models.Model):
    name = models.CharField(max_length=50)

    class Meta:
        app_label = "shop"


class Book(models.Model):
    title = models.CharField(max_length=50)
    pages = models.IntegerField(default=200)
    author = models.ForeignKey(Author, models.CASCADE, related_name="books")

    class Meta:
        app_label = "shop"


class Item(models.Model):
    stock = models.IntegerField()

    class Meta:
        app_label = "shop"


class Tag(models.Model):
    name = models.CharField(max_length=50, unique=True)

    class Meta:
        app_label = "shop"


@pytest.fixture(autouse=True)
def tables():
    every = (Author, Book, Item, Tag)
    with connection.schema_editor() as editor:
        for model in every:
            editor.create_model(model)
    yield
    with connection.schema_editor() as editor:
        for model in reversed(every):
            editor.delete_model(model)


def library(authors, books_each):
    for a in range(authors):
        author = Author.objects.create(name=f"author {a}")
        for b in range(books_each):
            Book.objects.create(title=f"book {b}", author=author)


def queries(work):
    """Run work and return how many SQL statements it sent."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_lazy_queryset_runs_one_query(fence, options):
    library(2, 2)
    sent = queries(lambda: exec(fence, {"Book": Book}))
    for text, right in options:
        assert (int(text.split()[0]) == sent) is right, text

    # Why 4 is wrong: building the queryset sends nothing.
    assert queries(lambda: Book.objects.filter(pages__gt=100).order_by("title")) == 0

    # Why 2 is wrong: len() counts the rows that list() left in the cache.
    books = Book.objects.filter(pages__gt=100)
    list(books)
    assert queries(lambda: len(books)) == 0


def test_select_related_joins_in_one_query():
    library(40, 1)
    assert queries(lambda: [b.author.name for b in Book.objects.all()]) == 41
    joined = Book.objects.select_related("author")
    assert queries(lambda: [b.author.name for b in joined]) == 1
    assert " JOIN " in str(joined.query)


def test_each_option_for_loading_books_of_authors(options):
    library(3, 2)

    def read(authors):
        return queries(lambda: [[b.title for b in a.books.all()] for a in authors])

    found = {}
    for option, right in options:
        authors = eval(option, {"Author": Author, "Count": Count})
        try:
            sent = read(authors)
        except FieldError as refused:
            found[str(refused).split(". ")[0]] = right
        else:
            numbers = [author.n for author in authors if hasattr(author, "n")]
            found[sent, len(authors), *numbers] = right
    assert found == {
        # One query for the authors, one for all their books.
        (2, 3): True,
        # A relation with many rows cannot be followed by select_related.
        "Invalid field name(s) given in select_related: 'books'": False,
        # The join repeats each author per book, and each of the six rows asks again.
        (1 + 6, 6): False,
        # The annotation brings a number, so each author still asks for its books.
        (1 + 3, 3, 2, 2, 2): False,
    }

    # From the guide: a filter on the prefetched relation asks again.
    authors = Author.objects.prefetch_related("books")
    assert queries(lambda: [list(a.books.filter(pages=1)) for a in authors]) == 2 + 3


def test_two_saves_lose_a_sale_and_f_keeps_both():
    pk = Item.objects.create(stock=10).pk

    first, second = Item.objects.get(pk=pk), Item.objects.get(pk=pk)
    for copy in (first, second):
        copy.stock -= 1
        copy.save()
    assert Item.objects.get(pk=pk).stock == 9

    Item.objects.filter(pk=pk).update(stock=10)
    first, second = Item.objects.get(pk=pk), Item.objects.get(pk=pk)
    for copy in (first, second):
        copy.stock = F("stock") - 1
        copy.save()
    assert Item.objects.get(pk=pk).stock == 8


def test_catch_inside_atomic_breaks_it_and_a_nested_block_mends_it():
    Tag.objects.create(name="api")

    with pytest.raises(TransactionManagementError):
        with transaction.atomic():
            try:
                Tag.objects.create(name="api")
            except IntegrityError:
                pass
            Tag.objects.count()

    with transaction.atomic():
        try:
            with transaction.atomic():
                Tag.objects.create(name="api")
        except IntegrityError:
            pass
        Tag.objects.create(name="http")
    assert set(Tag.objects.values_list("name", flat=True)) == {"api", "http"}
