"""Proofs for the GitHub Actions cards: workflows held to the schema and read by zizmor."""

TEST_JOB = """
name: ci
on: push
permissions: {contents: read}
jobs:
  test:
    runs-on: ubuntu-latest
    steps: [{run: make test}]
"""

DEPLOY_JOB = """
  deploy{number}:
    runs-on: ubuntu-latest
    {line}
    steps: [{{run: make deploy}}]
"""

ONE_JOB = """
name: ci
on: pull_request
permissions: {{contents: read}}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      {step}
"""


def rules(findings):
    return {finding.rule for finding in findings}


def test_keys_that_order_jobs(workflow_findings, options):
    # One job for each option, all in one workflow.
    jobs = [DEPLOY_JOB.format(number=number, line=line) for number, (line, _) in enumerate(options)]
    found = {one.place: one.message for one in workflow_findings(TEST_JOB + "".join(jobs))}
    expected = {
        f"$.jobs.deploy{number}": line.partition(":")[0]
        for number, (line, right) in enumerate(options)
        if not right
    }
    assert found.keys() == expected.keys()
    for place, key in expected.items():
        assert f"'{key}' was unexpected" in found[place]


def test_a_tag_is_no_pin(workflow_findings):
    def found(ref):
        step = f"- {{uses: 'actions/setup-python@{ref}'}}"
        return rules(workflow_findings(ONE_JOB.format(step=step)))

    assert found("v6") == found("main") == {"unpinned-uses"}
    assert found("a26af69be951a213d495a4c3e4e4022e16d87065") == set()


def test_a_title_in_a_script_is_reported(workflow_findings):
    # region: stranger-title
    title = "${{ github.event.pull_request.title }}"
    pasted = f'- run: echo "Checking {title}"'
    passed = f"- {{env: {{TITLE: '{title}'}}, run: 'echo \"Checking $TITLE\"'}}"
    assert rules(workflow_findings(ONE_JOB.format(step=pasted))) == {"template-injection"}
    assert workflow_findings(ONE_JOB.format(step=passed)) == []
    # endregion
