import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.models import Article


@pytest.fixture
def article(db: None) -> Article:
    record = Article(slug="a", title="A title")
    record.save()
    return record


def test_no_update_publishes_a_version_that_nobody_approved(article: Article) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(
            status="published", approved_version=article.content_version - 1
        )


def test_an_edit_of_published_content_leaves_the_site(article: Article, olga: User) -> None:
    article.publish(by=olga)
    version = article.content_version
    article.title = "Another title"
    article.save()
    assert (article.status, article.content_version) == ("review", version + 1)
    assert not Article.objects.published().exists()


def test_saving_without_a_change_changes_nothing(article: Article, olga: User) -> None:
    article.publish(by=olga)
    version = article.content_version
    article.save()
    assert (article.status, article.content_version) == ("published", version)


def test_who_read_an_older_version_cannot_publish_the_newer_one(article: Article, olga: User) -> None:
    read_by_olga = Article.objects.get()
    article.title = "Changed meanwhile"
    article.save()
    with pytest.raises(ValidationError, match="somebody else meanwhile"):
        read_by_olga.publish(by=olga)
    assert not Article.objects.published().exists()


def test_two_people_publish_once(article: Article, olga: User) -> None:
    first, second = Article.objects.get(), Article.objects.get()
    first.publish(by=olga)
    with pytest.raises(ValidationError):
        second.publish(by=olga)


def test_only_what_is_published_can_be_withdrawn(article: Article, olga: User) -> None:
    with pytest.raises(ValidationError, match="Only what is published"):
        article.withdraw()
    article.publish(by=olga)
    article.withdraw()
    article.submit()
    assert article.status == "review"


def test_the_starter_campaign_is_public_only_as_it_was_shipped(article: Article) -> None:
    article.publish_as_shipped()
    assert article.is_unreviewed_starter
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(content_hash="0" * 64)
    article.title = "Changed at the desk"
    article.save()
    assert (article.status, article.origin) == ("review", "desk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status="published", origin="starter")


def test_an_article_of_a_capture_has_both_ends(article: Article) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(capture_sha256="0" * 64, start=3)
