"""What was acknowledged is kept, whenever a process dies. The long version: python -m tests.cases.kill --times 200."""

from pathlib import Path

import pytest

from tests.cases.kill import run


@pytest.mark.timeout(240)
def test_no_fact_is_lost_or_doubled_when_processes_are_killed(tmp_path: Path) -> None:
    assert run(tmp_path, times=5) == []
