"""The machine's clock tells UTC, wherever the machine is said to stand."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

_NOW = (
    "from microblog.adapters.system.system_clock import SystemClock; now = SystemClock()();"
    "print(now.isoformat(), now.microsecond % 1000)"
)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Pacific/Kiritimati"])
def test_no_time_zone_moves_it(zone: str) -> None:
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    said = subprocess.run([sys.executable, "-c", _NOW], env=environment, check=True, capture_output=True, text=True)
    moment, microseconds = said.stdout.split()
    told = datetime.fromisoformat(moment)
    assert told.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=2)
    assert microseconds == "0"
