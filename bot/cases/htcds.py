"""A case in the field names of the Human Trafficking Case Data Standard 2.0 (HTCDS, by IOM, CC BY 4.0; see NOTICE).

Names are those of "HTCDS Field Standards 2.0" with their table's prefix (cas_, con_, cco_, hte_, prs_, vic_):

    ours                                    HTCDS
    status, opened                          cas_Status, cas_IncomingReferralDate
    us, the desk                            cas_ReferringOrganisation, cas_ReferredOrganisation
    first sent                              cas_OutgoingReferralDate
    consent                                 con_Consent
    facts country, place                    hte_Country (ISO 3166-1), hte_City, with hte_Type Exploitation
    facts name, phone                       prs_FirstName, prs_MobilePhone: of the person in trouble
    signs in the words (cues.yml, htcds)    vic_MethodsOfControl by the picklist of 2.0, and each as its own field
                                            under the name "Field Definitions" gives it (MethodsOfControl…)
    any such sign                           vic_TraffickingStatus PossibleVictimOfTrafficking; without one: unknown
    each message's words                    cco_CaseComment

What HTCDS has no field for stands under names of our own, which have no prefix. Nothing is guessed: unknown is null.
"""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

from bot.cases.record import CaseFile
from content import Content
from handlers.case_number import spell
from nlu.signals import read

PICKLIST = {
    "Threats": "PhysicalThreats",
    "ThreatOfLawEnforcement": "ThreatsLawEnforcement",
    "UsesChildren": "ThreatensChildrenFamily",
    "PsychoactiveSubstances": "PsychoactiveSubstance",
    "RestrictsMovement": "Other",  # the picklist of 2.0 has no value for it
}
"""vic_MethodsOfControl where its value is not simply the field's name without MethodsOfControl."""

_PREFIX = "MethodsOfControl"
_MAPPED = ("country", "place", "name", "phone")

Record = dict[str, Any]


def record(case: CaseFile, content: Content, *, desk: str | None) -> Record:
    """One case as a flat record. `desk`: the name of the desk it goes to; None for our own files."""
    facts = case.facts
    signs = methods_of_control(case)
    sent = min(case.first_sent().values(), default=None)
    return {
        "htcds_version": "2.0",
        "case_number": spell(case.number, content),
        "revision": case.revision,
        "reported_by": case.role,
        "cas_Status": case.status,
        "cas_IncomingReferralDate": _day(case.opened_at),
        "cas_ReferringOrganisation": content.phrase("case.house"),
        "cas_ReferredOrganisation": desk,
        "cas_OutgoingReferralDate": _day(sent) if sent else None,
        "con_Consent": case.consent == "yes",
        "prs_FirstName": facts.get("name"),
        "prs_MobilePhone": facts.get("phone"),
        "vic_TraffickingStatus": "PossibleVictimOfTrafficking" if signs else None,
        "vic_MethodsOfControl": sorted({PICKLIST.get(sign, sign) for sign in signs}),
        **{_PREFIX + sign: True for sign in sorted(signs)},
        "hte_Type": "Exploitation",
        "hte_Country": case.country,
        "hte_City": facts.get("place") or None,
        "cco_CaseComment": [
            {"at": _moment(entry.at), "by": entry.author or case.role, "text": entry.words}
            for entry in case.entries
            if entry.words
        ],
        "needs": sorted(case.needs),
        "other_facts": {name: value for name, value in facts.items() if name not in _MAPPED},
    }


def methods_of_control(case: CaseFile) -> frozenset[str]:
    """The signs of control in what was told, by HTCDS name without its prefix."""
    told = [entry.words for entry in case.entries if entry.words and not entry.author]
    return frozenset(
        seen.cue.htcds.removeprefix(_PREFIX)
        for words in told
        for seen in read(words).sightings
        if seen.cue.htcds and not seen.softened_by
    )


def as_json(records: list[Record]) -> str:
    """For machines: a list, in UTF-8."""
    return json.dumps(records, ensure_ascii=False, indent=2)


def as_csv(records: list[Record]) -> str:
    """For spreadsheets: a line a case, several values of one field joined by `;`, with a mark so Excel reads UTF-8."""
    names = list(dict.fromkeys(name for one in records for name in one))
    out = io.StringIO()
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in one.items()} for one in records)
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        text = ";".join(
            f"{one['at']} {one['by']}: {one['text']}" if isinstance(one, dict) else str(one) for one in value
        )
    elif isinstance(value, dict):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = "" if value is None else str(value)
    # A spreadsheet would run what begins like a formula; an apostrophe in front makes it text (OWASP, CSV injection).
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _day(at: int) -> str:
    return _moment(at)[:10]


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
