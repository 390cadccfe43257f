"""On which kind of file system a file lies. SQLite's locks do not hold on those that several machines share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

__all__ = ["MOUNTS", "kind_of_disk", "network_disk"]

#: The mounts as this process sees them (proc(5), mountinfo).
MOUNTS: Final = Path("/proc/self/mountinfo")

#: File systems whose files other machines may have open; fuse.* not named here are told apart by what follows.
_SHARED: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "smb2",
        "9p",
        "afs",
        "ncpfs",
        "ceph",
        "glusterfs",
        "lustre",
        "gpfs",
        "ocfs2",
    }
    | {
        "gfs2",
        "beegfs",
        "orangefs",
        "pvfs2",
        "coda",
        "davfs",
        "sshfs",
        "vboxsf",
        "vmhgfs",
        "prl_fs",
        "drvfs",
        "virtiofs",
    }
)
_FUSE: Final = re.compile(r"fuse\.(?:sshfs|s3fs|rclone|gcsfuse|davfs|glusterfs|ceph.*|vmhgfs.*|smb.*|nfs.*|juicefs)")
#: How mountinfo writes blanks and backslashes of a path.
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


def kind_of_disk(path: Path, mounts: str) -> str:
    """The type of the file system under a path, by the text of a mountinfo; empty when it names none."""
    wanted = path.resolve()
    best, found = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(" "), right.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        mount = Path(_ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[4]))
        if wanted.is_relative_to(mount) and len(mount.parts) >= best:  # a later mount lies over an earlier one
            best, found = len(mount.parts), kinds[0]
    return found


def network_disk(path: Path, mounts: Path = MOUNTS) -> str:
    """The type of the network file system that a path lies on; empty when it lies on this machine's own disk."""
    kind = kind_of_disk(path, mounts.read_text(encoding="utf-8", errors="replace"))
    return kind if kind in _SHARED or _FUSE.fullmatch(kind) else ""
