"""`chek`, as an operator or a developer types it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.house import House, as_environment

CHEK = str(ROOT / ".venv" / "bin" / "chek")


def chek(house: House, *arguments: str, given: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    """Runs `chek` with the house's settings."""
    environment = {**os.environ, **as_environment(house.settings), **settings}
    return subprocess.run(
        [CHEK, *arguments], input=given, capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )


def test_understand_labels_each_line(house: House, tmp_path: Path) -> None:
    messages = [{"id": "1", "text": "ช่วยด้วย โดนขังอยู่ปอยเปต"}, {"id": "2", "text": "ขอบคุณนะคะ"}, {"id": "3", "text": ""}]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(message) for message in messages), encoding="utf-8")
    ran = chek(house, "understand", "--input", str(source), "--output", str(target))
    assert ran.returncode == 0, ran.stderr
    labels = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["id"] for line in labels] == ["1", "2", "3"]
    assert (labels[0]["need"], labels[0]["danger"], labels[0]["country"]) == ("distress_immediate", 3, "KH")
    assert labels[1]["need"] == "thanks"
    assert set(labels[2]) == {"id", "need", "danger", "country", "place", "red_flags", "confidence"}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ('{"id": "1"}', "line 1: the field 'text'"),
        ('{"id":"1","text":"a"}\nnonsense', "line 2: not JSON"),
        ("[]", "line 1"),
    ],
)
def test_a_bad_line_is_named(house: House, given: str, fault: str) -> None:
    ran = chek(house, "understand", given=given)
    assert ran.returncode == 2
    assert fault in " ".join(ran.stderr.replace("│", " ").split())


def test_talk_answers_each_turn(house: House) -> None:
    turns = [{"user": "ช่วยด้วย โดนขัง"}, {"location": [13.66, 102.55]}, {"user": "ขอบคุณค่ะ"}]
    ran = chek(house, "talk", given=json.dumps({"id": "a", "turns": turns}))
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    assert answer["id"] == "a"
    assert len(answer["turns"]) == 3
    assert answer["turns"][0]["contacts"][0].startswith("+66")


def test_line_setup_makes_the_menu_and_tests_the_webhook(house: House) -> None:
    webhook = f"http://127.0.0.1:{house.settings.port}/line/webhook"
    for _ in range(2):
        ran = chek(house, "line", "setup", "--webhook", webhook)
        assert ran.returncode == 0, ran.stderr
        assert "LINE reaches it" in ran.stdout


def test_line_setup_says_when_the_token_is_wrong(house: House) -> None:
    ran = chek(house, "line", "setup", "--webhook", "http://127.0.0.1:1/x", LINE_CHANNEL_ACCESS_TOKEN="wrong")
    assert ran.returncode == 1
    assert "LINE_CHANNEL_ACCESS_TOKEN" in ran.stderr


def test_doctor_finds_a_healthy_house(house: House) -> None:
    ran = chek(house, "doctor")
    assert ran.returncode == 0, ran.stdout
    assert "✗" not in ran.stdout


def test_doctor_says_what_is_missing_and_how_to_mend_it(house: House) -> None:
    ran = chek(house, "doctor", RASA_URL="http://127.0.0.1:9")
    assert ran.returncode == 1
    assert "make run" in ran.stdout


def test_directory_and_content(house: House) -> None:
    assert "mfa_consular_call" in chek(house, "directory", "list", COLUMNS="200").stdout
    assert "held back" in chek(house, "directory", "pending", COLUMNS="200").stdout
    assert "+6625728442" in chek(house, "directory", "show", "mfa_consular_call_center", COLUMNS="200").stdout
    assert chek(house, "directory", "show", "nobody").returncode == 2
    assert chek(house, "content", "check").returncode == 0


@pytest.mark.parametrize("process", [["-m", "bot.worker"], ["-m", "bot.rasa_server"]])
def test_production_without_a_secret_stops_with_one_line(house: House, process: list[str], tmp_path: Path) -> None:
    production = {"LINE_API_BASE_URL": "https://api.line.me", "DATA_KEY": "", "VAR": str(tmp_path)}
    environment = {**os.environ, **as_environment(house.settings), **production}
    python = str(ROOT / ".venv" / "bin" / "python")
    ran = subprocess.run([python, *process], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 78
    assert "DATA_KEY is not set" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
