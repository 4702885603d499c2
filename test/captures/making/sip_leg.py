# SPDX-License-Identifier: GPL-2.0-or-later
"""One leg of a call: the SIP messages between two parties, as text.

Side 0 sent the INVITE, side 1 received it. Times are seconds since the start
of the call.
"""

from typing import NamedTuple

from . import sip_transport

REASONS = {
    100: "Trying", 180: "Ringing", 183: "Session Progress", 200: "OK",
    302: "Moved Temporarily", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    407: "Proxy Authentication Required", 408: "Request Timeout",
    422: "Session Interval Too Small", 480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist", 486: "Busy Here",
    487: "Request Terminated", 488: "Not Acceptable Here",
    491: "Request Pending", 500: "Server Internal Error",
    503: "Service Unavailable", 504: "Server Time-out",
    600: "Busy Everywhere", 603: "Decline",
}


class Request(NamedTuple):
    side: int
    method: str
    cseq: int
    branch: str
    uri: str
    to_tag: str     # "" before the dialog stands


def in_brackets(address):
    return "[%s]" % address if ":" in address else address


class Leg:
    def __init__(self, random, parties, transport="UDP", call_id=None,
                 session_ids=None):
        self.random, self.parties = random, parties
        self.transport = transport
        self.tags = ["%010x" % random.getrandbits(40) for _ in parties]
        self.epids = ["%010X" % random.getrandbits(40) for _ in parties]
        self.cseq = [random.randrange(1, 100), random.randrange(1, 30000)]
        self.call_id = call_id or self._new_call_id()
        self.session_ids = session_ids      # RFC 7989: caller's, callee's
        self.messages = []                  # (time_us, side, bytes)
        self.extra = [[], []]               # headers of each side's messages

    def _new_call_id(self):
        party = self.parties[0]
        bits = "%032x" % self.random.getrandbits(128)
        if party.agent.mediation:
            return "-".join((bits[:8], bits[8:12], bits[12:16], bits[16:20],
                             bits[20:]))
        return "%s@%s" % (bits[:24], in_brackets(party.sip.address))

    # --- headers -------------------------------------------------------

    def _uri(self, side):
        party = self.parties[side]
        if party.agent.mediation:
            return "sip:%s;phone-context=DefaultProfile@%s;user=phone" % (
                party.user, party.domain)
        return "sip:%s@%s;user=phone" % (party.user, party.domain)

    def _identity(self, side, tag, epid=True):
        name = '"%s"' % self.parties[side].user if side == 0 else ""
        text = "%s<%s>" % (name, self._uri(side))
        if epid and self.parties[side].agent.mediation:
            text += ";epid=" + self.epids[side]
        return text + (";tag=" + tag if tag else "")

    def contact(self, side):
        party = self.parties[side]
        host = in_brackets(party.sip.address)
        if party.agent.mediation:
            return ("<sip:%s:%d;transport=%s;maddr=%s;ms-opaque=%016x>" % (
                party.domain, party.sip.number, self.transport.capitalize(),
                host, 0x1d3a5c7e90b2d4f6 ^ self.parties[0].sip.number))
        return "<sip:%s@%s:%d;transport=%s>" % (
            party.user, host, party.sip.number, self.transport.lower())

    def _via(self, side, branch):
        sip = self.parties[side].sip
        return "SIP/2.0/%s %s:%d;branch=%s" % (
            self.transport, in_brackets(sip.address), sip.number, branch)

    def _session_id(self, side):
        mine, other = self.session_ids[side], self.session_ids[1 - side]
        return "%s;remote=%s" % (mine, other)

    def _common(self, request, sender, to_tag):
        """Via, From, To, Call-ID, CSeq, and what the script adds."""
        asker = request.side
        headers = [
            ("Via", self._via(asker, request.branch)),
            ("From", self._identity(asker, self.tags[asker])),
            ("To", self._identity(1 - asker, to_tag, bool(to_tag))),
            ("Call-ID", self.call_id),
            ("CSeq", "%d %s" % (request.cseq, request.method)),
        ]
        if self.session_ids:
            headers.append(("Session-ID", self._session_id(sender)))
        return headers + self.extra[sender]

    def _say(self, side, with_methods, headers):
        """Contact, Allow, Supported and the name; `headers` may replace
        Supported."""
        agent = self.parties[side].agent
        out = [("Contact", self.contact(side))] if with_methods else []
        if with_methods:
            out.append(("Allow", agent.allow))
            if not any(name == "Supported" for name, _ in headers):
                out.append(("Supported", ", ".join(agent.supported)))
        return out

    def _emit(self, at_s, side, start, headers, body):
        if self.parties[side].agent.mediation:
            headers = [(name.upper(), value) for name, value in headers]
        lines = [start] + ["%s: %s" % header for header in headers]
        text = "\r\n".join(lines) + "\r\n\r\n" + body
        self.messages.append((round(at_s * 1e6), side, text.encode()))

    def _finish(self, at_s, side, start, headers, sdp):
        body = sdp or ""
        kind = [("Content-Type", "application/sdp")] if body else []
        self._emit(at_s, side, start, headers + kind +
                   [("Content-Length", str(len(body)))], body)

    # --- messages ------------------------------------------------------

    def branch(self):
        return "z9hG4bK%012x" % self.random.getrandbits(48)

    def request(self, at_s, side, method, headers=(), sdp=None, to_tag=None,
                like=None):
        """Sends a request. to_tag "" is one outside a dialog; like: an
        INVITE that an ACK of a failure, or CANCEL, shares the branch with."""
        headers = list(headers)
        if like:
            new = like._replace(method=method)
        else:
            if method != "ACK":
                self.cseq[side] += 1
            tag = self.tags[1 - side] if to_tag is None else to_tag
            new = Request(side, method, self.cseq[side], self.branch(),
                          self._target(side), tag)
        return self._send(at_s, new, headers, sdp)

    def _target(self, side):
        peer = self.parties[1 - side]
        return "sip:%s@%s:%d;user=phone;transport=%s" % (
            peer.user, in_brackets(peer.sip.address), peer.sip.number,
            self.transport.lower())

    def _send(self, at_s, new, headers, sdp):
        agent = self.parties[new.side].agent
        out = self._common(new, new.side, new.to_tag)
        out.append(("Max-Forwards", "70"))
        out += self._say(new.side, new.method in ("INVITE", "UPDATE"),
                         headers)
        out += headers + [("User-Agent", agent.name)]
        self._finish(at_s, new.side, "%s %s SIP/2.0" % (new.method, new.uri),
                     out, sdp)
        return new

    def response(self, at_s, request, status, headers=(), sdp=None,
                 tag=None):
        """Answers a request; tag: another To tag than side 1's (a fork)."""
        side, headers = 1 - request.side, list(headers)
        to_tag = tag or request.to_tag or self.tags[side]
        out = self._common(request, side, "" if status == 100 else to_tag)
        contact = (request.method in ("INVITE", "UPDATE") and
                   (100 < status < 300))
        out += self._say(side, contact, headers) + headers
        out.append(("Server", self.parties[side].agent.name))
        self._finish(at_s, side, "SIP/2.0 %d %s" % (status, REASONS[status]),
                     out, sdp)

    def ack(self, at_s, request, failed=False, tag=None):
        """ACK of a 2xx (a branch of its own) or of a failure."""
        tag = tag or request.to_tag or self.tags[1 - request.side]
        new = request._replace(method="ACK", to_tag=tag, branch=(
            request.branch if failed else self.branch()))
        return self._send(at_s, new, [], None)

    def refuse(self, at_s, request, status, ack_s):
        """A final response that refuses the request, and its ACK."""
        self.response(at_s, request, status)
        self.ack(ack_s, request, True)

    def again(self, at_s, index=-1):
        """The message `index` of the leg once more, octet by octet."""
        _, side, text = self.messages[index]
        self.messages.append((round(at_s * 1e6), side, text))

    # --- the wire ------------------------------------------------------

    def frames(self):
        ports = [party.sip for party in self.parties]
        carry = (sip_transport.over_udp if self.transport == "UDP"
                 else sip_transport.over_tcp)
        return carry(self.random, ports, self.messages)
