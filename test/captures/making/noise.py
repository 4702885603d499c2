# SPDX-License-Identifier: GPL-2.0-or-later
"""What else crosses the wire: DNS, QUIC, STUN, registrations, OPTIONS, and
RTP that no signalling in the capture belongs to. All of it is in order."""

import struct

from . import shapes
from .frame import Port, Route
from .offer import Media
from .party import Agent, Party, gateway, mediation_server
from .sip_leg import Leg
from .talker import Talker

CLIENT = Agent("UCCAPI/15.0.4420.1017 OC/15.0.4420.1017 (Microsoft Lync)",
               supported=("gruu-10", "adhoclist", "msrtc-event-categories"))
REGISTRAR = Agent("RTC/5.0")
KEEP_ALIVE_S = 300
REGISTER_S = 240            # within the keep-alive's time
STREAM_S = 50


def dns(random, at_us, client):
    """A question for an address, and the answer."""
    name = random.choice((b"\x03www\x07example\x03com\0",
                          b"\x03sip\x07contoso\x07example\0",
                          b"\x0clyncdiscover\x07contoso\x07example\0"))
    ident = random.getrandbits(16)
    question = name + b"\0\x01\0\x01"
    route = Route(Port(client, random.randrange(1024, 65000)),
                  Port("10.0.0.53", 53))
    back = Route(route.target, route.source)
    head = struct.pack("!HHHHHH", ident, 0x0100, 1, 0, 0, 0)
    answer = struct.pack("!HHHHHH", ident, 0x8180, 1, 1, 0, 0) + question
    answer += b"\xc0\x0c\0\x01\0\x01\0\0\x01\x2c\0\x04\xc0\0\x02\x50"
    number = random.randrange(1, 65000)
    yield at_us, route.udp(head + question, number)
    yield at_us + random.randrange(500, 30_000), back.udp(answer, number + 1)


def quic(random, at_us, client):
    """An Initial, then packets with the short header."""
    route = Route(Port(client, random.randrange(1024, 65000)),
                  Port("203.0.113.%d" % random.randrange(1, 9), 443))
    number = random.randrange(1, 60000)
    yield at_us, route.udp(shapes.quic_long(random), number)
    for index in range(1, 8):
        yield at_us + index * 9000, route.udp(
            shapes.quic_short(random), number + index)


def stun(random, at_us, client):
    route = Route(Port(client, random.randrange(50000, 50020)),
                  Port("203.0.113.40", 3478))
    back = Route(route.target, route.source)
    number = random.randrange(1, 60000)
    yield at_us, route.udp(shapes.stun(random), number)
    yield at_us + 21_000, back.udp(
        shapes.stun(random, shapes.BINDING_SUCCESS), number)


def _client(random, index):
    address = "10.0.7.%d" % (10 + index)
    return Party("user%d" % index, CLIENT, Port(address, 5060), address,
                 "contoso.example")


def registrations(random, index, start_us, end_us):
    """A client that registers, and again before its keep-alive lapses."""
    registrar = Party("contoso", REGISTRAR, Port("10.0.0.5", 5060),
                      "10.0.0.5", "contoso.example")
    leg = Leg(random, (_client(random, index), registrar), "UDP")
    at, end_s = random.uniform(0, 60), (end_us - start_us) / 1e6
    while at < end_s:
        request = leg.request(at, 0, "REGISTER", [
            ("Contact", leg.contact(0)), ("Expires", "7200"),
            ("Event", "registration"),
            ("ms-keep-alive", "UAC;hop-hop=yes")], to_tag="")
        leg.response(at + 0.01, request, 200, [
            ("Contact", leg.contact(0) + ";expires=7200"),
            ("Expires", "7200"),
            ("ms-keep-alive", "UAS; tcp=no; hop-hop=yes; end-end=no; "
             "timeout=%d" % KEEP_ALIVE_S)])
        at += random.uniform(0.7, 1.0) * REGISTER_S
    for time_us, frame in leg.frames():
        yield start_us + time_us, frame


def options(random, at_us):
    """A trunk asks whether its other end is there."""
    leg = Leg(random, (mediation_server(random), gateway(random)), "UDP")
    request = leg.request(0, 0, "OPTIONS", to_tag="")
    leg.response(0.004, request, 200)
    for time_us, frame in leg.frames():
        yield at_us + time_us, frame


def stream(random, index, at_us, marked):
    """Audio between two clients whose signalling is elsewhere (TLS)."""
    pair = (_client(random, 100 + 2 * index),
            _client(random, 101 + 2 * index))
    mark = (40, 40) if marked else (0, 0)
    media = Media(8, (50000, 50010), dscp=mark, rtcp_dscp=mark)
    leg = Leg(random, pair)
    talkers = [Talker(random, leg, media, side) for side in (0, 1)]
    talkers[0].peer, talkers[1].peer = talkers[1], talkers[0]
    for talker in talkers:
        talker.speak(0, STREAM_S, 8).report(0, STREAM_S)
        talker.prepare()
    for talker in talkers:
        for time_us, frame in talker.frames(at_us):
            yield at_us + time_us, frame


SHARES = ((dns, 1.0), (quic, 0.06), (stun, 0.08))   # a second


def around(random, start_us, end_us, n_streams=0, n_clients=1):
    """Frames between the two times, not in order. Returns them and what
    labels.json says of them."""
    frames, counts = [], {}
    seconds = (end_us - start_us) / 1e6
    for make, per_s in SHARES:
        count = 1 + int(seconds * per_s)
        counts[make.__name__] = count
        for _ in range(count):
            client = "10.0.7.%d" % random.randrange(10, 90)
            frames += make(random, random.randrange(start_us, end_us),
                           client)
    for index in range(n_clients):
        frames += registrations(random, index, start_us, end_us)
    for _ in range(1 + int(seconds / 60)):
        frames += options(random, random.randrange(start_us, end_us))
    for index in range(n_streams):
        at_us = random.randrange(start_us, max(
            start_us + 1, end_us - STREAM_S * 1_000_000))
        frames += stream(random, index, at_us, marked=index % 3 != 2)
    counts.update(registering_clients=n_clients, rtp_pairs=n_streams)
    return [row for row in frames if start_us <= row[0] < end_us], counts
