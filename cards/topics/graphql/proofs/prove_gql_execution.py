"""Proofs for the graphql cards on nulls, partial results and serial mutations."""

import asyncio

from graphql import OperationType, build_schema, execute, graphql_sync, parse


def fail(user, info):
    raise RuntimeError("timeout")


def test_each_option_for_the_place_of_the_null(fence, options):
    schema = build_schema(fence)
    schema.type_map["User"].fields["name"].resolve = fail
    result = graphql_sync(schema, "{ user { name } }", {"user": {}})
    assert result.data == {"user": None}
    [error] = result.errors
    assert error.path == ["user", "name"]
    assert {text for text, right in options if right} == {"`data.user` is null"}

    # The two other places, under the schemas that would put the null there.
    schema = build_schema("type Query { user: User } type User { name: String }")
    schema.type_map["User"].fields["name"].resolve = fail
    stays = graphql_sync(schema, "{ user { name } }", {"user": {}})
    assert stays.data == {"user": {"name": None}}

    schema = build_schema("type Query { user: User! } type User { name: String! }")
    schema.type_map["User"].fields["name"].resolve = fail
    climbs = graphql_sync(schema, "{ user { name } }", {"user": {}})
    assert climbs.data is None


def test_a_failed_nullable_field_leaves_data_beside_errors():
    schema = build_schema(
        "type Query { user: User } type User { name: String avatar: String }"
    )
    schema.type_map["User"].fields["avatar"].resolve = fail
    result = graphql_sync(schema, "{ user { name avatar } }", {"user": {"name": "Ada"}})
    assert result.formatted["data"] == {"user": {"name": "Ada", "avatar": None}}
    [error] = result.formatted["errors"]
    assert (error["message"], error["path"]) == ("timeout", ["user", "avatar"])


def test_mutation_fields_wait_for_each_other_and_query_fields_do_not():
    schema = build_schema(
        """
        type Query { first: Int second: Int }
        type Mutation { first: Int second: Int }
        """
    )

    def events_of(operation):
        events = []

        async def step(root, info):
            events.append(f"{info.field_name} starts")
            await asyncio.sleep(0)
            events.append(f"{info.field_name} ends")

        for field in schema.get_root_type(operation).fields.values():
            field.resolve = step
        text = f"{operation.value} {{ first second }}"

        async def main():
            await execute(schema, parse(text))

        asyncio.run(main())
        return events

    apart = ["first starts", "first ends", "second starts", "second ends"]
    assert events_of(OperationType.MUTATION) == apart
    together = ["first starts", "second starts", "first ends", "second ends"]
    assert events_of(OperationType.QUERY) == together
