"""Proof of what Django's TestCase does to functions that wait for a commit."""

import unittest


def test_on_commit_in_a_test_case(django_project):
    apps = ["django.contrib.auth", "django.contrib.contenttypes"]
    django_project(INSTALLED_APPS=apps).migrate()
    from django.contrib.auth.models import User
    from django.db import transaction
    from django.test import TestCase, TransactionTestCase

    sent = []

    # region: on-commit
    def book():
        with transaction.atomic():
            User.objects.create(username="amal")
            transaction.on_commit(lambda: sent.append("mail"))

    class InATransaction(TestCase):
        def test_alone(self):
            book()
            self.assertEqual((User.objects.count(), sent), (1, []))

        def test_captured(self):
            with self.captureOnCommitCallbacks(execute=True):
                book()
            self.assertEqual((User.objects.count(), sent), (1, ["mail"]))
            sent.clear()

    class WithCommits(TransactionTestCase):
        def test_alone(self):
            book()
            self.assertEqual((User.objects.count(), sent), (1, ["mail"]))

    # endregion
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    result = unittest.TestResult()
    unittest.TestSuite([load(InATransaction), load(WithCommits)]).run(result)
    assert result.testsRun == 3
    assert result.failures + result.errors == []
