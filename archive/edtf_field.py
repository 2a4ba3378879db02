"""A model field for uncertain dates that keeps the bounds of its date in two columns beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.edtf import EdtfError, parse


def validate_edtf(text: str) -> None:
    try:
        parse(text)
    except EdtfError as error:
        raise ValidationError(str(error), code="edtf") from error


class EdtfField(models.CharField):
    """EDTF text; on saving, the columns `<name>_earliest` and `<name>_latest` are filled from it.

    Declare those two DateFields after it, `null=True, editable=False`; None means open or unknown.
    """

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("blank", True)
        kwargs.setdefault(
            "help_text",
            _(
                "As 2016, 2016-05, 2016-05-26, 2016-05~ (about), 2019-05-01/2019-05-09 (between), 2013-04-22/.. "
                "(since)."
            ),
        )
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text: str = super().pre_save(model_instance, add)
        date = parse(text) if text else None
        setattr(model_instance, f"{self.attname}_earliest", date.earliest if date else None)
        setattr(model_instance, f"{self.attname}_latest", date.latest if date else None)
        return text
