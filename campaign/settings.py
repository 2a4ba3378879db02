"""Everything that differs between one installation and another, read from the environment by typed readers."""

import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from campaign.sqlite.engine import connection_options, install_bundled_engine, wal_is_safe

install_bundled_engine()

import sqlite3  # noqa: E402 - the line above decides which engine this is

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# ── Readers ──────────────────────────────────────────────────────────────────────────────────────────────


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}: it must be one of {', '.join(allowed)}.")
    return value


def number(name: str, default: int, *, least: int = 0) -> int:
    text = env.str(name, default=str(default))
    if not text.strip().isdigit() or int(text) < least:
        raise ImproperlyConfigured(f"{name} is {text!r}: it must be a whole number of {least} or more.")
    return int(text)


def secret(name: str, *, make: Callable[[], str], least: int = 32) -> str:
    """The value of NAME, or the content of the file that NAME_FILE names; made under var/ in local mode."""
    value = env.str(name, default="")
    if not value and (path := env.str(f"{name}_FILE", default="")):
        try:
            value = Path(path).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE names {path}, which cannot be read: {error.strerror}."
            ) from error
    if not value and CAMPAIGN_MODE == "local":
        value = development_secret(name, make)
    elif not value and CAMPAIGN_MODE == "test":
        value = make()
    if len(value) < least:
        raise ImproperlyConfigured(
            f"{name} is missing or shorter than {least} characters: set {name}, or {name}_FILE to a file that holds it."
        )
    if CAMPAIGN_MODE == "production" and DEVELOPMENT in value:
        raise ImproperlyConfigured(f"{name} is a development key: make one of your own for production.")
    return value


def development_secret(name: str, make: Callable[[], str]) -> str:
    folder = CAMPAIGN_VAR / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name.lower()
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(make())
        try:
            os.link(unfinished, path)  # two processes may start at once: the first one's key holds
        except FileExistsError:
            pass
        finally:
            unfinished.unlink()
    return path.read_text().strip()


def fernet_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def development_sealing_key() -> str:
    """The public half; the private half lies beside it, as it never does in production."""
    from nacl.encoding import Base64Encoder
    from nacl.public import PrivateKey

    private = PrivateKey.generate()
    path = CAMPAIGN_VAR / "keys" / "campaign_sealing_private_key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(private.encode(Base64Encoder).decode())
    return private.public_key.encode(Base64Encoder).decode()


# ── Mode ─────────────────────────────────────────────────────────────────────────────────────────────────

CAMPAIGN_MODE = choice("CAMPAIGN_MODE", ("local", "production", "test"), "production")
DEVELOPMENT = "development-only"
IS_PRODUCTION = CAMPAIGN_MODE == "production"

CAMPAIGN_VAR = Path(env.str("CAMPAIGN_VAR", default=str(BASE_DIR / "var"))).absolute()
if CAMPAIGN_MODE == "test":
    CAMPAIGN_VAR = Path(tempfile.mkdtemp(prefix="desk-test-"))
CAMPAIGN_VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
if DEBUG and IS_PRODUCTION:
    raise ImproperlyConfigured(
        "DEBUG is on: it shows secrets to every visitor, so production does not start with it."
    )

# ── Secrets ──────────────────────────────────────────────────────────────────────────────────────────────
# Three independent ones: sessions and signatures; what waits for confirmation; keyed hashes.

SECRET_KEY = secret("SECRET_KEY", make=lambda: f"{DEVELOPMENT}-{secrets.token_urlsafe(48)}", least=50)
CAMPAIGN_FIELD_KEYS = secret("CAMPAIGN_FIELD_KEYS", make=fernet_key, least=44).split()  # newest first
CAMPAIGN_PEPPER = secret("CAMPAIGN_PEPPER", make=lambda: f"{DEVELOPMENT}-{secrets.token_urlsafe(32)}")
CAMPAIGN_SEALING_PUBLIC_KEY = secret("CAMPAIGN_SEALING_PUBLIC_KEY", make=development_sealing_key, least=44)

# ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if IS_PRODUCTION else [*LOOPBACK, "testserver"])
CAMPAIGN_URL = env.str("CAMPAIGN_URL", default="" if IS_PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
if IS_PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty: name the site's host, for example campaign.example.org."
    )
if IS_PRODUCTION and not CAMPAIGN_URL.startswith("https://"):
    raise ImproperlyConfigured("CAMPAIGN_URL must be the site's public address and begin with https://.")
CAMPAIGN_TRUSTED_PROXIES = number("CAMPAIGN_TRUSTED_PROXIES", 0)  # proxies in front that set X-Forwarded-*

ROOT_URLCONF = "campaign.urls"
WSGI_APPLICATION = "campaign.wsgi.application"

# ── Applications ─────────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "django.contrib.auth",  # before the desk, which replaces its admin pages
    "campaign.operations",
    "campaign.starter",
    "campaign.desk.apps.DeskAdminConfig",  # in place of django.contrib.admin
    "campaign.desk.apps.DeskConfig",
    "campaign.pages",
    "campaign.submissions",
    "campaign.petitions",
    "campaign.letters",
    "campaign.events",
    "campaign.actions",
    "campaign.prisoners",
    "campaign.organisations",
    "campaign.web",
    "archive",
    "django_filters",
    "import_export",
    "django_prose_editor",
    "django_tasks_db",
    "whitenoise.runserver_nostatic",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, which the renderer below looks for like any other
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "campaign.web.headers.headers_middleware",
    "campaign.web.language.path_language_middleware",
    "campaign.web.gone.GoneMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "campaign.pages.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────


def database() -> dict[str, Any]:
    url = env.str("DATABASE_URL", default="")
    if not url:
        return sqlite_database(CAMPAIGN_VAR / "db.sqlite3")
    configuration = env.db_url_config(url)
    if "sqlite" in configuration["ENGINE"]:
        return sqlite_database(configuration["NAME"])
    if "postgresql" not in configuration["ENGINE"]:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    return configuration | {
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10} if CAMPAIGN_MODE != "test" else False,
            "options": "-c statement_timeout=5s -c lock_timeout=2s -c timezone=UTC",
        },
    }


def sqlite_database(path: Path | str) -> dict[str, Any]:
    version = sqlite3.sqlite_version_info
    if not wal_is_safe(version):
        sentence = (
            f"SQLite {sqlite3.sqlite_version} can lose committed pages when two processes share its log"
        )
        if IS_PRODUCTION:
            raise ImproperlyConfigured(
                f"{sentence}: install pysqlite3 as the lock file pins it, or use PostgreSQL."
            )
        print(f"Warning: {sentence}; this site uses the slower rollback journal instead.", file=sys.stderr)
    return {
        "ENGINE": "campaign.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": connection_options(version),
        # A file, as on a real site: in memory two threads would not wait for each other but fail.
        "TEST": {"NAME": CAMPAIGN_VAR / "test.sqlite3"},
    }


DATABASES = {"default": database()}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CAMPAIGN_LIMITS = choice("CAMPAIGN_LIMITS", ("on", "off"), "on")
if CAMPAIGN_LIMITS == "off" and IS_PRODUCTION:
    raise ImproperlyConfigured("CAMPAIGN_LIMITS=off is for load tests: production does not start with it.")

# What the background worker runs, and how many seconds lie between two runs.
CAMPAIGN_JOBS: list[tuple[str, float]] = [
    ("campaign.petitions.counting.count_confirmed", 1),
    ("campaign.petitions.post.send_due", 1),
    ("campaign.petitions.retention.remove_expired", 3600),
    ("campaign.letters.reminders.send_due", 3600),
    ("campaign.pages.retention.remove_old_messages", 86_400),
    ("campaign.events.retention.wipe_old_contacts", 86_400),
    ("campaign.submissions.retention.remove_expired", 3600),
    ("campaign.web.limits.forget_old_windows", 3600),
]

# ── Mail ─────────────────────────────────────────────────────────────────────────────────────────────────

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="" if IS_PRODUCTION else "desk@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if IS_PRODUCTION and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("DEFAULT_FROM_EMAIL is missing: name the address from which the site writes.")


def mailers() -> dict[str, dict[str, Any]]:
    """MAILERS is a URL, smtp://user:password@host:587?tls=true; local mode writes files instead."""
    url = env.str("MAILERS", default="")
    if not url and not IS_PRODUCTION:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(CAMPAIGN_VAR / "mail")}}}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "MAILERS must be an address such as smtp://user:password@mail.example.org:587."
        )
    implicit_tls = parts.scheme == "smtps"
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if implicit_tls else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": implicit_tls,
        "use_tls": not implicit_tls and "tls=false" not in parts.query,
        "timeout": 10,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


MAILERS = mailers()

# ── Languages and time ───────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["campaign.formats"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = CAMPAIGN_VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "campaign.web.stylesheets.JoinedStylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(CAMPAIGN_VAR / "media")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": env.str("MEDIA_STORAGE", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("MEDIA_STORAGE_OPTIONS", default={}),
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if CAMPAIGN_MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = CAMPAIGN_MODE == "test"

# ── Doors ────────────────────────────────────────────────────────────────────────────────────────────────

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# The editor of reports puts one <style> into its page, always the same of its version.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
# The admin's own templates carry Django's nonce; its pages are never cached.
CAMPAIGN_DESK_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE, EDITOR_STYLE],
    "font-src": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
if CAMPAIGN_TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "session"
SESSION_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if IS_PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "campaign.pages.errors.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if CAMPAIGN_MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "admin:login"

# ── Logs: no addresses of people, no query strings, no tokens ────────────────────────────────────────────

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_paths": {"()": "campaign.web.logs.WithoutPaths"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_paths"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
