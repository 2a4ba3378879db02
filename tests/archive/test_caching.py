from django.http import HttpResponse

from archive.caching import public_page


def test_a_public_page_may_be_shared_for_half_a_minute(rf):
    response = public_page(lambda request: HttpResponse("ok"))(rf.get("/"))

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"


def test_a_refused_page_is_not_marked_as_shareable(rf):
    response = public_page(lambda request: HttpResponse("no", status=403))(rf.get("/"))

    assert "Cache-Control" not in response
