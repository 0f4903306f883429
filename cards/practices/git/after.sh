# The same week: a branch for each purpose, a commit for each change.
set -e
echo '.env' > .gitignore
git add .gitignore
git commit -q -m "Keep local settings out of the repository"
echo 'SECRET_KEY=key-of-production' > .env

git switch -q -c fix/unknown-conversation
echo 'status = 404' > views.py
git add views.py
git commit -q -m "Answer 404 for an unknown conversation" \
  -m "The view answered 500, and clients retried it without end."
git switch -q main
git merge -q --no-ff fix/unknown-conversation -m "Merge pull request 12: unknown conversation"

git switch -q -c feature/rate-limit
echo 'LIMIT = 5' > limiter.py
git add limiter.py
git commit -q -m "Limit messages to five a minute"
git switch -q main
git merge -q --no-ff feature/rate-limit -m "Merge pull request 13: rate limit"
