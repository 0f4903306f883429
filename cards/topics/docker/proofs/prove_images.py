"""Proofs for the Docker cards: images that are really built, from a tiny base."""

import io
import json
import re
import tarfile
from functools import cache

import pytest

KILOBYTES = 300
COMPILER = f"RUN head -c {KILOBYTES}000 /dev/urandom > /compiler && echo wheel > /wheel\n"


def archive(compression=""):
    """A tar archive with one file, compressed if asked."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=f"w:{compression}") as packed:
        page = tarfile.TarInfo("index.html")
        page.size = 2
        packed.addfile(page, io.BytesIO(b"hi"))
    return made.getvalue()


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


ARCHIVES = {"site.tar": archive(), "backup.tar.gz": archive("gz"), "renamed.dat": archive("gz")}


@pytest.fixture(scope="module")
def filled(builder_with_base):
    """An image into which archives were copied and added."""
    return builder_with_base(
        "FROM scratch\n"
        "COPY site.tar /srv/\n"
        "COPY backup.tar.gz /copied/\n"
        "ADD site.tar /added/\n"
        "ADD backup.tar.gz /data/\n"
        "ADD renamed.dat /renamed/\n",
        ARCHIVES,
    )


def test_each_option_for_a_copied_archive(filled, options):
    names = names_in(filled.root / "srv")
    truth = {
        "The archive as one file": names == ["site.tar"],
        "The files of the archive": names == ["index.html"],
        "The archive and its files": names == ["index.html", "site.tar"],
    }
    assert truth == dict(options)
    assert (filled.root / "srv/site.tar").read_bytes() == ARCHIVES["site.tar"]


def test_copy_keeps_and_add_unpacks(filled):
    assert names_in(filled.root / "copied") == ["backup.tar.gz"]
    for folder in ("added", "data", "renamed"):
        assert names_in(filled.root / folder) == ["index.html"]


@pytest.fixture(scope="module")
def built(builder_with_base):
    """Builds each Dockerfile once for all proofs of this file."""
    return cache(builder_with_base)


def started(image, command):
    """What `docker run … shop …` starts, by the image's ENTRYPOINT and CMD."""
    return image.arguments(*command.partition(" shop ")[2].split())


def test_words_after_the_image_take_the_place_of_cmd(built, card, options):
    instruction, command = re.findall("`(.+?)`", card.front)
    assert instruction.startswith("CMD ") and command.startswith("docker run ")
    image = built(f"FROM base\n{instruction}\n")
    default = ["gunicorn", "shop.wsgi"]
    assert started(image, "docker run shop ") == default
    given = started(image, command)
    truth = {
        "`bash` in place of gunicorn": given == ["bash"],
        "`gunicorn` with `bash` as argument": given == [*default, "bash"],
        # A container has one command: a second process is the matter of `docker exec`.
        "`bash` beside a running gunicorn": False,
    }
    assert truth == dict(options)
    # The reason of the second option: an ENTRYPOINT is what given words are added to.
    image = built('FROM base\nENTRYPOINT ["gunicorn", "shop.wsgi"]\n')
    assert started(image, command) == [*default, "bash"]


def test_words_after_the_image_are_added_to_entrypoint(built, card, fence):
    image = built(f"FROM base\n{fence}\n")
    program = ["python3", "-m", "app"]
    assert started(image, "docker run shop ") == [*program, "--port", "8000"]
    [command] = re.findall("`(.+?)`", card.front.partition("\n")[0])
    given = started(image, command)
    assert given == [*program, "--port", "9000"]
    as_json = json.dumps(given, separators=(",", ":"))
    assert {" ".join(given), as_json} == set(card.body.forms)


@pytest.fixture(scope="module")
def shop(builder_with_base):
    """One image for several proofs: a second stage with variables, a user and copied files."""
    # region: two-stages
    return builder_with_base(
        "FROM base AS build\n"
        f"{COMPILER}"
        "FROM base\n"
        "COPY --from=build /wheel /wheel\n"
        "ARG REGION=eu\n"
        "ENV PORT=8000\n"
        "RUN echo $REGION $PORT > /seen-in-the-build\n"
        # How a card keeps an argument for run time, under another name.
        "ARG KEPT=eu\n"
        "ENV KEPT=$KEPT\n"
        "RUN echo 'app:x:1000:1000::/:/bin/sh' > /etc/passwd && echo 'app:x:1000:' > /etc/group\n"
        "USER app\n"
        "COPY plain.txt /srv/plain.txt\n"
        "COPY --chown=app:app given.txt /srv/given.txt\n"
        "RUN id -u > /tmp/user; echo x >> /srv/plain.txt || echo refused > /tmp/result\n",
        {"plain.txt": "", "given.txt": ""},
    )
    # endregion


@pytest.fixture(scope="module")
def cleaned_up(builder_with_base):
    """An image whose last step removes what the two steps before it brought in."""
    return builder_with_base(
        f"FROM base\nCOPY .env .\n{COMPILER}RUN rm .env /compiler\n",
        {".env": "made-up " * 125 * KILOBYTES},
        # One layer for each step, as Docker does.
        "--layers",
    )


def test_a_stage_leaves_its_tools_behind(cleaned_up, shop):
    for image in (cleaned_up, shop):
        assert (image.root / "wheel").read_text() == "wheel\n"
        assert not (image.root / "compiler").exists()
    # The layer of the removed compiler is kept in the one image, and never was in the other.
    _, _, built, removed = cleaned_up.layers
    assert built > KILOBYTES * 900
    assert removed < KILOBYTES * 100
    assert sum(shop.layers[1:]) < KILOBYTES * 100


def test_build_arguments_are_gone_at_run_time(shop, options):
    assert (shop.root / "seen-in-the-build").read_text() == "eu 8000\n"
    assert shop.environment["KEPT"] == "eu"
    in_container = {"PORT", "REGION"} & set(shop.environment)
    for text, right in options:
        named = {name for name in ("PORT", "REGION") if name in text}
        assert (named == in_container) is right


def test_copied_files_belong_to_root(shop):
    assert (shop.root / "tmp/user").read_text() == "1000\n"
    assert (shop.root / "tmp/result").read_text() == "refused\n"
    for name, owner in (("plain.txt", 0), ("given.txt", 1000)):
        status = (shop.root / "srv" / name).stat()
        assert (status.st_uid, status.st_gid) == (owner, owner)


WITH_TOKEN = """
# region: secret-mount
FROM base
COPY fetch-packages.sh .
RUN --mount=type=secret,id=token sh fetch-packages.sh
# endregion
"""


def test_a_deleted_file_stays_in_its_layer(cleaned_up, build, tmp_path):
    assert not (cleaned_up.root / ".env").exists()
    _, copied, _, removed = cleaned_up.layers
    assert copied > KILOBYTES * 900
    assert removed < KILOBYTES * 100

    # A secret mount is there during its step alone, so no layer gets it.
    token = tmp_path / "token"
    token.write_text("made-up")
    script = {"fetch-packages.sh": "wc -c < /run/secrets/token > /length"}
    image = build(WITH_TOKEN, script, f"--secret=id=token,src={token}")
    assert (image.root / "length").read_text() == "7\n"
    assert not (image.root / "run/secrets/token").exists()


def test_an_edit_reuses_the_steps_above_it(build, card):
    copy_list, copy_all = "COPY requirements.txt .", "COPY . ."
    steps = [step.strip("`") for step in card.body]
    assert steps.index(copy_list) < steps.index(copy_all)
    # region: cached-steps
    dockerfile = f"FROM base\n{copy_list}\nRUN cp requirements.txt installed\n{copy_all}\n"
    for source in ("before", "after"):
        files = {"requirements.txt": "django", "views.py": source}
        log = build(dockerfile, files, "--layers").log
    # The list and the install are reused; the step with the edited source runs again.
    assert log.count("Using cache") == 2
    # endregion
