# SPDX-License-Identifier: GPL-2.0-or-later
"""SIP and SDP of calls with ICE, in each grammar that Microsoft has used.

Sources: draft-ietf-mmusic-ice-06 4.3 and [MS-ICE] (DRAFT_06), [MS-ICE2] and
[MS-SDPEXT] (MICROSOFT), RFC 8839 5.1 (RFC_8839).
"""

import base64
from typing import NamedTuple

DRAFT_06, MICROSOFT, RFC_8839 = "draft-06", "microsoft", "rfc-8839"
TYPE_PREFERENCE = {"host": 126, "prflx": 110, "srflx": 100, "relay": 10}
OPUS = {114: "opus/48000/2"}


class Candidate(NamedTuple):
    """A transport address that a side offers."""

    address: str
    port: int
    kind: str = "host"              # host, srflx or relay
    component: int = 1
    transport: str = "UDP"          # or TCP-ACT, TCP-PASS
    base: str = "0.0.0.0"           # raddr


def user(address):
    """Of a candidate of draft-06: 32 octets in base64 without padding, the same
    for both components."""
    return base64.b64encode(address.rjust(32).encode()).decode().rstrip("=")


def _draft_06(candidate, number):
    """User and password of each candidate are base64 without padding."""
    password = base64.b64encode(b"pass%012d" % number).decode().rstrip("=")
    transport = candidate.transport[:3]
    return "a=candidate:%s %d %s %s 0.%d %s %d\r\n" % (
        user(candidate.address), candidate.component, password, transport,
        830 - 10 * number, candidate.address, candidate.port)


def _draft_19(candidate, number, name):
    priority = ((TYPE_PREFERENCE[candidate.kind] << 24) +
                (65535 << 8) + 256 - candidate.component)
    related = ("" if candidate.kind == "host" else
               "raddr %s rport %d " % (candidate.base, candidate.port))
    return "a=%s:%d %d %s %d %s %d typ %s %s\r\n" % (
        name, number + 1, candidate.component, candidate.transport, priority,
        candidate.address, candidate.port, candidate.kind, related)


def candidate_lines(grammar, candidates):
    if grammar == DRAFT_06:
        return "".join(_draft_06(candidate, number)
                       for number, candidate in enumerate(candidates))
    return "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n" % ("qkEP", "e" * 24) + "".join(
        _draft_19(candidate, number, "x-candidate-ipv6"
                  if grammar == MICROSOFT and ":" in candidate.address
                  else "candidate")
        for number, candidate in enumerate(candidates))


class Line(NamedTuple):
    """An m= line with its candidates."""

    default: tuple                  # address and port of c= and m=
    candidates: tuple
    maps: dict = OPUS               # payload type -> rtpmap
    kind: str = "audio"
    profile: str = "RTP/AVP"
    more: str = ""                  # further a= lines


def sdp(lines, grammar=RFC_8839):
    out = "v=0\r\no=- 0 1 IN IP4 192.0.2.200\r\ns=session\r\nt=0 0\r\n"
    for line in lines:
        address, port = line.default
        out += "m=%s %d %s %s\r\nc=IN IP%d %s\r\n" % (
            line.kind, port, line.profile, " ".join(map(str, line.maps)),
            6 if ":" in address else 4, address)
        out += candidate_lines(grammar, line.candidates) + line.more
        out += "".join("a=rtpmap:%d %s\r\n" % (pt, name)
                       for pt, name in line.maps.items() if name)
    return out


def alternative(fallback, body):
    """multipart/alternative as a Lync client sends it: draft-06 first."""
    part = ("--next\r\nContent-Type: application/sdp\r\n"
            "Content-Transfer-Encoding: 7bit\r\n"
            "Content-Disposition: session; handling=optional%s\r\n\r\n%s\r\n")
    return (part % ("; ms-proxy-2007fallback", fallback) + part % ("", body) +
            "--next--\r\n")


def message(start, cseq="1 INVITE", body="", kind="application/sdp",
            more=""):
    """Between a client and its proxy, 10.1.0.5 and 192.0.2.200."""
    answered = start.startswith("SIP/2.0 ") or not cseq.startswith("1 ")
    method = cseq.split()[1]
    first = "%s sip:bob@example.com SIP/2.0" % method if not start else start
    return ("%s\r\nVia: SIP/2.0/UDP 10.1.0.5:5060;branch=z9hG4bK%s\r\n"
            "Max-Forwards: 70\r\n"
            "From: <sip:alice@example.com>;tag=a\r\n"
            "To: <sip:bob@example.com>%s\r\nCall-ID: ice@example.com\r\n"
            "CSeq: %s\r\nContact: <sip:%s>\r\n%sContent-Type: %s\r\n"
            "Content-Length: %d\r\n\r\n%s" %
            (first, cseq.replace(" ", ""), ";tag=b" if answered else "", cseq,
             "bob@192.0.2.200" if start.startswith("SIP") else
             "alice@10.1.0.5", more, kind, len(body), body)).encode()
