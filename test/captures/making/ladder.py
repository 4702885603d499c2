# SPDX-License-Identifier: GPL-2.0-or-later
"""Captures from the ladders of test/ladders, whose README says what the form
is. A reader of its own: it shares nothing with that of the unit tests."""

import re
import shlex
from typing import NamedTuple

from .wire import Flow

HEADERS = {"se": "Session-Expires", "x": "x", "minse": "Min-SE",
           "supported": "Supported", "k": "k", "require": "Require",
           "unsupported": "Unsupported", "allow": "Allow",
           "ua": "User-Agent", "server": "Server"}
USUAL = {"A": "10.0.0.1:5060", "B": "10.0.0.2:5060", "C": "10.0.0.3:5060",
         "P": "10.0.0.9:5060"}
SEVERITIES = ["Chat", "Note", "Warn", "Error"]


class Message(NamedTuple):
    time_us: int
    flow: Flow
    text: bytes         # empty: a packet of the media
    about: dict         # what later lines refer to


class Expectation(NamedTuple):
    message: int        # from 1; 0: the whole case
    what: str
    severity: str       # or ""
    text: str           # or ""


class Party:
    def __init__(self, name, address, words=()):
        values = dict(word.partition("=")[::2] for word in words)
        self.host, port = address.split(":")
        self.port = int(port)
        self.address = address
        self.agent = values.get("ua")
        self.tag = values.get("tag", "tag-" + name)


class Case:
    """One case; users: what stands before the @ of From and To, by party."""

    def __init__(self, rule, name, users):
        self.rule, self.name, self.users = rule, name, users
        self.transport, self.grace_s = "UDP", 5
        self.lacks = False
        self.parties = {n: Party(n, a) for n, a in USUAL.items()}
        self.dialogs = set()
        self.messages, self.expected = [], []

    def uri(self, party):
        user = self.users(party)
        return "sip:%sexample.com" % (user + "@" if user else "")

    def read(self, line):
        if line.startswith("+"):
            self._append(line[1:].removeprefix(" "))
        elif line.startswith("expect "):
            self.expected.append(_expectation(line))
        else:
            self._words(shlex.split(line))

    def in_capture(self, expectation):
        """What is expected in a capture that began long before the case."""
        if not self.lacks or not expectation.message:
            return expectation
        return expectation._replace(severity="Note", text="but one may be missing")

    def _words(self, words):
        if words[0] == "party":
            self.parties[words[1]] = Party(words[1], words[2], words[3:])
        elif words[0] == "transport":
            self.transport = words[1].upper()
        elif words[0] == "grace":
            self.grace_s = int(words[1])
        elif words[0] == "lacks":
            self.lacks = True
        elif words[0] == "dialog":
            call = _values(words).get("call", "1")
            self.dialogs.add((call, frozenset(words[1:3])))
        elif words[1] == "again":
            old = self.messages[int(words[2]) - 1]
            self.messages.append(old._replace(time_us=_time_us(words[0])))
        else:
            self._message(words)

    def _append(self, header):
        last = self.messages[-1]
        text = last.text.replace(b"Content-Length: 0\r\n\r\n", b"")
        self.messages[-1] = last._replace(text=text + header.encode() +
                                          b"\r\nContent-Length: 0\r\n\r\n")

    def _message(self, words):
        near, far = words[1].split(">")
        source, target = self.parties[near], self.parties[far]
        flow = Flow(source.host, target.host, source.port, target.port)
        about, text = {}, b""
        if words[2] != "rtp":
            values = _values(words[3:])
            about = dict(hop=(near, far), call=values.get("call", "1"),
                         cseq=int(words[3]))
            if words[2].isdigit():
                self._answer(about, int(words[2]), values)
            else:
                self._ask(about, words[2], values)
            text = self._text(about, words[2], values)
        self.messages.append(Message(_time_us(words[0]), flow, text, about))

    def _ask(self, about, method, values):
        ends = (values["as"].split(",") if "as" in values
                else list(about["hop"]))
        about.update(asks=True, method=method, caller=ends[0], callee=ends[1])
        about["from"] = values.get("fromtag", self.parties[ends[0]].tag)
        about["to"] = None
        if "totag" in values:
            about["to"] = None if values["totag"] == "-" else values["totag"]
        elif ((about["call"], frozenset(ends)) in self.dialogs and
              method != "CANCEL"):
            about["to"] = self.parties[ends[1]].tag

    def _answer(self, about, status, values):
        near, far = about["hop"]
        asked = [m.about for m in self.messages if m.about.get("asks") and
                 m.about["hop"] == (far, near) and
                 m.about["call"] == about["call"] and
                 m.about["cseq"] == about["cseq"] and
                 m.about["method"] != "ACK" and
                 values.get("of", m.about["method"]) == m.about["method"]]
        if asked:
            for key in ("method", "caller", "callee", "from", "to"):
                about[key] = asked[-1][key]
        else:
            about.update({"method": values["of"], "caller": far,
                          "callee": near, "from": self.parties[far].tag,
                          "to": None})
        about["asks"] = False
        if "totag" in values:
            about["to"] = values["totag"]
        if about["to"] is None and status > 100:
            about["to"] = self.parties[about["callee"]].tag
        if 100 < status < 300 and about["to"]:
            self.dialogs.add((about["call"], frozenset(
                (about["caller"], about["callee"]))))

    def _text(self, about, what, values):
        near, far = about["hop"]
        asks = about["asks"]
        lines = ["%s sip:%s@%s SIP/2.0" % (
            what, about["callee"], self.parties[far].address) if asks else
            "SIP/2.0 %s Reason" % what]
        sender = near if asks else far
        for i in range(int(values.get("via", 1))):
            lines.append("Via: SIP/2.0/%s %s;branch=z9hG4bK%s%s%d%s%d" % (
                self.transport, self.parties[sender].address if i == 0 else
                "10.255.0.1:5060", values.get("branch", "") if i == 0 else "",
                about["method"], about["cseq"], sender, i))
        lines.append("From: <%s>;tag=%s" % (self.uri(about["caller"]),
                                            about["from"]))
        lines.append("To: <%s>%s" % (self.uri(about["callee"]), ";tag=" +
                                     about["to"] if about["to"] else ""))
        lines.append("Call-ID: %s@ladder" % about["call"])
        lines.append("CSeq: %d %s" % (about["cseq"], about["method"]))
        lines.append("Contact: <sip:%s@%s>" % (
            about["caller" if asks else "callee"],
            self.parties[near].address))
        lines += ["%s: %s" % (HEADERS[key], values[key]) for key in HEADERS
                  if key in values]
        if self.parties[near].agent:
            lines.append("%s: %s" % ("User-Agent" if asks else "Server",
                                     self.parties[near].agent))
        return "\r\n".join(lines + ["Content-Length: 0", "", ""]).encode()


def _time_us(text):
    return int(float(text) * 1_000_000 + 0.5)


def _values(words):
    return dict(word.partition("=")[::2] for word in words)


def _expectation(line):
    head, _, text = line.partition(" ~ ")
    words = head.split()[1:]
    number = int(words.pop(0)) if words[0].isdigit() else 0
    return Expectation(number, words[0], words[1] if words[1:] else "", text)


def read_ladders(path, users=lambda party: "user-" + party):
    """The cases of a *.ladder file."""
    cases = []
    for line in path.read_text().splitlines():
        line = line.rstrip()
        found = re.match(r"case (\S+) (.+)", line)
        if found:
            cases.append(Case(found.group(1), found.group(2), users))
        elif line and not line.startswith("#"):
            cases[-1].read(line)
    return cases
