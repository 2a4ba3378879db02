from http import HTTPStatus

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """Where to look after an act: the browser asks for it with GET, whatever the act was sent with."""

    status_code = HTTPStatus.SEE_OTHER
