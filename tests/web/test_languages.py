"""The site in its other languages: whole pages, plural forms, dates, mail, and the catalogues themselves."""

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db.models import TextChoices
from django.template.defaultfilters import capfirst
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

from archive.edtf_text import describe
from archive.models import Article, Disagreement, FieldProvenance
from campaign.actions.models import Demand
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.letters.sentences import DELIVERY, RESPONSE, SINCE_PROMISED, Wording
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState
from campaign.petitions.models import Petition, Signature
from campaign.prisoners.models import CustodyPeriod, Person
from tests.petitions.conftest import (
    answers,
    known_salt,
    link_in,
    make_petition,
    petition,
    read_mail,
)

__all__ = ["known_salt", "make_petition", "petition"]  # fixtures of the signing flow

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
LANGUAGES = ["ru", "kk", "tr", "ar", "fa"]
RIGHT_TO_LEFT = ["ar", "fa"]
SIGNING = [
    "templates/petitions/*.html",
    "templates/petitions/mail/*.txt",
    "templates/_*.html",
    "templates/errors/*",
]


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """Compiles what is newer than its .mo, and makes this process read it."""
    call_command("compile_translations", verbosity=0)
    for language in LANGUAGES:
        translation_file_changed(None, ROOT / f"locale/{language}/LC_MESSAGES/django.mo")


# ── Whole pages ──────────────────────────────────────────────────────────────────────────────────────────

FOREIGN = re.compile(
    r"<(script|option|bdi|title)\b.*?</\1>|<(h\d|p|div|dd|li|a|code) [^>]*\blang=.*?</\2>", re.S
)
SHOWN = re.compile(r'>([^<>]*)<|(?:aria-label|placeholder|data-copied)="([^"]*)"')
NAMES = {"Solidarity Desk", "WhatsApp", "Telegram", "CSV", "JSON", "CSL-JSON", "BibTeX", "RIS"}


def texts(html: str) -> set[str]:
    """What a page says in words of its own, without names and what is marked as another language."""
    found = {" ".join("".join(pair).split()) for pair in SHOWN.findall(FOREIGN.sub("", html))}
    return {text for text in found if re.search(r"[^\W\d_]{2}", text) and "://" not in text} - NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/petitions/",
        "/petitions/free-the-lamplighter/",
        "/petitions/free-the-lamplighter/sign/",
        "/petitions/free-the-lamplighter/check-email/",
        "/my-signature/",
        "/confirm/a-link-that-leads-nowhere/",
        "/letters/",
        "/archive/",
        "/search/?q=zzz",
        "/contact/",
        "/nothing-here/",
    ],
)
def test_no_english_is_left_on_a_page(
    client: Client, petition: Petition, language: str, address: str
) -> None:
    english = texts(client.get(address).content.decode())
    page = client.get(f"/{language}{address}").content.decode()
    assert len(english) > 20
    assert texts(page) & english == set()
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/prisoners/", "/prisoners/?as_of=x", "/events/", "/actions/"])
def test_no_english_is_left_on_a_register(client: Client, language: str, address: str) -> None:
    english = texts(client.get(address).content.decode())
    assert texts(client.get(f"/{language}{address}").content.decode()) & english == set()


def signing_pages(client: Client, prefix: str, email: str) -> Iterator[str]:
    """The pages of one signature, from a form full of errors to the last word after it is withdrawn."""
    sign = f"{prefix}/petitions/free-the-lamplighter/sign/"
    yield client.post(sign, answers(name="", email="no address", consent="", audience="")).content.decode()
    yield client.post(sign, answers(email=email, audience="everyone"), follow=True).content.decode()
    link = link_in(read_mail())
    assert link.startswith(f"{prefix}/confirm/")
    yield client.get(link).content.decode()
    private = client.post(link, {"confirm": "yes"}).headers["Location"]
    assert private.startswith(f"{prefix}/my-signature/")
    yield client.get(private).content.decode()
    yield client.post(f"{prefix}/my-signature/", {"email": email}, follow=True).content.decode()
    yield client.post(private, {"withdraw": "yes"}, follow=True).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_signs_and_withdraws_in_their_language(
    client: Client, petition: Petition, language: str
) -> None:
    english = list(signing_pages(client, "", "anna@example.org"))
    translated = list(signing_pages(client, f"/{language}", "bela@example.org"))
    for ours, theirs in zip(english, translated, strict=True):
        assert texts(theirs) & texts(ours) == set()
        assert f'<html lang="{language}"' in theirs


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("ru", "Пожалуйста, подтвердите", "Подпись будет засчитана"),
        ("kk", "Растауыңызды сұраймыз", "Қолтаңба оны растағаныңызда саналады"),
        ("tr", "Lütfen onaylayın", "İmza, onayladığınızda sayılır"),
        ("ar", "يُرجى التأكيد", "يُحسب التوقيع بعد تأكيده"),
        ("fa", "لطفاً تأیید کنید", "امضا پس از تأیید شما شمرده می‌شود"),
    ],
)
def test_mail_speaks_the_signers_language(
    client: Client, petition: Petition, language: str, subject: str, words: str
) -> None:
    client.post(f"/{language}/petitions/free-the-lamplighter/sign/", answers())
    text = read_mail()
    assert mail.outbox[-1].subject == subject
    assert words in text
    assert link_in(text).startswith(f"/{language}/confirm/")


# ── Numbers, dates, letters ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("ru", 1, "Подписал <bdi>1</bdi> человек"),
        ("ru", 2, "Подписали <bdi>2</bdi> человека"),
        ("ru", 5, "Подписали <bdi>5</bdi> человек"),
        ("ru", 11, "Подписали <bdi>11</bdi> человек"),
        ("ru", 21, "Подписал <bdi>21</bdi> человек"),
        ("ru", 1234, "Подписали <bdi>1\xa0234</bdi> человека"),
        ("kk", 5, "<bdi>5</bdi> адам қол қойды"),
        ("kk", 1234, "<bdi>1\xa0234</bdi> адам қол қойды"),
        ("tr", 5, "<bdi>5</bdi> kişi imzaladı"),
        ("ar", 1, "وقّع شخص واحد"),
        ("ar", 2, "وقّع شخصان"),
        ("ar", 3, "وقّع <bdi>3</bdi> أشخاص"),
        ("ar", 11, "وقّع <bdi>11</bdi> شخصًا"),
        ("ar", 100, "وقّع <bdi>100</bdi> شخص"),
        ("fa", 5, "<bdi>5</bdi> نفر امضا کرده‌اند"),
    ],
)
def test_people_are_counted_as_the_language_counts(
    client: Client, petition: Petition, language: str, number: int, words: str
) -> None:
    Petition.objects.update(confirmed_count=number)
    assert words in client.get(f"/{language}/petitions/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Петиция закрыта 16 декабря 2011,"),
        ("kk", "Бұл петиция 2011 ж. 16 желтоқсан күні жабылды,"),
        ("tr", "Bu imza kampanyası 16 Aralık 2011 tarihinde kapandı"),
        ("ar", "أُغلقت هذه العريضة في 16 ديسمبر 2011"),
        ("fa", "این طومار در 16 دسامبر 2011 بسته شد"),
    ],
)
def test_a_day_is_written_out(client: Client, petition: Petition, language: str, words: str) -> None:
    Petition.objects.update(opens_on=None, closes_on=date(2011, 12, 16))
    page = client.get(f"/{language}/petitions/free-the-lamplighter/").content.decode()
    assert words in page


@pytest.mark.parametrize(
    ("language", "edtf", "words"),
    [
        ("ru", "2012", "2012 год"),
        ("ru", "2012-06", "Июнь 2012"),
        ("ru", "2012-06/..", "с июня 2012"),
        ("ru", "2019-05-01/2019-05-09", "не раньше 1 и не позже 9 мая 2019"),
        ("ru", "2016-05/2016-06", "не раньше мая и не позже июня 2016"),
        ("kk", "2011-12-16", "2011 ж. 16 желтоқсан"),
        ("kk", "2012-06", "2012 ж. маусым"),
        ("kk", "2019-05-01/2019-05-09", "2019 ж. 1 мамыр – 2019 ж. 9 мамыр аралығында"),
        ("tr", "2019-05-01/2019-05-09", "1 ile 9 Mayıs 2019 arasında"),
        ("tr", "../2019-05-09", "9 Mayıs 2019 tarihine kadar"),
        ("ar", "2013-04-22/..", "منذ 22 إبريل 2013"),
        ("fa", "2013-04-22/..", "از 22 آوریل 2013"),
    ],
)
def test_an_uncertain_date_is_said_in_words(language: str, edtf: str, words: str) -> None:
    with translation.override(language):
        assert describe(edtf) == words


def test_kazakh_has_dates_and_numbers_of_its_own() -> None:
    with translation.override("kk"):
        assert date_format(date(2011, 12, 16)) == "2011 ж. 16 желтоқсан"
        assert date_format(date(2011, 12, 16), "SHORT_DATE_FORMAT") == "16.12.2011"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_statement_about_a_letter_is_whole_and_its_own(language: str) -> None:
    wordings: list[Wording] = [*DELIVERY.values(), *RESPONSE.values()]
    promised = [sentence for kinds in SINCE_PROMISED.values() for sentence in kinds.values()]
    statements = [*(text for wording in wordings for text in wording), *promised]
    english = [str(text) for text in statements]
    with translation.override(language):
        translated = [str(text) for text in statements]
    assert not set(english) & set(translated)
    for ours, theirs in zip(english, translated, strict=True):
        assert ("%(date)s" in ours) == ("%(date)s" in theirs)


@pytest.mark.parametrize(
    "choices", [CustodyPeriod.Status, CustodyPeriod.Release, DeliveryState, ResponseState, Petition.Phase]
)
def test_a_turkish_word_keeps_the_dot_on_its_first_letter(choices: type[TextChoices]) -> None:
    with translation.override("tr"):
        labels = [capfirst(str(choice.label)) for choice in choices]
    assert [label for label in labels if label.startswith("I")] == []  # «İdari», not «Idari»


# ── The catalogues ───────────────────────────────────────────────────────────────────────────────────────


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms_of(message: Message) -> list[str]:
    """The translation, in each of its plural forms where it has some."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]


def is_translated(message: Message) -> bool:
    return all(forms_of(message))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_all_plural_forms_or_none(language: str) -> None:
    number = {"ru": 3, "kk": 2, "tr": 2, "ar": 6, "fa": 2}[language]
    assert catalogue(language).num_plurals == number
    for message in messages(language):
        if isinstance(message.id, tuple):
            assert len(forms_of(message)) == number
            assert all(forms_of(message)) or not any(forms_of(message))


def texts_of_template(path: Path) -> Iterator[str]:
    """The texts that a template gives to translators, the singular where there are two."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()
    for _, found, _, _ in extract(
        "python", io.BytesIO(code), {"gettext": None, "ngettext": (1, 2), "_": None}
    ):
        yield found[0] if isinstance(found, tuple) else found


@pytest.mark.parametrize("pattern", SIGNING)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_frame_and_of_signing_is_translated(language: str, pattern: str) -> None:
    paths = sorted(ROOT.glob(pattern))
    asked = {text for path in paths for text in texts_of_template(path)}
    assert asked
    known = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in messages(language)
        if is_translated(message)
    }
    assert asked - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "choices",
    [
        *(Article.Kind, FieldProvenance.Field, FieldProvenance.Status, Disagreement.Kind, Demand.Kind),
        *(Event.Kind, Letter.Kind, Mission.Kind, Channel, DeliveryState, ResponseState),
        *(Petition.Phase, Signature.Audience, Person.Basis, CustodyPeriod.Status, CustodyPeriod.Release),
    ],
)
def test_every_choice_that_visitors_read_is_translated(language: str, choices: type[TextChoices]) -> None:
    with translation.override("en"):
        labels = [str(choice.label) for choice in choices]
    for label in labels:
        message = catalogue(language).get(label)
        assert message is not None and is_translated(message), label
