"""`docgen validate`: everything that is wrong with a dataset, at once, with its cells."""

from __future__ import annotations

from docgen.cli.files import opened
from docgen.cli.options import AsJson, DatasetFile, OwnWording
from docgen.cli.speech import ExitCode, counted, finish, say, say_json
from docgen.problems import errors

__all__ = ["validate"]


def validate(
    dataset: DatasetFile,
    wording: OwnWording = None,
    json: AsJson = False,
) -> None:
    """检查数据，一次列出所有问题：在哪个文件、哪张表、哪一格，读到什么，应是什么，怎么改。"""
    from docgen.batch.manifest import problems_fields
    from docgen.cli.asked import settings_with
    from docgen.cli.own_wording import with_own_kinds
    from docgen.kinds.all_kinds import KINDS
    from docgen.pipeline import load

    with_own_kinds(settings_with(wording=wording))
    result = load(opened(dataset), tuple(kind.WORD for kind in KINDS.values()))
    wrong = errors(result.problems)
    if json:
        fields = problems_fields(result.problems)
        say_json({"errors": len(wrong), "notes": len(fields) - len(wrong), "problems": fields})
    else:
        for problem in result.problems:
            say(str(problem))
        say(f"检查完毕：{counted(result.problems)}。")
    finish(ExitCode.NOT_MADE if wrong or result.value is None else ExitCode.FINE)
