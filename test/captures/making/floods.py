# SPDX-License-Identifier: GPL-2.0-or-later
"""Captures by which a sender tries to make analysis expensive.

Each flood is a generator of frames; N is how many packets, calls or clients it
has. In each, one plain call goes on in between, which has to be judged as it
would be alone.
"""

import ipaddress
import itertools
import random
import struct
import zlib

from .capture import ETHERNET_LINK, START_US
from .frame import Port, Route
from .scale import CALL_US, call_frames

RECORD = struct.Struct("<IIII")
RTP_HEAD = struct.Struct("!BBHII")
PAYLOAD = bytes([0x55]) * 20
SIP_PORT = 5060
LIVE = 1                                # number of the plain call
LIVE_CALLER = "+4930%07d" % LIVE        # the user part of its caller
TARGET = Port("10.200.0.1", 30000)
SESSION_ID = ["Session-ID: %s;remote=%s" % ("a" * 32, "b" * 32)]


def address(number):
    """An address of 11.0.0.0/8."""
    return str(ipaddress.IPv4Address((11 << 24) + number))


def rtp(number, seq, ssrc):
    return RTP_HEAD.pack(0x80, 8, seq & 0xffff, 160 * seq, ssrc) + PAYLOAD


def one_packet_each(n):
    """Marked packets, each of another 5-tuple."""
    for number in range(n):
        yield Route(Port(address(number), 20000 + 2 * (number % 9973)), TARGET,
                    40).udp(rtp(number, number, number))


def chosen_sources(n):
    """Sources whose address and port cancel each other out in a hash that is
    their sum or exclusive or."""
    for number in range(n):
        low, high = number & 0xff, number >> 8 & 0xff
        yield Route(Port("10.%d.%d.%d" % (number >> 16, high, low),
                         40000 ^ (low | high << 8)),
                    TARGET, 40).udp(rtp(number, 1, 7))


def streams_of(n, of_flow, ssrc):
    """N streams of four packets: flow by of_flow(number), SSRC by
    ssrc(number)."""
    for seq, number in itertools.product(range(4), range(n)):
        yield Route(of_flow(number), TARGET, 40).udp(
            rtp(number, seq, ssrc(number)))


def one_ssrc(n):
    return streams_of(n, lambda number: Port(address(number), 20000),
                      lambda number: 0x1234)


def one_flow(n):
    return streams_of(n, lambda number: Port(address(1), 20000),
                      lambda number: number)


def message(first, call_id, cseq, more=(), to_tag="", user="1", body=""):
    lines = [first, "Via: SIP/2.0/UDP 10.201.0.1;branch=z9hG4bK%08x" %
             zlib.crc32((call_id + cseq).encode()),
             "From: <sip:%s@a.example>;tag=f" % user,
             "To: <sip:2@b.example>" + (";tag=" + to_tag if to_tag else ""),
             "Call-ID: " + call_id, "CSeq: " + cseq,
             "Contact: <sip:%s@10.201.0.1>" % user, *more]
    if body:
        lines.append("Content-Type: application/sdp")
    lines += ["Content-Length: %d" % len(body), "", body]
    return "\r\n".join(lines).encode()


def sdp(port, host="10.201.0.1", codec="PCMA"):
    return ("v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n"
            "m=audio %d RTP/AVP 8\r\na=rtpmap:8 %s/8000\r\n" %
            (host, host, port, codec))


THERE = Route(Port("10.201.0.1", SIP_PORT), Port("10.201.0.2", SIP_PORT))
BACK = Route(THERE.target, THERE.source)


def invites(n, call_id="%08d@x".__mod__):
    """Calls that nobody answers."""
    for number in range(n):
        yield THERE.udp(message("INVITE sip:2@b.example SIP/2.0",
                                call_id(number), "1 INVITE",
                                body=sdp(10000 + number % 20000 * 2)))


def same_hash(number):
    """Texts of which each has the same hash with g_str_hash(), that is
    33 * h + octet: "Az" and "BY" do."""
    return "".join("Az" if number >> bit & 1 else "BY" for bit in range(20))


def invites_of_one_hash(n):
    return invites(n, same_hash)


def registers(n, user=str):
    for number in range(n):
        yield THERE.udp(message(
            "REGISTER sip:a.example SIP/2.0", "%d@r" % number, "1 REGISTER",
            ["Expires: 3600"], user=user(number)))
        yield BACK.udp(message("SIP/2.0 200 OK", "%d@r" % number, "1 REGISTER",
                               ["Expires: 3600"], "t", user(number)))


def registers_of_one_hash(n):
    return registers(n, same_hash)


def reinvites(n):
    """One call, and offers in it without end."""
    timer = ["Supported: timer", "Session-Expires: 1800;refresher=uac"]
    for number in range(1, n):
        cseq = "%d INVITE" % number
        yield THERE.udp(message("INVITE sip:2@b.example SIP/2.0", "one@x", cseq,
                                timer, "t" if number > 1 else "",
                                body=sdp(10000)))
        yield BACK.udp(message("SIP/2.0 200 OK", "one@x", cseq, timer, "t",
                               body=sdp(10002, "10.201.0.2")))
        yield THERE.udp(message("ACK sip:2@b.example SIP/2.0", "one@x",
                                "%d ACK" % number, to_tag="t"))


def calls_of_one_number(n):
    """Calls of the same two numbers, all up at the same time."""
    for number in range(n):
        call_id = "%d@x" % number
        body = sdp(10000 + number % 20000 * 2)
        yield THERE.udp(message("INVITE sip:2@b.example SIP/2.0", call_id,
                                "1 INVITE", body=body))
        yield BACK.udp(message("SIP/2.0 200 OK", call_id, "1 INVITE",
                               to_tag="t", body=body))
        yield THERE.udp(message("ACK sip:2@b.example SIP/2.0", call_id,
                                "1 ACK", to_tag="t"))
    for number in range(n):
        yield THERE.udp(message("BYE sip:2@b.example SIP/2.0",
                                "%d@x" % number, "2 BYE", to_tag="t"))
        yield BACK.udp(message("SIP/2.0 200 OK", "%d@x" % number, "2 BYE",
                               to_tag="t"))


def call(number, call_id, offer="", answer="", agent=(), to=THERE):
    """A call that is answered at once, without its BYE."""
    back = Route(to.target, to.source)
    yield to.udp(message("INVITE sip:2@b.example SIP/2.0", call_id, "1 INVITE",
                         agent, user=number, body=offer))
    yield back.udp(message("SIP/2.0 200 OK", call_id, "1 INVITE", agent, "t",
                           number, answer))
    yield to.udp(message("ACK sip:2@b.example SIP/2.0", call_id, "1 ACK", agent,
                         "t", number))


def hang_up(number, call_id, to=THERE):
    yield to.udp(message("BYE sip:2@b.example SIP/2.0", call_id, "2 BYE",
                         to_tag="t", user=number))
    yield Route(to.target, to.source).udp(
        message("SIP/2.0 200 OK", call_id, "2 BYE", to_tag="t", user=number))


def calls_without_sdp(n):
    """Calls of the same hosts without SDP, as many streams between these that
    nothing announced, and all BYEs at last."""
    for number in range(n):
        yield from call(str(number), "%d@x" % number)
    for seq, number in itertools.product(range(4), range(n)):
        yield Route(Port("10.201.0.1", 1024 + number % 60000),
                    Port("10.201.0.2", 1024 + number // 60000), 40).udp(
                        rtp(number, seq, number))
    for number in range(n):
        yield from hang_up(str(number), "%d@x" % number)


def calls_half_announced(n):
    """As many streams that nothing announced, then calls of which one side
    sends SDP."""
    yield from one_ssrc(n)
    for number in range(n):
        call_id = "%d@x" % number
        yield from call(str(number), call_id, sdp(10000 + number % 20000 * 2))
        yield from hang_up(str(number), call_id)


def legs_of_one_call(n):
    """Legs of one session, each with a stream of a codec of its own name."""
    for number in range(n):
        body = sdp(20000, address(number), "X%d" % number)
        yield from call(str(number), "%d@x" % number, body, body, SESSION_ID)
    for seq, number in itertools.product(range(4), range(n)):
        yield Route(TARGET, Port(address(number), 20000), 40).udp(
            rtp(number, seq, number))


def calls_one_by_one(n):
    """Calls of the same numbers and with the same Session-ID, one after
    another."""
    for number in range(n):
        call_id = "%d@x" % number
        body = sdp(10000 + number % 20000 * 2)
        yield from call("1", call_id, body, body, SESSION_ID)
        yield from hang_up("1", call_id)


def calls_to_a_server_each(n):
    """Calls, each to another server: of four, one is of Microsoft, and two
    refuse."""
    for number in range(n):
        call_id, to = "%d@x" % number, Route(
            THERE.source, Port(address(number), SIP_PORT))
        if number % 2:
            yield to.udp(message("INVITE sip:2@b.example SIP/2.0", call_id,
                                 "1 INVITE",
                                 body=sdp(10000 + number % 20000 * 2)))
            yield Route(to.target, to.source).udp(message(
                "SIP/2.0 503 Service Unavailable", call_id, "1 INVITE",
                to_tag="t"))
        else:
            body = sdp(10000 + number % 20000 * 2)
            yield from call("1", call_id, body, body, [
                "Server: RTCC/5.0.0.0 MediationServer"] if number % 4 else [],
                to)
            yield from hang_up("1", call_id, to)


def refreshes_too_short(n):
    """One call, and requests in it that ask for less than RFC 4028 allows, each
    for another interval."""
    yield from call("1", "one@x", sdp(10000), sdp(10002))
    for number in range(2, n):
        cseq = "%d UPDATE" % number
        yield THERE.udp(message("UPDATE sip:2@b.example SIP/2.0", "one@x", cseq,
                                ["Supported: timer", "Min-SE: %d" % number,
                                 "Session-Expires: %d" % (number % 89 + 1)],
                                "t"))
        yield BACK.udp(message("SIP/2.0 422 Session Interval Too Small",
                               "one@x", cseq, ["Min-SE: 90"], "t"))


def checks(n):
    """ICE checks between endpoints that no SDP named."""
    own = random.Random(1)
    for number in range(n):
        stun = struct.pack("!HHI", 1, 0, 0x2112a442) + own.randbytes(12)
        yield Route(Port(address(number), 50000), TARGET).udp(stun)


def candidates(n):
    """Offers of 30 candidates each."""
    for number in range(n // 30 + 1):
        body = sdp(10000 + number % 20000 * 2) + "".join(
            "a=candidate:1 1 UDP 2130706431 %s %d typ host\r\n" %
            (address(30 * number + index), 20000) for index in range(30))
        yield THERE.udp(message("INVITE sip:2@b.example SIP/2.0",
                                "%d@c" % number, "1 INVITE", body=body))


FLOODS = {"packets of one 5-tuple each": one_packet_each,
          "chosen sources": chosen_sources, "streams of one SSRC": one_ssrc,
          "streams of one 5-tuple": one_flow, "INVITEs": invites,
          "INVITEs of one hash": invites_of_one_hash, "REGISTERs": registers,
          "REGISTERs of one hash": registers_of_one_hash,
          "re-INVITEs": reinvites, "calls of one number": calls_of_one_number,
          "ICE checks": checks, "candidates": candidates,
          "calls without SDP": calls_without_sdp,
          "calls half announced": calls_half_announced,
          "legs of one call": legs_of_one_call,
          "calls one by one": calls_one_by_one,
          "calls to a server each": calls_to_a_server_each,
          "refreshes too short": refreshes_too_short}


def write_flood(path, flood, n, live_at_us=1_000_000):
    """Writes FLOOD of N, spread over a minute in which the plain call runs, or
    which is over when it begins, at LIVE_AT_US. Returns the number of
    frames."""
    frames = list(flood(n))
    live = sorted((time_us + live_at_us, frame)
                  for time_us, frame in call_frames(LIVE))
    step_us = CALL_US / max(len(frames), 1)
    timed = ((int(index * step_us), frame)
             for index, frame in enumerate(frames))
    total = 0
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144,
                              ETHERNET_LINK))
        for time_us, frame in sorted(itertools.chain(timed, live)):
            time_us += START_US
            out.write(RECORD.pack(time_us // 1_000_000, time_us % 1_000_000,
                                  len(frame), len(frame)))
            out.write(frame)
            total += 1
    return total


def live_verdicts(report):
    """Of the calls in REPORT, a JSON document, that the plain one's caller
    made."""
    return [call["call.verdict"] for call in report["calls"]
            if LIVE_CALLER in (call["caller"] or "")]
