# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls for the reports: hostile texts, and silence that no frame ends."""

from .capture import Capture
from .signalling import sdp
from .stream import Sender
from .wire import Flow, flow_number, udp4

SECOND_US = 1_000_000
N_SILENT = 8        # calls that fall silent; several, so that order matters
PACKETS = 50
SILENCE_S = 100

# What no terminal and no JSON may be given as it is: ESC, the 8-bit CSI, DEL,
# half a UTF-8 sequence, a surrogate, a right-to-left override, what ends a
# script; quotes; what quotes. Apart, for together they end SIP's own quoting.
HOSTILE = {
    "controls": b"\x1b[31mred\x9b2J\x7f\xc3\xff\xed\xa0\x80\xe2\x80\xae"
                b"</script>\x01\t%n%s",
    "quote": b'one"two',
    "backslash": b"one\\two\\",
}


class Call:
    """The messages of a call; TEXT stands wherever a caller can write."""

    def __init__(self, number, text):
        self.media, self.text, self.number = flow_number(number), text, number
        self.sip = Flow(self.media.src, self.media.dst, 5060, 5060)

    def _message(self, start, to_tag, cseq, body=b""):
        return b"\r\n".join((
            start, b"Via: SIP/2.0/UDP %s;branch=z9hG4bK%d%s" % (
                self.sip.src.encode(), self.number, cseq[:1]),
            b"From: <sip:%s@a.example>;tag=1" % self.text,
            b"To: <sip:%s@b.example>%s" % (self.text, to_tag),
            b"Call-ID: %d@a.example" % self.number, b"CSeq: " + cseq,
            b"Contact: <sip:x@%s>" % self.sip.src.encode(),
            b"Session-Expires: " + self.text,
            b"Reason: SIP;cause=408;text=" + self.text,
            b"Content-Type: application/sdp",
            b"Content-Length: %d" % len(body), b"", body))

    def _sdp(self, host, port):
        lines = sdp(host, port, "a=rtpmap:114 NAME/48000\r\n").encode()
        return lines.replace(b"NAME", self.text)

    def begin(self):
        """(flow, message) up to the ACK."""
        line = b" sip:b@%s SIP/2.0" % self.sip.dst.encode()
        return [
            (self.sip, self._message(
                b"INVITE" + line, b"", b"1 INVITE",
                self._sdp(self.media.src, self.media.sport))),
            (self.sip.back(), self._message(
                b"SIP/2.0 200 OK", b";tag=2", b"1 INVITE",
                self._sdp(self.media.dst, self.media.dport))),
            (self.sip, self._message(b"ACK" + line, b";tag=2", b"1 ACK"))]

    def end(self):
        line = b" sip:b@%s SIP/2.0" % self.sip.dst.encode()
        return [(self.sip, self._message(b"BYE" + line, b";tag=2",
                                         b"2 BYE"))]


def _add(capture, messages):
    for flow, message in messages:
        capture.add(udp4(flow, 0, message))


def hostile(name):
    """One call, its media too, with a hostile text."""
    capture = Capture("hostile-" + name, "a text that harms")
    call = Call(0, HOSTILE[name])
    _add(capture, call.begin())
    for flow in (call.media, call.media.back()):
        Sender(capture, flow, 114, 40).send(PACKETS)
    _add(capture, call.end())
    return capture


def falling_silent():
    """Calls that are up and silent when the capture ends, long after."""
    capture = Capture("falling-silent", "only the end proves the silence")
    for number in range(N_SILENT):
        call = Call(number, b"opus")
        _add(capture, call.begin())
        for flow in (call.media, call.media.back()):
            Sender(capture, flow, 114, 40).send(PACKETS)
    # Others go on, so that the capture is known to run.
    for _ in range(5 * SILENCE_S):
        capture.add(udp4(Flow(sport=9, dport=9), 0, b"discard"),
                    step_us=SECOND_US // 5)
    return capture


def absent_without_call():
    """RTP that its mark announced, for 28 s and no RTCP; 3 s later, less than
    the pause that ends a flow, the capture ends: 31 s without RTCP, which no
    RTP packet proves. The first second has so many packets that the capture is
    known to lack nothing."""
    capture = Capture("absent-without-call", "a finding of no call, no stream")
    sender = Sender(capture, flow_number(0), 114, 40)
    sender.send(50)
    sender.send(27, step_us=SECOND_US)
    for _ in range(15):
        capture.add(udp4(Flow(sport=9, dport=9), 0, b"discard"),
                    step_us=SECOND_US // 5)
    return capture
