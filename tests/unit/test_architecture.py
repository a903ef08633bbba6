"""What import contracts cannot say about the shape of the house."""

import ast
import sys
from pathlib import Path

import grimp
import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "microblog"
CORE = ("microblog.domain", "microblog.ports")
LONGEST = 300


def sources(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("microblog", include_external_packages=True, cache_dir=None)


def imported_by(graph: grimp.ImportGraph, *packages: str) -> dict[str, set[str]]:
    """Answers, per module of the packages, the top-level names of what it imports from outside."""
    modules = {m for package in packages for m in (package, *graph.find_descendants(package))}
    outside = {
        module: {name for name in graph.find_modules_directly_imported_by(module) if not name.startswith("microblog")}
        for module in modules
    }
    return {module: {name.split(".")[0] for name in names} for module, names in outside.items()}


def test_the_core_imports_attrs_and_the_standard_library_and_nothing_else(graph: grimp.ImportGraph) -> None:
    allowed = {"attr", "attrs"} | sys.stdlib_module_names
    strangers = {module: names - allowed for module, names in imported_by(graph, *CORE).items()}
    assert {module: names for module, names in strangers.items() if names} == {}


def test_one_adapter_makes_requests_to_other_servers() -> None:
    clients = {"aiohttp", "http.client", "httpx", "requests", "urllib.request", "urllib3"}
    found = {
        str(path.relative_to(PACKAGE))
        for path in sources(PACKAGE)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        if clients & {getattr(node, "module", None), *(alias.name for alias in node.names)}
    }
    assert found == {"adapters/outbound/guarded_http.py"}


def test_the_model_knows_no_randomness_and_no_input_or_output(graph: grimp.ImportGraph) -> None:
    outside_world = {"asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "socket", "sqlite3"}
    outside_world |= {"subprocess", "tempfile", "threading", "time", "uuid"}
    reaching = {module: names & outside_world for module, names in imported_by(graph, "microblog.domain.model").items()}
    assert {module: names for module, names in reaching.items() if names} == {}


def test_the_domain_asks_no_clock() -> None:
    """Time reaches the core through a port; `datetime` itself is only a thing."""
    asking = [
        f"{path.relative_to(REPOSITORY)}:{node.lineno}"
        for path in sources(PACKAGE / "domain")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}
        if isinstance(node.value, ast.Name | ast.Attribute)
        and ast.unparse(node.value).split(".")[-1] in {"datetime", "date"}
    ]
    assert asking == []


@pytest.mark.parametrize("root", ["src", "tests", "bench"])
def test_a_long_file_says_why(root: str) -> None:
    lines = {path: path.read_text().splitlines() for path in sources(REPOSITORY / root)}
    unexplained = [
        f"{path.relative_to(REPOSITORY)}: {len(text)} lines"
        for path, text in lines.items()
        if len(text) > LONGEST and not any(line.startswith("# Long because ") for line in text)
    ]
    assert unexplained == []


def test_no_room_is_a_drawer_for_everything() -> None:
    drawers = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
    found = [path for path in sources(PACKAGE) if drawers & set(path.with_suffix("").parts[len(PACKAGE.parts) :])]
    assert found == []


def test_every_storage_has_the_same_files() -> None:
    """A port that one storage has, all have; what only one needs (an engine, say) is its own affair."""
    ports = {path.name for path in sources(PACKAGE / "ports")} - {"__init__.py"}
    storages = {
        folder.name: {path.name for path in folder.glob("*.py")} & ports
        for folder in (PACKAGE / "adapters" / "storage").iterdir()
        if (folder / "__init__.py").exists()
    }
    everywhere = set().union(*storages.values())
    assert {name: everywhere - files for name, files in storages.items() if everywhere - files} == {}


def test_every_module_of_the_source_is_in_a_package() -> None:
    """A folder without `__init__.py` escapes the import contracts."""
    stray = [path for path in sources(PACKAGE) if not (path.parent / "__init__.py").exists()]
    assert [path for path in stray if "migrations" not in path.parts] == []
