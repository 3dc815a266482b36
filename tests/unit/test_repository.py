"""What must be true of the repository itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from honcho.environ import parse_procfile

from bot.settings import ROOT, Settings
from bot.store.database import create_engine
from bot.store.schema import migrate
from bot.store.tables import Base

PACKAGES = ("bot", "handlers", "content", "nlu")


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).exists()]


def test_the_top_level_is_as_agreed() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in _tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= {"bot", "nlu", "content", "handlers", "tests", ".ci"}


def test_no_lock_file_no_registry_host_no_path_of_a_machine() -> None:
    names = [path.name for path in _tracked()]
    assert "uv.lock" not in names
    hosts = re.compile(r"pypi\.org|files\.pythonhosted|registry\.npmjs|/home/\w+/|/work/main")
    checked = [path for path in _tracked() if path.suffix in (".txt", ".toml", ".md", ".yml", ".py", ".sh", ".cfg", "")]
    assert [str(path) for path in checked if path != Path(__file__) and hosts.search(_read(path))] == []


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_every_requirement_is_pinned_with_hashes() -> None:
    for path in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / "nlu" / "requirements.txt"):
        blocks = re.split(r"\n(?=[a-z0-9])", path.read_text(encoding="utf-8").strip(), flags=re.IGNORECASE)
        assert blocks
        assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_the_procfile_has_what_serves_line() -> None:
    processes = parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes
    assert list(processes) == ["web", "worker", "rasa"]
    assert all(line.startswith("bot/keep.sh ") for line in processes.values())


def test_migrations_make_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    migrate(url)
    migrate(url)
    with create_engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, Base.metadata) == []
        tables = sa.inspect(connection).get_table_names()
    assert {"inbound_event", "known_group", "workflow_status"} <= set(tables)


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name in Base.metadata.tables


def test_a_file_is_one_idea() -> None:
    """Mostly under 200 lines; nothing of ours over 300."""
    lengths = {
        str(path.relative_to(ROOT)): len(_read(path).splitlines())
        for path in _tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert [name for name, length in lengths.items() if length > 300] == []
    assert sum(length > 200 for length in lengths.values()) <= len(lengths) * 0.08


def test_thai_stays_in_content_and_signals_data() -> None:
    """bot and handlers hold no Thai of their own: what a citizen reads lives in content/."""
    thai = re.compile(r"[\u0e01-\u0e5b]")
    found = []
    for path in _tracked():
        parts = path.relative_to(ROOT).parts
        if path.suffix == ".py" and parts[0] in ("bot", "handlers") and parts[1] != "cli":
            strings = (
                node.value
                for node in ast.walk(ast.parse(_read(path)))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )
            found += [f"{path.name}: {text}" for text in strings if thai.search(text) and not _is_doc(text)]
    assert found == []


def _is_doc(text: str) -> bool:
    return "\n" in text or text.endswith(".") or "เช็กก่อนไป" in text


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "Makefile", ".env.example"])
def test_root_files(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_env_example_names_every_setting() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    internal = {"var", "models", "simulator_port"}
    assert [name for name in Settings.model_fields if name not in internal and name.upper() not in example] == []


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (\S+)$", makefile, flags=re.MULTILINE))
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE))
    assert phony == described
