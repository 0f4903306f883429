"""Proofs for the cards on JWE, ID Tokens, PKCE and refresh tokens."""

import base64
import hashlib
import json
import secrets

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# RFC 7516, appendix A.1.7; the text inside is that of A.1.
JWE = (
    "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ."
    "OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr"
    "05kLzcSr4qKAq7YN7e9jwQRb23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwa"
    "m_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv"
    "0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi6UklfCpIMfIjf7iG"
    "dXKHzg."
    "48V1_ALb6US04U3b."
    "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A."
    "XFBoMYUZodetZdvTiFvSkQ"
)
TEXT = b"The true sign of intelligence is not knowledge but imagination."
KEY = bytes.fromhex("b1a1f480548fe1733fb403ff6b9ad4f68a076e5b702e22692f82cb2e7aea40fc")


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_of_a_jwe_the_header_is_readable_and_the_claims_are_not(options):
    header, _key, vector, ciphertext, tag = JWE.split(".")
    readable = json.loads(decoded(header)) == {"alg": "RSA-OAEP", "enc": "A256GCM"}
    claims = decoded(ciphertext) == TEXT or decoded(ciphertext).isascii()
    truth = {
        "The header alone": readable and not claims,
        "The claims alone": claims and not readable,
        "The header and claims": readable and claims,
        "Neither of the two": not readable and not claims,
    }
    assert truth == dict(options)

    sealed = decoded(ciphertext) + decoded(tag)
    assert AESGCM(KEY).decrypt(decoded(vector), sealed, header.encode()) == TEXT


def test_an_id_token_is_good_for_its_own_client_alone(card):
    names = {}
    exec(card.body.fixed, names)  # it has let no stranger in when it ends
    user_of = names["user_of"]

    def claims(audience):
        return {"iss": "https://id.example", "aud": audience, "sub": "ada"}

    for audience in ("bank", ["bank"]):
        assert user_of(claims(audience)) == "ada"
    for audience in ("game", ["game"], "databank", ["bank", "game"], []):
        with pytest.raises(PermissionError, match="audience"):
            user_of(claims(audience))
    assert "bank" in "databank"  # the why: what a check by `in` would let in


def challenge_of(verifier):
    """The S256 method of RFC 7636."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class AuthorizationServer:
    def __init__(self):
        self.challenges = {}
        self.successor = {}
        self.alive = set()

    def authorize(self, challenge):
        code = secrets.token_urlsafe(8)
        self.challenges[code] = challenge
        return code

    def token(self, code, verifier):
        if challenge_of(verifier) != self.challenges[code]:
            raise PermissionError("invalid_grant")
        del self.challenges[code]
        return self.fresh()

    def fresh(self):
        token = secrets.token_urlsafe(8)
        self.alive.add(token)
        return token

    def refresh(self, token):
        if token in self.successor:
            self.revoke(token)
        if token not in self.alive:
            raise PermissionError("invalid_grant")
        self.alive.remove(token)
        self.successor[token] = self.fresh()
        return self.successor[token]

    def revoke(self, token):
        while token:
            self.alive.discard(token)
            token = self.successor.get(token)


def test_a_stolen_code_is_of_no_use_without_the_verifier():
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert challenge_of(verifier) == challenge

    server = AuthorizationServer()
    code = server.authorize(challenge)
    for guess in (challenge, code, "a" * 43):  # all that a thief can have seen
        with pytest.raises(PermissionError, match="invalid_grant"):
            server.token(code, guess)
    assert server.token(code, verifier) in server.alive


def test_a_used_refresh_token_ends_the_whole_login():
    server = AuthorizationServer()
    first = server.fresh()
    thief = server.refresh(first)  # a copy was stolen and used first
    assert server.refresh(thief) in server.alive

    with pytest.raises(PermissionError):
        server.refresh(first)  # the owner comes with the old one
    assert server.alive == set()
