# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is muted sends one packet of comfort noise and then nothing, in calls
over a trunk and to a conference; and multicast, which is no call."""

from .health import Call, Scene, Source, flowing, seconds
from .health_scenes import report
from .party import LYNC_2013, Agent
from .wire import Flow

COMFORT_NOISE = 13      # RFC 3551 6
MUTED_S, BACK_S, END_S = 10, 50, 55

# What tells an A/V Conferencing Server: its name, or the URI of a conference.
AV_MCU = Agent("RTCC/5.0.0.0 AV-MCU", supported=("timer",))
CONFERENCE_URI = ";gruu;opaque=app:conf:audio-video:id:3B2A7K1Q"
IPTV = Flow("192.0.2.1", "239.1.1.1", 20000, 5004)


def both_muted(name, peer, rtcp, uri=None):
    """Both sides talk, send one packet of comfort noise at 9.8 s, nothing up
    to 50 s, and talk again; with or without RTCP. PEER: the callee's Agent;
    URI: parameters of the URI that is called."""
    scene = Scene("mute-%s-%s" % (name, "rtcp" if rtcp else "no-rtcp"),
                  "one CN packet each way, 40 s of silence")
    call = Call(scene, agents=(None, peer))
    for source in call.sources():
        source.talk(flowing(2, MUTED_S - 1)).send(9.8, pt=COMFORT_NOISE)
        source.talk(seconds(BACK_S, END_S))
        for at_s in range(3, END_S, 5) if rtcp else ():
            source.control(at_s + 0.2, report(source))
    call.bye(END_S + 1, 0)
    if uri is not None:
        call.leg.messages = [
            (at_us, side, text.replace(b";user=phone;", uri.encode() + b";"))
            for at_us, side, text in call.leg.messages]
    return call.build()


def multicast(name):
    """40 s of RTP to a group, marked, and no RTCP."""
    scene = Scene(name, "RTP to 239.1.1.1 without RTCP")
    return Source(scene, IPTV).talk(flowing(0, 40)).scene.build()


PEERS = {
    "conference-by-name": (AV_MCU, None),
    "conference-by-uri": (None, CONFERENCE_URI),
    "trunk": (LYNC_2013, None),
}
