"""missions.csv out and in: a table for people, so every mistake is a sentence and one mistake stops the whole table."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export import resources, widgets
from import_export.fields import Field
from import_export.formats.base_formats import CSV
from import_export.forms import ConfirmImportForm, ImportForm
from import_export.tmp_storages import BaseStorage
from tablib import Dataset

from campaign.organisations.countries import country_names
from campaign.organisations.models import Accreditation, Mission, MissionAddress, Organisation
from campaign.web.csv_export import guard_cell, unguard_cell

LARGEST = 500_000  # bytes; the table of every embassy of a large state has a tenth of that
MOST_ROWS = 2_000
SALT = "missions.csv"
SECONDS_TO_CONFIRM = 3600


def country(code: str) -> str:
    code = code.strip().upper()
    if code and code not in country_names("en"):
        raise ValueError(_("“%(code)s” is not the two-letter code of a country.") % {"code": code})
    return code


class CountryWidget(widgets.CharWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return country(value or "")


class KindWidget(widgets.CharWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if value not in Mission.Kind.values:
            known = ", ".join(Mission.Kind.values)
            raise ValueError(_("“%(kind)s” is none of: %(known)s.") % {"kind": value, "known": known})
        return str(value)


class OrganisationWidget(widgets.Widget):
    """An organisation by the last part of its address."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Organisation | None:
        if not value:
            return None
        found = Organisation.objects.filter(slug=value).first()
        if found is None:
            raise ValueError(_("There is no organisation “%(slug)s”.") % {"slug": value})
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.slug if value else ""


class MissionResource(resources.ModelResource):
    """One row for each mission. Addresses and countries are added, never overwritten, and need the place of a check."""

    slug = Field(attribute="slug", column_name="mission")
    kind = Field(attribute="kind", column_name="kind", widget=KindWidget())
    organisation = Field(attribute="organisation", column_name="organisation", widget=OrganisationWidget())
    host_country = Field(attribute="host_country", column_name="host_country", widget=CountryWidget())
    also_serves = Field(column_name="also_serves")
    address = Field(column_name="address")
    address_as_of = Field(column_name="address_as_of")
    checked_on = Field(column_name="checked_on")
    checked_by = Field(column_name="checked_by")
    checked_where = Field(column_name="checked_where")

    class Meta:
        model = Mission
        import_id_fields = ["slug"]
        fields = (
            *("slug", "name", "kind", "organisation", "host_country", "also_serves", "city", "note"),
            *("address", "address_as_of", "checked_on", "checked_by", "checked_where"),
        )
        clean_model_instances = True
        use_transactions = True
        store_instance = True
        skip_html_diff = True
        skip_unchanged = True
        report_skipped = True

    # ── Out ──────────────────────────────────────────────────────────────────────────────────────────────

    def get_queryset(self) -> Any:
        return Mission.objects.select_related("organisation").prefetch_related("addresses", "accreditations")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("organisation").prefetch_related("addresses", "accreditations")

    def export_resource(self, instance: Mission, selected_fields: Any = None, **kwargs: Any) -> list[Any]:
        return [guard_cell(value) for value in super().export_resource(instance, selected_fields, **kwargs)]

    def dehydrate_also_serves(self, mission: Mission) -> str:
        return " ".join(sorted(served.country for served in mission.accreditations.all()))

    def dehydrate_address(self, mission: Mission) -> str:
        return mission.newest_address.lines if mission.newest_address else ""

    def dehydrate_address_as_of(self, mission: Mission) -> str:
        return mission.newest_address.as_of if mission.newest_address else ""

    def dehydrate_checked_on(self, mission: Mission) -> str:
        return str(mission.newest_address.checked_on or "") if mission.newest_address else ""

    def dehydrate_checked_by(self, mission: Mission) -> str:
        return mission.newest_address.checked_by if mission.newest_address else ""

    def dehydrate_checked_where(self, mission: Mission) -> str:
        return mission.newest_address.checked_where if mission.newest_address else ""

    # ── In ───────────────────────────────────────────────────────────────────────────────────────────────

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """What is wrong with the table as a whole."""
        known = [field.column_name for field in self.get_import_fields()]
        unknown = [name for name in dataset.headers if name not in known]
        if unknown:
            raise ValidationError(
                _("The column “%(name)s” is not known. Known are: %(known)s.")
                % {"name": unknown[0], "known": ", ".join(known)}
            )
        if "mission" not in dataset.headers:
            raise ValidationError(_("The column “mission” is missing: it says which mission a row is about."))
        if len(dataset) > MOST_ROWS:
            raise ValidationError(_("The table has more than %(most)d rows.") % {"most": MOST_ROWS})
        twice = [slug for slug, number in Counter(dataset["mission"]).items() if number > 1]
        if twice:
            raise ValidationError(_("“%(slug)s” stands in more than one row.") % {"slug": twice[0]})

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        for name, value in row.items():
            row[name] = unguard_cell(str(value or "").replace("\0", "").replace("\r\n", "\n").strip())

    def import_instance(self, instance: Mission, row: Any, **kwargs: Any) -> None:
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            error.update_error_dict(errors)
        try:
            self.more = More.read(instance, row)
        except ValidationError as error:
            error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def skip_row(
        self, instance: Mission, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        unchanged = super().skip_row(instance, original, row, import_validation_errors)
        return bool(unchanged) and not self.more.any

    def after_save_instance(self, instance: Mission, row: Any, **kwargs: Any) -> None:
        self.more.save(instance)

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        """What the preview tells of a row."""
        row_result.changes = [] if row_result.is_skip() else list(self.changes(row_result, row))

    def changes(self, row_result: Any, row: Any) -> Iterator[tuple[str, str, str]]:
        for name in ("name", "kind", "organisation", "host_country", "city", "note"):
            after = str(getattr(row_result.instance, name) or "")
            before = str(getattr(row_result.original, name) or "") if row_result.original else ""
            if before != after:
                yield name, before, after
        yield from self.more.told()


class More:
    """What a row brings beside the mission's own fields: countries, an address, and who saw it where and when."""

    def __init__(self, row: Any) -> None:
        self.row = row
        self.countries: list[str] = []
        self.address: MissionAddress | None = None  # new, or checked anew

    @classmethod
    def read(cls, mission: Mission, row: Any) -> "More":
        """Raises ValidationError with the column and a sentence."""
        more = cls(row)
        known = list(mission.addresses.all()) if mission.pk else []
        lines = row.get("address", "")
        same = next(
            (address for address in known if address.lines.replace("\r\n", "\n").strip() == lines), None
        )
        check = more.check()
        if lines and same is None:
            more.address = more.new_address(lines, check)
        elif same is not None and check and (check["checked_on"] != same.checked_on or is_other(same, check)):
            more.address = more.checked_address(same, check)
        elif check and not lines:
            raise ValidationError({"address": _("Say which address was checked.")})
        served = {served.country for served in mission.accreditations.all()} if mission.pk else set()
        more.countries = more.new_countries(served, check)
        return more

    def check(self) -> dict[str, Any]:
        """The three columns of a check, all or none."""
        names = ("checked_on", "checked_by", "checked_where")
        given = {name: self.row.get(name, "") for name in names}
        if not any(given.values()):
            return {}
        missing = [name for name, value in given.items() if not value]
        if missing:
            raise ValidationError({missing[0]: _("Give all three or none: checked on, by and where.")})
        try:
            day = date.fromisoformat(given["checked_on"])
        except ValueError:
            raise ValidationError({"checked_on": _("Write the day as 2026-05-31.")}) from None
        return given | {"checked_on": day}

    def new_address(self, lines: str, check: dict[str, Any]) -> MissionAddress:
        if not check:
            raise ValidationError(
                {"address": _("A new address needs the check: on which day, by whom, and where it stood.")}
            )
        as_of = self.row.get("address_as_of", "") or check["checked_on"].isoformat()
        return valid(MissionAddress(lines=lines, as_of=as_of, **check))

    def checked_address(self, address: MissionAddress, check: dict[str, Any]) -> MissionAddress:
        if address.checked_on and check["checked_on"] < address.checked_on:
            raise ValidationError({"checked_on": _("A later check of this address is recorded already.")})
        for name, value in check.items():
            setattr(address, name, value)
        return valid(address)

    def new_countries(self, served: set[str], check: dict[str, Any]) -> list[str]:
        try:
            codes = [country(code) for code in self.row.get("also_serves", "").split()]
        except ValueError as error:
            raise ValidationError({"also_serves": str(error)}) from None
        new = [code for code in dict.fromkeys(codes) if code not in served]
        if new and not check:
            raise ValidationError(
                {
                    "also_serves": _(
                        "A new country needs the check: on which day, by whom, and where it stood."
                    )
                }
            )
        return new

    @property
    def any(self) -> bool:
        return bool(self.countries or self.address)

    def told(self) -> Iterator[tuple[str, str, str]]:
        if self.countries:
            yield "also_serves", "", " ".join(self.countries)
        if self.address:
            yield "address", "", self.address.lines
            yield "checked_on", "", f"{self.address.checked_on}, {self.address.checked_where}"

    def save(self, mission: Mission) -> None:
        if self.address:
            self.address.mission = mission
            self.address.save()
        for code in self.countries:
            Accreditation.objects.create(
                mission=mission, country=code, as_of=self.row["checked_on"], source=self.row["checked_where"]
            )


def is_other(address: MissionAddress, check: dict[str, Any]) -> bool:
    return any(getattr(address, name) != value for name, value in check.items())


def valid(address: MissionAddress) -> MissionAddress:
    """Raises ValidationError under the names of the table's columns."""
    try:
        address.full_clean(exclude=["mission"], validate_constraints=False)
    except ValidationError as error:
        names = {"lines": "address", "as_of": "address_as_of"}
        raise ValidationError(
            {names.get(name, name): texts for name, texts in error.message_dict.items()}
        ) from error
    return address


def sentences(result: Any) -> list[str]:
    """Every mistake of a table that was tried, in the order of its rows."""
    found = [" ".join(messages_of(error.error)) for error in result.base_errors]
    if found:
        return found
    rows = [(number, errors[0].row, messages_of(errors[0].error)) for number, errors in result.row_errors()]
    for invalid in result.invalid_rows:
        texts = [
            text if name == NON_FIELD_ERRORS else f"{name}: {text}"
            for name, messages in invalid.error.update_error_dict({}).items()
            for text in ValidationError(messages).messages
        ]
        rows.append((invalid.number, dict(zip(result.diff_headers, invalid.values, strict=False)), texts))
    return [
        _("Row %(number)d (%(mission)s): %(text)s")
        % {"number": number, "mission": (row or {}).get("mission") or "–", "text": " ".join(texts)}
        for number, row, texts in sorted(rows, key=lambda found: found[0])
    ]


def messages_of(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return error.messages
    return [_("This row could not be read.")]


# ── Between the trial and the confirmation ───────────────────────────────────────────────────────────────


class CarriedTable(BaseStorage):
    """The tried table travels, signed, in the form that confirms it: no file waits on any one machine."""

    def save(self, data: bytes | str) -> None:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        self.name = signing.dumps(text, salt=SALT, compress=True)

    def read(self) -> str:
        return str(signing.loads(self.name, salt=SALT, max_age=SECONDS_TO_CONFIRM))

    def remove(self) -> None:
        """Nothing was left behind."""


class TableForm(ImportForm):
    """A table to try."""

    def clean_import_file(self) -> Any:
        table = self.cleaned_data["import_file"]
        if table.size > LARGEST:
            raise ValidationError(_("The file is larger than half a megabyte."))
        try:
            table.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("The file is not in UTF-8: save it as “CSV UTF-8”.")) from None
        table.seek(0)
        return table


class ConfirmTableForm(ConfirmImportForm):
    """The same table again, to be imported."""

    import_file_name = forms.CharField(widget=forms.HiddenInput(), label=gettext_lazy("table"))

    def clean_import_file_name(self) -> str:
        try:
            signing.loads(self.cleaned_data["import_file_name"], salt=SALT, max_age=SECONDS_TO_CONFIRM)
        except signing.BadSignature:
            raise ValidationError(_("More than an hour has passed: choose the file again.")) from None
        return str(self.cleaned_data["import_file_name"])


FORMATS = [CSV]
