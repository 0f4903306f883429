"""Building images with buildah, offline: from scratch, or from `base`, a tiny system.

`base` is busybox with a link for each of its commands.  Nothing is run but RUN lines: there is no
engine, so what a container would do is told from the image's configuration.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from tools.proofs.running import MIB, Limits, run_command

BUSYBOX = Path("/bin/busybox")
#: A program in Go asks for much address space, and layers are files.
LIMITS = Limits(seconds=60, cpu_seconds=60, memory=16 * 1024 * MIB, file_size=256 * MIB)


class BuildFailed(Exception):
    """A build that ended with an error; it reads as buildah's messages."""


@dataclass
class Image:
    """A built image: its configuration, the command of each step, the bytes of each layer."""

    config: dict[str, Any]
    history: tuple[str, ...]
    layers: tuple[int, ...]
    log: str
    unpack: Callable[[], Path]

    @property
    def environment(self) -> dict[str, str]:
        """The variables of ENV."""
        return dict(one.split("=", 1) for one in self.config.get("Env") or ())

    @cached_property
    def root(self) -> Path:
        """The folder in which its files are unpacked."""
        return self.unpack()

    def arguments(self, *given: str) -> list[str]:
        """What a container runs, given these arguments after the image's name."""
        return [*(self.config.get("Entrypoint") or ()), *(given or self.config.get("Cmd") or ())]


class Builder:
    """Builds images in a store of its own below a folder; the store may be another's copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def with_base(self) -> Builder:
        """The same once `base` is in the store."""
        self._build("FROM scratch\nADD base.tar /\n", {"base.tar": _base()}, ("-t", "base"))
        return self

    def copy(self, folder: Path) -> Builder:
        """A builder with the images that this one has built."""
        shutil.copytree(self.folder / "store", folder / "store", symlinks=True)
        return Builder(folder)

    def __call__(
        self, dockerfile: str, files: Mapping[str, str | bytes] | None = None, *options: str
    ) -> Image:
        """Build with these files in the context (`busybox` is there) and options of buildah."""
        context = {"busybox": BUSYBOX.read_bytes(), **(files or {})}
        image, log = self._build(dockerfile, context, options)
        told = json.loads(self._buildah("inspect", "--type", "image", image))
        return Image(
            config=told["OCIv1"].get("config", {}),
            history=tuple(one["created_by"] for one in told["OCIv1"].get("history", ())),
            layers=tuple(one["size"] for one in json.loads(told["Manifest"])["layers"]),
            log=log,
            unpack=partial(self._unpack, image),
        )

    def _unpack(self, image: str) -> Path:
        container = self._buildah("from", "--pull-never", image).strip()
        return Path(self._buildah("mount", container).strip())

    def _build(
        self, dockerfile: str, files: Mapping[str, str | bytes], options: Sequence[str]
    ) -> tuple[str, str]:
        self._count += 1
        context = self.folder / f"context-{self._count}"
        for path, content in files.items():
            (context / path).parent.mkdir(parents=True, exist_ok=True)
            raw = content.encode() if isinstance(content, str) else content
            (context / path).write_bytes(raw)
            (context / path).chmod(0o755 if path == "busybox" else 0o644)
        written = self.folder / f"Dockerfile-{self._count}"
        written.write_text(dockerfile, encoding="utf-8")
        identity = self.folder / f"image-{self._count}"
        log = self._buildah(
            *("bud", "--isolation", "chroot", "--pull-never", "--iidfile", str(identity)),
            *("-f", str(written), *options, str(context)),
        )
        return identity.read_text(), log

    def _buildah(self, *arguments: str) -> str:
        store = ["--root", str(self.folder / "store"), "--runroot", str(self.folder / "run")]
        command = ["buildah", *store, "--storage-driver", "vfs", *arguments]
        ran = run_command(command, self.folder, LIMITS)
        if ran.exit_code:
            raise BuildFailed((self.folder / "stderr").read_text(errors="replace"))
        return ran.stdout


def missing() -> str:
    """What this machine lacks for building images; empty when nothing."""
    if os.geteuid() != 0:
        return "root, to build images"
    if not BUSYBOX.exists():
        return "busybox-static"
    return "" if Path("/usr/bin/buildah").exists() else "buildah"


def _base() -> bytes:
    """The files of `base` as an archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.add(BUSYBOX.resolve(), "bin/busybox")
        told = subprocess.run([BUSYBOX, "--list"], check=True, capture_output=True, text=True)
        for name in told.stdout.split():
            link = tarfile.TarInfo(f"bin/{name}")
            link.type, link.linkname = tarfile.SYMTYPE, "busybox"
            if name != "busybox":
                archive.addfile(link)
        for folder, mode in (("tmp", 0o1777), ("etc", 0o755)):
            made_folder = tarfile.TarInfo(folder)
            made_folder.type, made_folder.mode = tarfile.DIRTYPE, mode
            archive.addfile(made_folder)
    return made.getvalue()
