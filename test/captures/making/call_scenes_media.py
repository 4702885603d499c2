# SPDX-License-Identifier: GPL-2.0-or-later
"""Media without signalling, before it, and in TURN: to which call it
belongs."""

from . import shapes
from .call_scenes import CALLER, NUMBERS, SERVER, TRUNK, ordinary, person
from .call_scenes_legs import FAR, NEAR
from .frame import Port, Route
from .offer import Media, audio
from .talker import Talker

AUDIO = Media(dscp=(40, 40), rtcp_dscp=(40, 40))
VIDEO = Media(pt=121, dscp=(24, 24), rtcp_dscp=(24, 24))
ONE = person("", "10.5.0.1")
OTHER = person("", "10.5.0.2")
RELAY, TURN_PORT, CLIENT_PORT = "203.0.113.7", 3478, 50010
HIDDEN = ("capture-ended", "no-signalling")


def hidden(scene, at_s=0, ends=(ONE, OTHER), media=AUDIO):
    """A call whose SIP is not in the capture."""
    return scene.call(*ends, at_s, media=media)


def no_sip(scene, **fields):
    scene.expects(*HIDDEN, signalling=False, up=True, **fields)


def hidden_pair(scene):
    hidden(scene).talk(0, 20)
    no_sip(scene)


def hidden_pair_with_srtp(scene):
    hidden(scene, media=AUDIO._replace(srtp=True)).talk(0, 20)
    no_sip(scene)


def hidden_audio_and_video(scene):
    hidden(scene).talk(0, 20)
    hidden(scene, 0.4, media=VIDEO).talk(0, 20)
    no_sip(scene, legs=2, confidence="likely")


def hidden_asymmetric(scene):
    """One side sends from another port than it receives at."""
    call = hidden(scene)
    for side, ports in ((0, (20000, 30000)), (1, (20000, 30500))):
        media = AUDIO._replace(ports=ports)
        talker = Talker(call.random, call.legs[0], media, side)
        talker.peer = talker
        call.talkers.append(talker.speak(0, 20, 10).report(0, 20))
    no_sip(scene, legs=2, confidence="likely")


def hidden_two_at_once(scene):
    """Two calls between the same two servers stay two."""
    hidden(scene).talk(0, 20)
    hidden(scene, 0.3).talk(0, 20)
    no_sip(scene)
    no_sip(scene)


def hidden_two_with_video(scene):
    """Two calls with audio and video that began together: nothing tells which
    video belongs to which call, so nothing is joined."""
    for at_s, media in ((0, AUDIO), (0.1, AUDIO), (0.5, VIDEO),
                        (0.6, VIDEO)):
        hidden(scene, at_s, media=media).talk(0, 20)
        no_sip(scene)


def hidden_one_direction(scene):
    call = hidden(scene)
    call.talkers_of()[0].speak(0, 20, 10).report(0, 20)
    call.talkers[1:] = []
    no_sip(scene)


def hidden_listener(scene):
    """One side sends only receiver reports (RFC 3550 6.4.2)."""
    call = hidden(scene)
    pair = call.talkers_of()
    pair[0].speak(0, 20, 10).report(0, 20)
    pair[1].report(0, 20)
    no_sip(scene)


def listener(scene):
    """The same in a call with SIP."""
    call = scene.call(SERVER, TRUNK)
    up_s = call.set_up(ring_s=2)
    pair = call.talkers_of()
    pair[0].speak(up_s, 30, 10).report(up_s, 30)
    pair[1].report(up_s, 30)
    call.hang_up(30, 0)
    scene.expects("normal", "hung-up")


def reports_first(scene):
    """RTCP of a call with SIP before its first RTP."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    pair = call.talkers_of()
    for talker in pair:
        talker.speak(up_s + 5, 30, 10)
        talker.reports = [round((up_s + 0.1) * 1e6)]
        talker.report(up_s, 30)
    call.hang_up(30, 0)
    scene.expects("normal", "hung-up")


def reports_alone(scene):
    """Both are muted: RTCP and no RTP at all."""
    call = scene.call()
    up_s = call.set_up(ring_s=2)
    for talker in call.talkers_of():
        talker.report(up_s, 60)
    call.hang_up(60, 0)
    scene.expects("normal", "hung-up")


def mux(scene):
    ordinary(scene, media=Media(mux=True))
    scene.expects("normal", "hung-up")


def srtp(scene):
    ordinary(scene, media=Media(srtp=True))
    scene.expects("normal", "hung-up")


def media_before_sip(scene):
    """The capture begins in mid-call; a re-INVITE tells whose media it is."""
    call = scene.call(media=AUDIO)
    up_s = call.set_up(ring_s=2)
    call.begin_s = up_s + 5
    call.reinvite(up_s + 15, 0)
    call.talk(up_s, up_s + 30)
    call.hang_up(up_s + 30, 0)
    scene.expects("normal", "hung-up")


def sip_on_one_leg(scene):
    """The second leg of a B2BUA has its SIP in TLS."""
    call = scene.call(CALLER, NEAR, media=AUDIO)
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + 20)
    call.hang_up(up_s + 20, 0)
    hidden(scene, up_s, (FAR, OTHER)).talk(0, 20)
    scene.expects("normal", "hung-up")
    no_sip(scene)


def hidden_beside_ordinary(scene):
    """Another call between the same hosts, whose SIP is not seen."""
    call = scene.call(SERVER, TRUNK, media=AUDIO)
    up_s = call.set_up(ring_s=2)
    call.talk(up_s, up_s + 20)
    call.hang_up(up_s + 20, 0)
    hidden(scene, 5, (SERVER, TRUNK)).talk(0, 15)
    scene.expects("normal", "hung-up")
    no_sip(scene)


class Channel:
    """Media through a TURN server, as channel data (RFC 8656 12)."""

    def __init__(self, route, channel):
        self.route, self.channel = route, channel

    def udp(self, payload, ip_id=0):
        return self.route.udp(shapes.channel_data(payload, self.channel),
                              ip_id)


def relayed(scene, seconds=20):
    """The caller's media goes through its TURN server. SDP names the relay
    and, as a candidate, the caller's own port."""
    caller = person(NUMBERS[0], "10.0.0.1", media=RELAY)
    call = scene.call(caller, TRUNK, media=AUDIO)
    leg = call.legs[0]
    body = audio(caller, call.media[0], 0) + "".join(
        "a=candidate:%d 1 UDP %d %s %d typ %s\r\n" % row for row in (
            (1, 2130706431, "10.0.0.1", CLIENT_PORT, "host"),
            (2, 16777215, RELAY, call.media[0].ports[0], "relay raddr "
             "10.0.0.1 rport %d" % CLIENT_PORT)))
    request = leg.request(0, 0, "INVITE", [], body, to_tag="")
    leg.response(0.3, request, 180)
    leg.response(2, request, 200, sdp=call.body(1))
    leg.ack(2.02, request)
    call.answered_s = 2
    ends = Port("10.0.0.1", CLIENT_PORT), Port(RELAY, TURN_PORT)
    for side, talker in enumerate(call.talk(2.1, 2 + seconds)[0]):
        ways = ends if side == 0 else ends[::-1]
        talker.route = Channel(Route(*ways, 40), 0x4001)
        talker.rtcp_route = Channel(Route(*ways, 40), 0x4001)
    call.hang_up(2 + seconds, 0)
    return call


def relayed_by_turn(scene):
    relayed(scene)
    scene.expects("normal", "hung-up")


def relayed_for_long(scene):
    """40 s over TURN: no media is missed."""
    relayed(scene, 40)
    scene.expects("normal", "hung-up")


SCENES = [
    hidden_pair, hidden_pair_with_srtp, hidden_audio_and_video,
    hidden_asymmetric, hidden_two_at_once, hidden_two_with_video,
    hidden_one_direction, hidden_listener, listener, reports_first,
    reports_alone, mux, srtp, media_before_sip, sip_on_one_leg,
    hidden_beside_ordinary, relayed_by_turn, relayed_for_long,
]
