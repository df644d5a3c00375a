"""Settings, read from the environment; with no environment: SQLite and the in-memory layer."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from board_project import environment, pooling, sign_in

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("LIVEBOARD_DATA") or BASE_DIR / "data").resolve()
PORT = int(os.environ.get("LIVEBOARD_PORT") or 8000)
DATABASE_URL = os.environ.get("DATABASE_URL", "")
# With commas between several, each carries some of the boards (docs/scaling.md); what is counted is in the first.
REDIS_URLS = [url.strip() for url in os.environ.get("REDIS_URL", "").split(",") if url.strip()]
REDIS_URL = REDIS_URLS[0] if REDIS_URLS else ""
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Address: hosts, origins and cookies follow from LIVEBOARD_URL, never from the Host header.
PUBLIC_URL = environment.public_url(PORT)
PUBLIC_ORIGINS = environment.origins(PUBLIC_URL)
ALLOWED_HOSTS = [urlsplit(origin).hostname or "" for origin in PUBLIC_ORIGINS]
CSRF_TRUSTED_ORIGINS = PUBLIC_ORIGINS
TLS = PUBLIC_URL.startswith("https://")
TRUSTED_PROXIES = environment.trusted_proxies()
if TLS and not TRUSTED_PROXIES:
    raise ImproperlyConfigured(
        "LIVEBOARD_URL is https, which a proxy in front of this server provides: say how many there are in "
        "LIVEBOARD_TRUSTED_PROXIES (usually 1)."
    )

DEBUG = environment.flag("LIVEBOARD_DEBUG")
if DEBUG and (DATABASE_URL or TLS):
    raise ImproperlyConfigured(
        "LIVEBOARD_DEBUG shows secrets to visitors. Unset it where DATABASE_URL or an https LIVEBOARD_URL is set."
    )
SECRET_KEY = environment.secret_key(DATA_DIR)

INSTALLED_APPS = [
    "boards",
    # It shows what boards/admin.py registers; other apps would add pages that write addresses and second factors.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before the static files: pictures among them can be opened as pages.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "board_project.unlisted.unlisted",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After that: somebody who is signed in may have chosen one.
    "boards.languages.choose",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "boards.sent.tell_what_was_sent",
    "boards.outages.OutagePage",
]
ROOT_URLCONF = "board_project.urls"
ASGI_APPLICATION = "board_project.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "boards.appearance.look",
            ],
            # Nearly every template has words.
            "builtins": ["django.templatetags.i18n"],
        },
    },
]

# --- Database: PostgreSQL through psycopg's pool, or SQLite with every atomic block taking the write lock at once.
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
    POOL_SIZE = int(os.environ.get("LIVEBOARD_POOL") or 10)
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        # What the address asks for, such as ?sslmode=require.
        **DATABASES["default"].get("OPTIONS", {}),
        # Reads, commands and HTTP threads share it: see boards/threads.py.
        "pool": {"min_size": 2, "max_size": POOL_SIZE * 3, "timeout": 10, "check": pooling.check},
    }
else:
    POOL_SIZE = 1
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "liveboard.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
            # A file: the tests' threads are as separate as the server's are.
            "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Channel layer: pub/sub, since a lost message is healed by the heartbeat.
CHANNEL_LAYERS: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # redis-py 8 times idle sockets out after 5 s, which is the layer's own blocking pop: never.
        "CONFIG": {
            "hosts": [{"address": url, "socket_timeout": None, "socket_connect_timeout": 2} for url in REDIS_URLS]
        },
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}}
}

# --- What is counted at signing in: by all processes together where there is a Redis, and in memory where it is away.
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "board_project.cache.SharedCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "liveboard"}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # With Django's 300, three hundred addresses would wipe out what all others tried.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- People
AUTH_USER_MODEL = "boards.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_REDIRECT_URL = "boards:home"
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "boards.views.people.NameForm"
ACCOUNT_USER_DISPLAY = "boards.models.people.display_name"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if TLS else "http"
ACCOUNT_FORMS = {"add_email": "boards.views.addresses.AddressForm", "signup": "boards.views.sign_up.SignUpForm"}
ACCOUNT_ADAPTER = "boards.accounts.Adapter"
# One address each; another one takes its place when it is confirmed. Before that, the password is asked for again.
ACCOUNT_CHANGE_EMAIL = ACCOUNT_REAUTHENTICATION_REQUIRED = ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# No limit per key (an attacker would lock others out); per client or person instead.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip",
    "signup": "20/m/ip",
    "reset_password": "10/m/ip",
    "confirm_email": "10/m/ip",
    # Ours: secrets of invitations, tried or used.
    "join": "100/m/ip",
}

# --- The second factor: codes of an app, passkeys and security keys, and recovery codes that are shown once.
MFA_ADAPTER = "boards.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
# Phones' clocks are not exact (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "boards.views.factors.CodeForm",
    "reauthenticate": "boards.views.factors.CodeAgainForm",
    "add_webauthn": "boards.views.factors.NewKeyForm",
    "edit_webauthn": "boards.views.factors.KeyNameForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# --- Single sign-on, where the environment names a provider; its tables are there in any case.
OPENID = sign_in.openid()
SOCIALACCOUNT_ADAPTER = "boards.openid.accounts.Adapter"
# A confirmed address is one person's, there and here: see boards/openid/accounts.py.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = SOCIALACCOUNT_STORE_TOKENS = False

# --- Mail: to the console, where nobody who signs up sees it, or by a server; then addresses have to be confirmed.
MAILERS = {"default": environment.mailer()}
DEFAULT_FROM_EMAIL = environment.mail_from(PUBLIC_URL)
SENDS_MAIL = "OPTIONS" in MAILERS["default"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SENDS_MAIL else "optional"
# Otherwise nobody could have a second factor where no address is ever confirmed.
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION == "optional"
# --- Who may sign up without an invitation: everybody where only this machine is served, else nobody.
SIGNUP_DOMAINS = environment.signup_domains(sends_mail=SENDS_MAIL)
SIGNUP_OPEN = environment.signup_is_open(
    production=bool(DATABASE_URL) or urlsplit(PUBLIC_URL).hostname not in environment.LOOPBACK, domains=SIGNUP_DOMAINS
)
SILENCED_SYSTEM_CHECKS = [
    "mail.E001",  # a first start needs no mail server: mails go to the log
    "security.W005",  # other hosts of the domain are not ours to decide about
    "security.W021",  # neither is the browsers' preload list
]

# --- Words and times
LANGUAGE_CODE = "en"
USE_I18N = True
# Each by its own name, for whoever cannot read the page; docs/translating.md tells how to add one.
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español"), ("fr", "Français"), ("ja", "日本語")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "board_project.formats"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = TLS
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files that belong to pages
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# Empty until ``collectstatic``; the middleware complains of a missing folder.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "board_project.static.StaticFiles"
    },
}

# --- Whether browsers keep copies of boards, to be read without a network (static/js/offline-worker.js).
OFFLINE_COPIES = environment.answer("LIVEBOARD_OFFLINE_COPIES")

# --- Files that people send; served by views of ours alone, so there is no MEDIA_URL.
MEDIA_ROOT = DATA_DIR / "files"

# --- Guards
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if TLS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    # Probes come from inside, past the proxy.
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"liveboard": {"level": os.environ.get("LIVEBOARD_LOG", "INFO")}},
}
