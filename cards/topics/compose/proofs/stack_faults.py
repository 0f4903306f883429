"""Faults of a Compose file that its schema allows, found in the file as Compose reads it."""

DATABASES = ("postgres", "mysql", "mariadb")


def faults(stack):
    """One line for each fault, such as `web: REDIS_URL names localhost`."""
    return [
        f"{name}: {fault}"
        for name, service in stack["services"].items()
        for fault in (*_of_start(service), *_of_addresses(service), *_of_database(service))
    ]


def _of_start(service):
    for other, wait in service.get("depends_on", {}).items():
        if wait["condition"] == "service_started":
            yield f"waits until {other} has started, ready or not"
    if "migrate &&" in str(service.get("command")):
        yield "migrates at each start of each replica"


def _of_addresses(service):
    for variable, value in service.get("environment", {}).items():
        if "localhost" in value or "127.0.0.1" in value:
            yield f"{variable} names localhost"


def _of_database(service):
    if service.get("image", "").startswith(DATABASES):
        if not service.get("volumes"):
            yield "has no named volume for its data"
        if service.get("ports"):
            yield "is published outside the project"
