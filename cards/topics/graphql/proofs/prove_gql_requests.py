"""Proofs for the graphql cards on requests: fragments, steps and limits."""

import strawberry
from graphql import GraphQLSyntaxError, build_schema, graphql_sync, parse, validate
from strawberry.extensions import MaxAliasesLimiter, QueryDepthLimiter

LIBRARY = build_schema(
    """
    type Book { title: String }
    type Author { name: String }
    union Hit = Book | Author
    type Query { search: [Hit!]! }
    """
)

#: Words of each wrong option, with what the server says to it.
REFUSALS = {
    "title name": "Did you mean to use an inline fragment on 'Book'?",
    "Author {": "Cannot query field 'Book' on type 'Hit'.",
    "type:": "Unknown argument 'type' on field 'Query.search'.",
}


def test_each_option_for_a_query_of_a_union(options):
    for option, right in options:
        faults = [fault.message for fault in validate(LIBRARY, parse(option))]
        if right:
            assert faults == []
        else:
            [reason] = [said for words, said in REFUSALS.items() if words in option]
            assert reason in faults[0], option

    # The why: a hit of another type is an empty object.
    hits = {
        "search": [{"__typename": "Book", "title": "Emma"}, {"__typename": "Author"}]
    }
    found = graphql_sync(LIBRARY, "{ search { ... on Book { title } } }", hits)
    assert found.data == {"search": [{"title": "Emma"}, {}]}


def test_each_step_stops_the_request_before_the_next(card):
    schema = build_schema("type Query { user(id: Int!): String }")
    calls = []

    def resolve(root, info, id):
        calls.append(id)
        raise RuntimeError("no database")

    schema.query_type.fields["user"].resolve = resolve

    def failure(text, **values):
        result = graphql_sync(schema, text, variable_values=values)
        [error] = result.errors
        return error, result.data

    # Each text holds the faults of all later steps too, and meets the first.
    texts = {
        "Parse": "query One($id: Int!) { user(id: $id) ",
        "Validate": "query One($id: Int!) { user(id: $id) age }",
        "Coerce": "query One($id: Int!) { user(id: $id) }",
    }
    steps = [step.split()[0] for step in card.body]
    assert steps == [*texts, "Run"]

    error, data = failure(texts["Parse"], id="seven")
    assert (isinstance(error, GraphQLSyntaxError), data) == (True, None)
    error, data = failure(texts["Validate"], id="seven")
    assert (error.message, data) == ("Cannot query field 'age' on type 'Query'.", None)
    error, data = failure(texts["Coerce"], id="seven")
    assert "Variable '$id' has invalid value" in error.message
    assert data is None
    assert calls == []

    error, data = failure(texts["Coerce"], id=7)
    assert (error.message, data, calls) == ("no database", {"user": None}, [7])


def test_aliases_pass_a_depth_limit_and_meet_an_alias_limit():
    reports = []

    @strawberry.type
    class Query:
        @strawberry.field
        def report(self) -> str:
            reports.append("slow")
            return "done"

    # region: alias-limit
    text = "{ " + " ".join(f"a{number}: report" for number in range(1, 101)) + " }"
    deep = strawberry.Schema(Query, extensions=[QueryDepthLimiter(max_depth=5)])
    assert deep.execute_sync(text).errors is None
    assert len(reports) == 100

    wide = strawberry.Schema(Query, extensions=[MaxAliasesLimiter(max_alias_count=15)])
    [error] = wide.execute_sync(text).errors
    assert error.message == "100 aliases found. Allowed: 15"
    assert len(reports) == 100
    # endregion
