import gettext
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

ARABIC = "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"


@pytest.fixture
def locale(tmp_path: Path, settings: Settings) -> Path:
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale"


def catalogue(locale: Path, language: str, body: str, *, plurals: str = "nplurals=2; plural=n != 1;") -> Path:
    path = locale / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {plurals}\\n"\n\n'
    )
    path.write_text(head + body)
    return path


def compile_translations() -> str:
    out = StringIO()
    call_command("compile_translations", stdout=out)
    return out.getvalue().strip()


def compiled(source: Path) -> gettext.GNUTranslations:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_missing_folder_is_no_error(locale: Path) -> None:
    assert compile_translations() == "All translations were compiled already."


def test_a_catalogue_is_compiled_once(locale: Path) -> None:
    source = catalogue(locale, "ru", 'msgid "Sign"\nmsgstr "Подписать"\n')
    assert compile_translations() == "Compiled the translations into: ru."
    assert compiled(source).gettext("Sign") == "Подписать"
    assert compile_translations() == "All translations were compiled already."


def test_a_newer_catalogue_is_compiled_again(locale: Path) -> None:
    source = catalogue(locale, "kk", 'msgid "Sign"\nmsgstr "Қол"\n')
    compile_translations()
    catalogue(locale, "kk", 'msgid "Sign"\nmsgstr "Қол қою"\n')
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert compile_translations() == "Compiled the translations into: kk."
    assert compiled(source).gettext("Sign") == "Қол қою"


def test_all_six_arabic_plurals_arrive(locale: Path) -> None:
    forms = "".join(f'msgstr[{n}] "form {n}"\n' for n in range(6))
    body = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n' + forms
    source = catalogue(locale, "ar", body, plurals=ARABIC)
    compile_translations()
    translations = compiled(source)
    assert [translations.ngettext("%(n)s day", "%(n)s days", n) for n in (0, 1, 2, 3, 11, 100)] == [
        f"form {n}" for n in range(6)
    ]


def test_a_fuzzy_translation_stays_out(locale: Path) -> None:
    source = catalogue(locale, "tr", '#, fuzzy\nmsgid "Sign"\nmsgstr "Belki"\n')
    compile_translations()
    assert compiled(source).gettext("Sign") == "Sign"


def test_a_placeholder_that_would_break_a_page_is_refused(locale: Path) -> None:
    source = catalogue(locale, "fa", '#, python-format\nmsgid "%(count)s names"\nmsgstr "%(total)s نام"\n')
    with pytest.raises(CommandError, match=r"django\.po, line 8: "):
        compile_translations()
    assert not source.with_suffix(".mo").exists()


def test_an_untranslated_text_is_no_error(locale: Path) -> None:
    catalogue(locale, "fa", '#, python-format\nmsgid "%(count)s names"\nmsgstr ""\n')
    assert compile_translations() == "Compiled the translations into: fa."
