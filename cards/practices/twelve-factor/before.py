"""Settings of a messaging app: one file that knows all of its deploys."""

import os

SECRET_KEY = os.environ.get("SECRET_KEY", "django-insecure-change-me")
DEBUG = bool(os.environ.get("DEBUG", False))

if os.environ.get("STAGE") == "production":
    DATABASE_URL = "postgresql://app:s3cret@10.0.0.5/messages"
else:
    DATABASE_URL = "sqlite:///db.sqlite3"
