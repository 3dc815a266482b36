"""Ways to reach or pay a recruiter, however they are written."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.signals.links import is_shortener, normalise_link
from nlu.signals.offer_reader import merge, read_offer
from nlu.signals.phones import e164


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("โทร 081-555-0114", ["+66815550114"]),
        ("โทร0815550114ได้เลย", ["+66815550114"]),
        ("โทร.02-555-0121 ต่อ 12", ["+6625550121"]),
        ("0 8 1-5 5 5 0 1 1 4", ["+66815550114"]),
        ("O81-555-O114", ["+66815550114"]),
        ("๐๘๑ ๕๕๕ ๐๑๑๔", ["+66815550114"]),
        ("เบอร์ ศูนย์แปดหนึ่ง ห้าห้าห้า ศูนย์หนึ่งหนึ่งสี่", ["+66815550114"]),
        ("+66 (0)81 555 0114", ["+66815550114"]),
        ("+66 81 555 0114 หรือ 0895550137", ["+66815550114", "+66895550137"]),
        ("081-555-0114/089-555-0137", ["+66815550114", "+66895550137"]),
        ("WhatsApp +855 12 345 678", ["+85512345678"]),
        ("ทำงานที่ปอยเปต โทร 012 345 678", ["+85512345678"]),
        ("โทร 855 12 345 678", ["+85512345678"]),
        ("(ใบอนุญาต ต.1302/2563) 02-555-0121", ["+6625550121"]),
        ("สอบถาม 1694 หรือ 1506 กด 2", []),
        ("เงินเดือน 25000-35000", []),
        ("เลขบัตร 1-2345-67890-12-3", []),
    ],
)
def test_phones(text: str, phones: list[str]) -> None:
    assert list(read_offer(text).contacts.phones) == phones


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ทักไลน์ @adminpp88", ["@adminpp88"]),
        ("ทักไลน์@adminpp88ได้เลย", ["@adminpp88"]),
        ("ไลน์:mayjob168ทักมา", ["mayjob168"]),
        ("ไลน์ไอดี : mayjob168", ["mayjob168"]),
        ("ไอดี : abc.job", ["abc.job"]),
        ("add line mayjob_168", ["mayjob_168"]),
        ("LINE ID: NamWork", ["NamWork"]),
        ("Lineid:namwork22", ["namwork22"]),
        ("ไลน์แอด ➡️ goldcoach_t", ["goldcoach_t"]),
        ("กลุ่มไลน์ lin.ee/AbC12", []),
        ("Add reception t.me/vm_linda09", []),
        ("valid work permit", []),
        ("สนใจ @xyz789", ["@xyz789"]),
        ("โทร/ไลน์ 0955550166", []),
        ("ทำงานออนไลน์ Work from home", []),
        ("Telegram @cash_book99", []),
        ("ส่งอีเมล job@factory.example", []),
    ],
)
def test_line_ids(text: str, ids: list[str]) -> None:
    assert list(read_offer(text).contacts.line_ids) == ids


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Telegram @cash_book99", ["@cash_book99"]),
        ("ทักที่ @cash_book99 (เทเลแกรม)", ["@cash_book99"]),
        ("FB: งานดี ต่างแดน", ["งานดี ต่างแดน"]),
        ("ทักเพจ “หางานเมืองนอก”", ["หางานเมืองนอก"]),
        ("WeChat ID: boss_888", ["boss_888"]),
        ("IG: nong.work", ["nong.work"]),
        ("คาเคา seoul_boss", ["seoul_boss"]),
        ("ทำที่บ้าน เพจ สบู่บ้านย่า", ["สบู่บ้านย่า"]),
        ("เห็นในเพจ รับสมัครด่วน", []),
        ("เข้ากลุ่ม VIP", []),
        ("เห็นในเฟซเมื่อวาน", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert list(read_offer(text).contacts.names) == names


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("โอนเข้าบัญชี 123-4-56789-0 กสิกร", ["1234567890"]),
        ("ไทยพาณิชย์ 1234567890 ชื่อ นาย ก", ["1234567890"]),
        ("พร้อมเพย์ 081-555-0114", ["0815550114"]),
        ("เลขบัญชี 020 123456789 ออมสิน", ["020123456789"]),
        ("โทร 081-555-0114", []),
        ("โอนแล้วโทร 081-555-0114", []),
    ],
)
def test_accounts(text: str, accounts: list[str]) -> None:
    assert list(read_offer(text).contacts.accounts) == accounts


def test_a_promptpay_phone_is_both_account_and_phone() -> None:
    contacts = read_offer("โอนพร้อมเพย์ 0815550114").contacts
    assert (contacts.accounts, contacts.phones) == (("0815550114",), ("+66815550114",))


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://www.Job-TH.example/Apply/?utm_source=fb&id=7#top", "https://job-th.example/Apply?id=7"),
        ("http://job-th.example", "https://job-th.example"),
        ("job-th[.]example/x", "https://job-th.example/x"),
        ("hxxps://job-th.example", "https://job-th.example"),
        ("line://ti/p/@jobth", "https://line.me/ti/p/@jobth"),
        ("https://งานดี.com/สมัคร", "https://xn--72c0ao3hra.com"),
        ("t.me/kk_hr_thai", "https://t.me/kk_hr_thai"),
        ("https://job-th.example:8443/a?fbclid=1", "https://job-th.example:8443/a"),
    ],
)
def test_links(written: str, link: str) -> None:
    assert read_offer(f"สมัครที่ {written} ได้เลย").contacts.links == (link,)


def test_a_shortener_is_named() -> None:
    contacts = read_offer("กด bit.ly/abc123 หรือ https://factory.example/job").contacts
    assert contacts.shortened == ("https://bit.ly/abc123",)
    assert is_shortener("https://lin.ee/abc")


def test_an_email_is_no_link_and_no_line_id() -> None:
    contacts = read_offer("ส่งเรซูเม่ hr@factory.example").contacts
    assert (contacts.emails, contacts.links, contacts.line_ids) == (("hr@factory.example",), (), ())


def test_bubbles_of_one_offer_add_up() -> None:
    offer = merge([read_offer(text) for text in ("รับแอดมิน ปอยเปต", "เดือนละ 35,000", "โทร 081-555-0114")])
    assert (offer.country, offer.place) == ("KH", "ปอยเปต")
    assert offer.salary is not None
    assert offer.salary.minimum == 35000
    assert offer.contacts.phones == ("+66815550114",)
    assert merge([]).salary is None


@settings(deadline=None)
@given(st.from_regex(r"0[689][0-9]{8}", fullmatch=True), st.sampled_from(["", "-", " ", ".", " - "]))
def test_a_mobile_number_is_found_however_it_is_grouped(number: str, separator: str) -> None:
    written = separator.join((number[:3], number[3:6], number[6:]))
    phones = read_offer(f"สนใจโทร {written} ค่ะ").contacts.phones
    assert phones == (f"+66{number[1:]}",)
    assert phonenumbers.is_possible_number(phonenumbers.parse(phones[0]))


@settings(deadline=None)
@given(st.text(alphabet="0123456789+-() oO", max_size=24))
def test_a_number_is_e164_or_none(written: str) -> None:
    number = e164(written, "KH", cued=True)
    assert number is None or phonenumbers.is_possible_number(phonenumbers.parse(number))


LINK = (
    r"(https?://)?(www\.)?[a-z0-9]{1,8}(\.[a-z]{2,5}){1,2}"
    r"(/[a-zA-Z0-9%._~-]{0,9})*(\?[a-z=&0-9_]{0,12})?"
)


@settings(deadline=None)
@given(st.from_regex(LINK, fullmatch=True))
def test_a_link_has_one_form(written: str) -> None:
    link = normalise_link(written)
    assert link is not None
    assert normalise_link(link) == link
    assert normalise_link(written.replace("http://", "https://")) == link


@settings(deadline=None)
@given(st.text(max_size=200))
def test_nothing_makes_it_fail(text: str) -> None:
    read_offer(text)
