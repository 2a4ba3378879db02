"""Writing a letter: choices by GET, words by POST only. Nothing that a visitor types is kept or logged."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from archive.caching import public_page
from archive.evidence import evidence_for
from campaign.actions.models import Demand
from campaign.letters import pdf, writing
from campaign.letters.addressees import Addressee, addressee_of, directories, missions
from campaign.letters.paper import Line
from campaign.letters.writing import Words
from campaign.letters.writing_forms import ChoiceForm, WordsForm
from campaign.prisoners.models import Person
from campaign.web.guard import anonymous_form
from campaign.web.limits import Limit, is_over, sender_network
from campaign.web.redirects import SeeOther
from campaign.web.refusals import refuse

PDFS = Limit("letter-pdf", times=30, seconds=3600)
UNPROCESSABLE = 422

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Choice:
    """What the visitor chose: the form, and what it means once it is valid."""

    form: ChoiceForm
    addressee: Addressee | None = None
    person: Person | None = None
    demand: Demand | None = None

    @property
    def about(self) -> str:
        """What the letter is about, in one line, before the visitor says it better."""
        if self.person:
            return self.person.name
        return self.demand.text[:150] if self.demand else ""


def read_choice(data: Any) -> Choice:
    known, demands = missions(), writing.demands()
    form = ChoiceForm(data, missions=known, people=writing.people(), demands=demands)
    if data is None or not form.is_valid():
        return Choice(form)
    chosen = form.cleaned_data
    return Choice(
        form,
        addressee_of(chosen["to"], chosen["country"], known),
        writing.person_with_record(chosen["person"]) if chosen["person"] else None,
        next((demand for demand in demands if writing.key_of(demand) == chosen["demand"]), None),
    )


@sensitive_post_parameters()
@anonymous_form  # outside `public_page`: an answer to what was posted is never public
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def letter_write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        choice = read_choice(request.GET if is_chosen(request.GET) else None)
        if choice.addressee is None:
            choice.form.initial = {name: request.GET.get(name) for name in choice.form.fields}
            return choose(request, choice)
        return write(request, choice, WordsForm(initial=first_words(choice)))
    choice, form = read_choice(request.POST), WordsForm(request.POST)
    is_valid = form.is_valid()  # before the choice is looked at: both say at once what is wrong
    if choice.addressee is None or not is_valid:
        return write(request, choice, form, status=UNPROCESSABLE)
    if "change" in request.POST:
        return write(request, choice, WordsForm(initial=form.cleaned_data))
    context = {"choice": choice, "form": form, "words": form.words, "offers_pdf": pdf.is_available()}
    return render(request, "letters/letter_ready.html", context)


def is_chosen(query: QueryDict) -> bool:
    """Whether the choice was sent; a link that names only one part of it fills that part in."""
    return "to" in query and ("person" in query or "demand" in query)


def first_words(choice: Choice) -> dict[str, str]:
    return {"recipient": choice.addressee.lines if choice.addressee else "", "subject": choice.about}


def choose(request: HttpRequest, choice: Choice) -> HttpResponse:
    context = {"choice": choice, "form": choice.form, "directories": directories()}
    status = UNPROCESSABLE if choice.form.errors else 200
    return render(request, "letters/letter_choose.html", context, status=status)


def write(request: HttpRequest, choice: Choice, form: WordsForm, *, status: int = 200) -> HttpResponse:
    address = choice.addressee.address if choice.addressee else None
    context = {
        "choice": choice,
        "form": form,
        "day": timezone.localdate(),
        "directories": directories(),
        "evidence": evidence_for(address.citations.all() if address else []),
    }
    return render(request, "letters/letter_write.html", context, status=status)


def finished_letter(view: Callable[[HttpRequest, Words], HttpResponse]) -> View:
    """For what is made of a posted letter that fits one sheet; else its form again, with the reason.

    Opened by an address there is no letter: the visitor is led to where one is written.
    """

    @sensitive_post_parameters()
    @anonymous_form
    @public_page
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def from_post(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return SeeOther(reverse("letters:write"))
        form = WordsForm(request.POST)
        if form.is_valid() and form.words.sheet.size is None:
            form.add_error("text", _("Your letter is too long for one page. Shorten it a little."))
        if not form.is_valid():
            return write(request, read_choice(request.POST), form, status=UNPROCESSABLE)
        return view(request, form.words)

    return from_post


@finished_letter
def letter_print(request: HttpRequest, words: Words) -> HttpResponse:
    return render(request, "letters/letter_print.html", sheet_context(words))


@finished_letter
def letter_pdf(request: HttpRequest, words: Words) -> HttpResponse:
    if not pdf.is_available():
        return refuse(request, 404, sentence=_("This site makes no PDFs. Print the page instead."))
    if is_over(PDFS, sender_network(request)):
        return refuse(request, 429, retry_after=PDFS.seconds)
    made = pdf.make_pdf(
        render_to_string("letters/letter_print.html", sheet_context(words) | {"is_pdf": True})
    )
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="letter.pdf"'},
    )


def sheet_context(words: Words) -> dict[str, Any]:
    return {"sheet": words.sheet, "today": Line(date_format(timezone.localdate(), "DATE_FORMAT"))}
