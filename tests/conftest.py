"""What holds for all tests: a session in which a test was skipped or expected to fail has failed."""

from __future__ import annotations

import pytest
from hypothesis import settings

#: The same examples every time, and no limit to an example's time: a busy machine is no fault of the program.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

#: Outcomes that leave something untested.
UNTESTED = ("skipped", "xfailed", "xpassed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: tests that compare with a written-down text write down the present one, and fail all the same."""
    parser.addoption("--accept", action="store_true", help="write down what comes out now; look at the diff")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail when a test did not run to its end: a skipped test proves nothing and is soon forgotten."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    untested = [report for outcome in UNTESTED for report in getattr(reporter, "stats", {}).get(outcome, ())]
    if untested:
        reporter.write_line("")
        reporter.write_line(f"{len(untested)} tests were skipped or expected to fail; this session fails", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
