"""Proofs for the Kubernetes cards: manifests held to the schemas of Kubernetes."""

POD = """
apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec:
  containers:
    - name: web
      image: shop:1.0
      env:
        - name: PORT
          {line}
"""


def test_a_variable_needs_text(kubernetes_findings, options):
    reasons = {
        "value": "is not of type",
        "values": "'values' was unexpected",
        "valueFrom": "is not of type",
    }
    for line, right in options:
        found = kubernetes_findings(POD.format(line=line))
        if right:
            assert found == []
        else:
            key = line.partition(":")[0]
            assert any(reasons[key] in finding.message for finding in found), found
