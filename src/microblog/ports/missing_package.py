"""What is said of a package that a setting needs and that is not there."""

import shlex
import sys
from pathlib import Path


def missing_package(needy: str, module: str, package: str) -> str:
    """One sentence; `module` is what cannot be imported, and `package` what pip calls that which brings it."""
    return f"{needy} needs {module}, which is not installed: run `{install_command(package)}`."


def install_command(package: str) -> str:
    """What installs it where this program runs: any other pip may belong to any other Python."""
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return shlex.join([str(python), "-m", "pip", "install", package])
