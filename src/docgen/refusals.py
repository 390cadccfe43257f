"""What the system will not do, and what the program should not have done, in the words of the reader.

The system's own words (strerror) are English.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from docgen.problems import Code, Place, Problem

__all__ = ["defect", "why"]

_REASONS: Final = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件夹是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "那里有一个同名的文件",
    errno.EISDIR: "那里有一个同名的文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EFBIG: "文件太大",
    errno.EBUSY: "文件正被别的程序占用",
    errno.ETXTBSY: "文件正被别的程序占用",
    errno.EIO: "磁盘出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
}


def why(error: OSError) -> str:
    """Why the system would not read or write, in Chinese; the number alone where it is a rare one."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def defect(error: Exception, outcome: str) -> Problem:
    """An exception nobody expected, in one line: what, and where in the source. `outcome` says what came of it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    said = why(error) if isinstance(error, OSError) else str(error)
    return Problem(
        code=Code.DEFECT,
        message=f"程序出错，{outcome}（{type(error).__name__}：{said}）",
        hint="这不是数据的问题，请把这一行告诉维护人员",
        place=Place(file=where),
    )
