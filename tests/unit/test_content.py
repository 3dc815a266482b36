"""Content is sound, and a mistake in it is named with its file and entry."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import content
from bot.content_check import check
from content.answers import Answer
from content.base import ContentError, load_folder
from content.directory import Service
from handlers import HANDLERS, NEED_HANDLERS
from nlu.signals.works import kinds

TODAY = date(2026, 11, 23)
SOURCE = {"url": "https://example.go.th", "kind": "official", "seen": "x"}
PHONE = {"country": "TH", "display": "x", "kind": "hotline", "verified": True, "stale": False, "sources": [SOURCE]}
SERVICE = {
    "id": "a",
    "type": "hotline",
    "name": "a",
    "country": "TH",
    "assured_date": TODAY,
    "sources": [SOURCE],
}
ANSWER = {
    "key": "a",
    "question": "q",
    "lines": ["l"],
    "sources": [SOURCE],
    "assured_date": TODAY,
    "review_by": TODAY,
}


def test_ours_has_no_fault() -> None:
    assert check(content.load(), TODAY)[0] == []


def test_an_overdue_review_is_listed() -> None:
    overdue = check(content.load(), date(2030, 1, 1))[1]
    assert any("legal-ways" in line for line in overdue)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({**ANSWER, "sources": []}, "sources"),
        ({key: value for key, value in ANSWER.items() if key != "sources"}, "sources"),
        ({**ANSWER, "sources": [{"kind": "news", "seen": "x"}]}, "a source needs a url or a ref"),
        ({**ANSWER, "review_by": "soon"}, "review_by"),
        ({**ANSWER, "surprise": 1}, "surprise"),
        ({**ANSWER, "lines": ["ก" * 161]}, "lines.0"),
    ],
)
def test_a_bad_answer_is_named(tmp_path: Path, entry: dict[str, object], fault: str) -> None:
    (tmp_path / "some.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_folder(tmp_path, Answer, "key")
    assert "some.yml, a" in error.value.faults[0]
    assert fault in "\n".join(error.value.faults)


@pytest.mark.parametrize("number", ["+66", "021234567", "+6600000", "+66 2 572 8442", "call me"])
def test_a_bad_phone_number_is_named(tmp_path: Path, number: str) -> None:
    entry = {**SERVICE, "phones": [{**PHONE, "number": number}]}
    (tmp_path / "hotlines.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    with pytest.raises(ContentError, match=r"hotlines\.yml, a: phones\.0\.number"):
        load_folder(tmp_path, Service, "id")


def test_the_same_key_twice_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(yaml.safe_dump([ANSWER, ANSWER]), encoding="utf-8")
    with pytest.raises(ContentError, match="used twice"):
        load_folder(tmp_path, Answer, "key")


def test_nothing_we_say_promises_safety() -> None:
    loaded = content.load()
    said = [bubble.model_dump_json() for wording in loaded.replies.values() for bubble in wording.bubbles]
    said += [*loaded.phrases.values(), *(line for answer in loaded.answers.values() for line in answer.lines)]
    promises = [text for text in said if "ปลอดภัย" in text and "เมื่อปลอดภัย" not in text]
    assert promises == []


def test_every_key_a_handler_says_exists_and_every_wording_is_said() -> None:
    """Handlers name replies as string literals; both directions are checked."""
    root = Path(__file__).parents[2] / "handlers"
    source = "\n".join(path.read_text(encoding="utf-8") for path in root.glob("*.py"))
    said_by_formula = {"media.image", "media.sticker", "family.missing", "family.held", *_questions()}
    said_by_formula |= {question.reply for question in content.load().questions.values()}
    unsaid = [key for key in content.load().replies if f'"{key}"' not in source and key not in said_by_formula]
    assert unsaid == []


def _questions() -> set[str]:
    """The wordings of all that Rasa's forms ask; in a plea of one's own twice, plainly and quietly."""
    domain = Path(__file__).parents[2] / "nlu" / "domain"
    asked = {
        topic: yaml.safe_load((domain / f"{topic}.yml").read_text(encoding="utf-8"))["forms"][f"{topic}_form"]
        for topic in ("distress", "family")
    }
    distress = {"distress": asked["distress"], "quiet": asked["distress"], "family": asked["family"]}
    return {f"{topic}.ask_{slot}" for topic, form in distress.items() for slot in form["required_slots"]}


def test_every_question_of_a_form_has_its_words() -> None:
    assert _questions() <= set(content.load().replies)


def test_every_page_a_button_opens_is_one_of_the_directory() -> None:
    loaded = content.load()
    known = {service.website for service in loaded.directory.services.values()}
    opened = {button.open for one in loaded.replies.values() for bubble in one.bubbles for button in bubble.buttons}
    assert opened - {None} <= known


def test_every_pattern_alert_and_pay_speaks_of_work_we_listen_for() -> None:
    loaded = content.load()
    spoken = {work for pattern in loaded.patterns.values() for work in pattern.works}
    spoken |= {work for alert in loaded.alerts.values() for work in alert.works}
    spoken |= {work for pay in loaded.pay.values() for work in (*pay.works, *pay.not_works)}
    assert spoken <= kinds()
    flags = {flag for pattern in loaded.patterns.values() for flag in pattern.flags}
    assert flags | {question.flag for question in loaded.questions.values()} <= set(loaded.red_flags)


def test_rasas_domain_and_the_handlers_agree() -> None:
    domain = Path(__file__).parents[2] / "nlu" / "domain"
    loaded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in domain.glob("*.yml")]
    named = {
        variant["custom"]["handler"]
        for part in loaded
        for variants in part.get("responses", {}).values()
        for variant in variants
        if "handler" in variant["custom"]
    }
    assert named <= set(HANDLERS)
    assert {intent for part in loaded for intent in part.get("intents", ())} == set(NEED_HANDLERS)
    rules = domain.parent / "data" / "rules"
    answered = {}
    responses = {key: value for part in loaded for key, value in part.get("responses", {}).items()}
    for path in rules.glob("*.yml"):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            if "intent" in steps[0] and steps[0]["intent"] in NEED_HANDLERS:
                answered[steps[0]["intent"]] = responses[steps[1]["action"]][0]["custom"]["handler"]
    assert answered == NEED_HANDLERS
