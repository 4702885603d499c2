# SPDX-License-Identifier: GPL-2.0-or-later
"""Broken clocks, messages out of order, and packets that nobody would send."""

import struct

from .call_scenes import (CALLEE, CALLER, SERVER, TRUNK, ordinary,
                          person, repeat)
from .capture import START_US
from .sip_transport import Connection
from .wire import ETHERNET, Flow, ip4_header, udp

THIRD = person("+4940555666", "10.0.0.1")
FOURTH = person("+4940777888", "10.0.0.2")
SEGMENT_BYTES, PUSH_ACK = 1400, 0x18
UDP_HEAD = 14 + 20 + 8


def on_one_connection(scene, calls):
    """Messages of the calls that one side sends at one time share a segment
    (RFC 3261 18.3: Content-Length tells them apart)."""
    ports = [party.sip for party in calls[0].legs[0].parties]
    connection = Connection(scene.random, ports)
    together = {}
    for call in calls:
        leg = call.legs[0]
        for time_us, side, text in leg.messages:
            key = round(time_us / 1e4), side
            together[key] = together.get(key, b"") + text
        leg.messages, leg.transport = [], "UDP"
    connection.open(0)
    for (at, side), text in sorted(together.items()):
        for start in range(0, len(text), SEGMENT_BYTES):
            connection.segment(at * 10_000 + start, side, PUSH_ACK,
                               text[start:start + SEGMENT_BYTES])
    scene.raw += [(START_US + time_us, frame)
                  for time_us, frame in connection.frames]


def script(call, headers=(), end_s=30.0):
    """The same times in every call."""
    leg = call.legs[0]
    request = leg.request(0, 0, "INVITE", headers, to_tag="")
    leg.response(0.5, request, 180)
    leg.response(2, request, 200)
    leg.ack(2.1, request)
    leg.response(end_s + 0.1, leg.request(end_s, 0, "BYE"), 200)


def two_calls_in_each_segment(scene):
    calls = [scene.call(CALLER, CALLEE, transport="TCP"),
             scene.call(THIRD, FOURTH, transport="TCP")]
    for call in calls:
        script(call)
    on_one_connection(scene, calls)
    scene.expects("normal", "hung-up").expects("normal", "hung-up")


def an_end_and_a_begin_in_one_segment(scene):
    """The BYE of one call and the INVITE of another, which is refused."""
    calls = [scene.call(CALLER, CALLEE, transport="TCP"),
             scene.call(THIRD, FOURTH, transport="TCP")]
    script(calls[0])
    leg = calls[1].legs[0]
    request = leg.request(30, 0, "INVITE", to_tag="")
    leg.refuse(30.5, request, 486, 30.6)
    on_one_connection(scene, calls)
    scene.expects("normal", "hung-up")
    scene.expects("refused", "final-refused", up=False)
    scene.at_once = {0: set()}      # its frame has two calls, one verdict


def nul_in_names(scene):
    ordinary(scene, caller=CALLER._replace(user="al\0ice"))
    scene.expects("normal", "hung-up")


# --- clocks ------------------------------------------------------------

def all_at_zero(frames):
    return [(0, frame) for _, frame in frames]


def timestamps_of_zero(scene):
    ordinary(scene)
    scene.change = all_at_zero
    scene.expects("normal", "hung-up")


def no_ack_at_zero(scene):
    """Nothing shows that 32 s have passed: an ordinary hang-up."""
    call = scene.call()
    leg, request = call.legs[0], call.invite()[0]
    leg.response(3, request, 200, sdp=call.body(1))
    repeat(leg, 3, 35)
    call.hang_up(35.1, 1)
    scene.change = all_at_zero
    scene.expects("normal", "hung-up")


def stepped(step_us, where):
    """The clock steps before the frame at the share `where` of all frames."""
    def change(frames):
        place = int(len(frames) * where)
        return frames[:place] + [(time_us + step_us, frame)
                                 for time_us, frame in frames[place:]]
    return change


def clock_goes_back(scene):
    ordinary(scene, 30)
    scene.change = stepped(-100_000_000, 0.5)
    scene.expects("normal", "hung-up")


def clock_goes_back_again_and_again(scene):
    ordinary(scene, 30)
    scene.change = lambda frames: [
        (time_us - (index % 7) * 3_000_000, frame)
        for index, (time_us, frame) in enumerate(frames)]
    scene.expects("normal", "hung-up")


def clock_goes_back_before_the_bye(scene):
    """A session of 1800 s; BYE seems to come before the call."""
    call = scene.call()
    call.set_up(call.timer_supported(0) + [("Session-Expires", "1800")],
                call.timer_supported(1) + [
                    ("Require", "timer"),
                    ("Session-Expires", "1800;refresher=uac")], ring_s=2)
    call.hang_up(60, 0)
    scene.change = stepped(-3_600_000_000, 0.8)
    scene.expects("normal", "hung-up")


# --- order -------------------------------------------------------------

def swapped(*places):
    """Neighbouring frames swap places; the times stay in order."""
    def change(frames):
        out = list(frames)
        for place in places:
            one, other = out[place], out[place + 1]
            out[place] = (one[0], other[1])
            out[place + 1] = (other[0], one[1])
        return out
    return change


def signalled(scene, caller=CALLER, callee=CALLEE):
    call = scene.call(caller, callee)
    leg, request = call.legs[0], call.invite()[0]
    leg.response(0.5, request, 180)
    leg.response(3, request, 200, sdp=call.body(1))
    leg.ack(3.01, request)
    bye = leg.request(30, 1, "BYE")
    leg.response(30.001, bye, 200)
    return call


def answer_before_bye(scene):
    """The 200 to BYE is captured before the BYE."""
    signalled(scene)
    scene.change = swapped(5)
    scene.expects("normal", "hung-up")


def ack_before_200(scene):
    signalled(scene)
    scene.change = swapped(3)
    scene.expects("normal", "hung-up")


def trying_before_invite(scene):
    """100 before its INVITE, when it says nothing yet; 200 before 180."""
    signalled(scene)
    scene.change = swapped(2, 0)
    scene.without_call = 1
    scene.expects("normal", "hung-up")


def bye_before_answer(scene):
    """BYE of the called side before its 200 and the ACK."""
    signalled(scene, SERVER, TRUNK)
    scene.change = lambda frames: [
        (frames[place][0], frames[order][1]) for place, order in enumerate(
            (0, 1, 2, 5, 3, 4, 6))]
    scene.expects("normal", "hung-up")


# --- captures of their own ---------------------------------------------

def cut_calls(scene, script_of, longest=1400, step=1):
    """A call for each length at which frames are cut. Rows of (time_us,
    frame, length on the wire)."""
    out = []
    for number, cut in enumerate(range(UDP_HEAD, longest, step)):
        call = scene.call(at_s=60 * number)
        script_of(call)
        out += [(time_us, frame[:cut], len(frame))
                for time_us, frame in call.frames()]
        if max(len(row[1]) for row in out[-3:]) < cut - 1:
            break
    return sorted(out, key=lambda row: row[0])


def pcap(rows):
    out = [struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1)]
    for time_us, frame, length in rows:
        out.append(struct.pack("<IIII", *divmod(time_us, 1_000_000),
                               len(frame), length) + frame)
    return b"".join(out)


def hidden_flows(count, packets=2):
    """Marked RTP of `count` pairs of endpoints, two packets each."""
    head = struct.Struct("!BBHII")
    for packet in range(packets):
        for number in range(count):
            flow = Flow("10.%d.%d.1" % (number >> 14, number >> 6 & 255),
                        "172.16.0.1", 20000 + 2 * (number & 63),
                        10000 + 2 * (number & 63))
            payload = head.pack(0x80, 114, 100 + packet, 320 * packet,
                                number + 1) + bytes([0x54]) * 20
            datagram = udp(flow, payload)
            frame = (ETHERNET + b"\x08\x00" + ip4_header(
                flow, 20 + len(datagram), 40) + datagram)
            yield (START_US + packet * 10_000_000 + 10 * number, frame,
                   len(frame))


SCENES = [
    two_calls_in_each_segment, an_end_and_a_begin_in_one_segment,
    nul_in_names, timestamps_of_zero, no_ack_at_zero, clock_goes_back,
    clock_goes_back_again_and_again, clock_goes_back_before_the_bye,
    answer_before_bye, ack_before_200, trying_before_invite,
    bye_before_answer,
]
