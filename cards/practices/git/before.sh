# A week of work on the messaging app, saved at the end of the week.
set -e
echo 'LIMIT = 5' > limiter.py
echo 'status = 404' > views.py
echo 'SECRET_KEY=key-of-production' > .env
git add .
git commit -q -m "final changes"
