"""What to do: one module per thing a citizen comes for.

`act(message, decision, desk)` is the way in. Rasa's domain names the handlers in its responses
(`custom: {handler: offer.check}`); tests check that both lists agree.
"""

from dataclasses import replace

from handlers import agency, case, contacts, distress, family, guidance, meanwhile, offer, privacy, smalltalk
from handlers.contract import Decision, Desk, Handler, Message, Outcome

HANDLERS: dict[str, Handler] = {
    "distress.plea": distress.plea,
    "distress.despair": distress.despair,
    "family.missing": family.missing,
    "family.held": family.held,
    "offer.check": offer.check,
    "offer.why": offer.why,
    "offer.appeal": offer.appeal,
    "agency.check": agency.check,
    "contacts.embassy": contacts.embassy,
    "contacts.hotlines": contacts.hotlines,
    "guidance.answer": guidance.answer,
    "privacy.my_data": privacy.my_data,
    "privacy.forget_me": privacy.forget_me,
    "case.followup": case.followup,
    "case.consent": case.consent,
    "hello.follow": smalltalk.says("hello.follow"),
    "hello.again": smalltalk.says("hello.again"),
    "hello.greeting": smalltalk.says("hello.greeting"),
    "hello.thanks": smalltalk.says("hello.thanks"),
    "hello.goodbye": smalltalk.says("hello.goodbye"),
    "hello.capability": smalltalk.says("hello.capability"),
    "hello.abuse": smalltalk.abuse,
    "hello.menu": smalltalk.says("menu"),
    "hello.unsure": smalltalk.unsure,
    "hello.out_of_scope": smalltalk.out_of_scope,
    "hello.group": smalltalk.group,
    "media.unreadable": smalltalk.unreadable,
    "fallback.silent": smalltalk.with_lifeline("fallback.silent"),
}

ALARM_HANDLERS = frozenset({"distress.plea", "distress.despair", "family.missing", "family.held"})
"""The handlers whose first answer must hold a number, whatever else is broken."""

NEED_HANDLERS: dict[str, str] = {
    "distress_immediate": "distress.plea",
    "distress_non_immediate": "distress.plea",
    "self_harm": "distress.despair",
    "family_missing": "family.missing",
    "family_held_or_ransom": "family.held",
    "offer_check": "offer.check",
    "offer_details": "offer.check",
    "offer_why": "offer.why",
    "offer_appeal": "offer.appeal",
    "agency_license_check": "agency.check",
    "already_paid_or_scammed_money": "guidance.answer",
    "report_recruiter": "guidance.answer",
    "legal_ways_abroad": "guidance.answer",
    "rights_and_documents": "guidance.answer",
    "how_scams_work": "guidance.answer",
    "repatriation_or_fine": "guidance.answer",
    "hotline_lookup": "contacts.hotlines",
    "embassy_lookup": "contacts.embassy",
    "case_followup": "case.followup",
    "withdraw_or_delete_my_data": "privacy.my_data",
    "ask_bot_capability": "hello.capability",
    "greeting": "hello.greeting",
    "thanks": "hello.thanks",
    "goodbye": "hello.goodbye",
    "abuse_or_spam": "hello.abuse",
    "out_of_scope": "hello.out_of_scope",
}
"""Which handler answers which need: what Rasa's rules say too, for the hours when Rasa is silent."""

OWN_CHOICES: dict[str, str] = {
    "case_consent": "case.consent",
    "case_send": "case.consent",
    "case_no": "case.consent",
    "forget_me": "privacy.forget_me",
}
"""Needs that only our own buttons know. Rasa is not asked about them, so the conversation stays where it is."""


def act(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Runs the decided handler; in the middle of a plea its answer goes on with that. KeyError: no such handler."""
    if decision.handler in ALARM_HANDLERS or message.in_group:
        return HANDLERS[decision.handler](message, decision, desk)
    if not decision.serving:
        return meanwhile.never_without_a_number(HANDLERS[decision.handler](message, decision, desk), decision, desk)
    if meanwhile.belongs_to_the_plea(message, decision, desk):
        return HANDLERS[decision.serving](message, replace(decision, said_before=max(1, decision.said_before)), desk)
    return meanwhile.go_on(HANDLERS[decision.handler](message, decision, desk), decision, desk)
