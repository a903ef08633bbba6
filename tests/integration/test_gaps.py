"""The promise about what a machine lacks: skipped, named once with its remedy, or failed when required."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("machine")

ASKING = """
import pytest
from tests.gaps import needs

@pytest.mark.needs("browser")
def test_by_marker():
    pass

def test_in_its_body():
    assert needs("browser").endswith("/chromium")

@pytest.fixture(scope="session")
def browser():
    return needs("browser")

def test_by_fixture(browser):
    assert browser.endswith("/chromium")
"""

REMEDY = "browser: 3 tests skipped, no Chromium or Chrome; add it with `apt install chromium`"


@pytest.fixture
def machine(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on it; answers the folder of its programs."""
    programs = pytester.mkdir("programs")
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(pytester.mkdir("browsers")))
    monkeypatch.delenv("MICROBLOG_TEST_REQUIRE", raising=False)
    pytester.makepyfile(ASKING)
    return programs


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest("-p", "tests.gaps", "--strict-markers", *arguments)


def install_chromium(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "chromium").touch(mode=0o755)


def test_a_gap_skips_the_tests_and_is_named_once_with_its_remedy(pytester: pytest.Pytester) -> None:
    result = run(pytester)
    result.assert_outcomes(skipped=3)
    assert result.outlines.count(REMEDY) == 1


def test_a_gap_met_by_parallel_workers_is_named_once(pytester: pytest.Pytester) -> None:
    result = run(pytester, "-n", "2")
    result.assert_outcomes(skipped=3)
    assert result.outlines.count(REMEDY) == 1


def test_where_nothing_lacks_the_tests_run_and_nothing_is_said(pytester: pytest.Pytester, machine: Path) -> None:
    install_chromium(machine)
    result = run(pytester)
    result.assert_outcomes(passed=3)
    result.stdout.no_fnmatch_line("*not exercised*")


def test_the_browser_of_playwright_counts(pytester: pytest.Pytester) -> None:
    chrome = pytester.path / "browsers" / "chromium-1" / "chrome-linux" / "chrome"
    chrome.parent.mkdir(parents=True)
    chrome.touch(mode=0o755)
    run(pytester, "-k", "by_marker").assert_outcomes(passed=1, deselected=2)


def test_a_required_gap_is_a_failure(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROBLOG_TEST_REQUIRE", " browser, ")
    result = run(pytester)
    result.assert_outcomes(failed=1, errors=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_other_skips_are_no_gaps(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\n\ndef test_other():\n    pytest.skip('for another reason')\n")
    result = run(pytester)
    result.assert_outcomes(skipped=1)
    result.stdout.no_fnmatch_line("*not exercised*")


def test_requiring_what_nothing_checks_is_refused(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROBLOG_TEST_REQUIRE", "browser,brwoser")
    result = run(pytester)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*knows browser, *, mysql, *, not brwoser*"])
