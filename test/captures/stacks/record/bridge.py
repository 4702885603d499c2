#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Joins two interfaces and loses, repeats or delays RTP, with exact counts: the truth of a recording.

usage: bridge.py IFA IFB LOG SEED DIRECTION ACTION[:ACTION...]   (until SIGTERM)

DIRECTION  AB, BA or both: whose RTP is touched
ACTION     loss=P  each RTP packet is lost with probability P
           dup=P   each is sent twice
           late=P  each comes 50 ms later (behind its followers)
           delay=MS     RTP and RTCP come so much later, in their order; counts RTCP's mean time
           vary=MS      as much more or less, at random
           rtcploss=P   the same for RTCP
           rtpdup=F-T   the F-th to T-th RTP packet of a direction is sent twice
           hole=F-T     the F-th to T-th RTP packet of a direction is lost
           twins=MS     an RTP packet that comes again within MS milliseconds is lost, and its copy too; all others come so much later
"""
import json, random, select, signal, socket, struct, sys, time
ifa, ifb, log, seed, way, actions = sys.argv[1:7]
random.seed(int(seed))
act = dict(a.split("=") for a in actions.split(":") if "=" in a)
prob = {k: float(v) for k, v in act.items() if "-" not in v}
span = {k: tuple(int(x) for x in v.split("-")) for k, v in act.items() if "-" in v}


def port(name):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    s.bind((name, 0))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    return s


A, B = port(ifa), port(ifb)
count = {w: {"rtp_in": 0, "rtp_lost": 0, "rtp_repeated": 0, "rtp_late": 0, "rtcp_in": 0, "rtcp_lost": 0, "lost_seq": [], "repeated_seq": []}
         for w in ("AB", "BA")}
slow = {w: [] for w in ("AB", "BA")}    # with delay: [until, since, packet, to, is RTCP], in order
took = {w: [] for w in ("AB", "BA")}    # seconds that RTCP was held


def kind(d):
    """("rtp", seq), ("rtcp", 0) or None"""
    if d[12:14] == b"\x08\x00" and d[23] == 17:
        o = 14 + (d[14] & 15) * 4
    elif d[12:14] == b"\x86\xdd" and d[20] == 17:
        o = 54
    else:
        return None
    sp, dp = struct.unpack("!HH", d[o:o + 4])
    p = d[o + 8:]
    if min(sp, dp) < 5100 or len(p) < 12 or p[0] >> 6 != 2:
        return None
    return ("rtcp", 0) if 192 <= p[1] <= 223 else ("rtp", struct.unpack("!H", p[2:4])[0])


def end(*_):
    for w in took:
        if took[w]:
            count[w]["rtcp_held_ms"] = round(sum(took[w]) / len(took[w]) * 1000, 3)
    json.dump(count, open(log, "w"))
    sys.exit(0)


signal.signal(signal.SIGTERM, end)
held, waiting = [], {}          # waiting: (way, SSRC, seq) -> [until, packet, to, came again]


def twin(w, k, d, o):
    """Holds an RTP packet over IPv4 back to see if it comes again; if it has, both are lost."""
    rtp = d[14 + (d[14] & 15) * 4 + 8:]
    key = (w, rtp[8:12], k[1])
    if key in waiting:
        if not waiting[key][3]:
            count[w]["rtp_lost"] += 1
            count[w]["lost_seq"].append(k[1])
        waiting[key][3] = True
    else:
        waiting[key] = [time.time() + prob["twins"] / 1000, d, o, False]


def hold(w, d, o, rtcp):
    now = time.time()
    until = now + (prob["delay"] + random.uniform(-1, 1) * prob.get("vary", 0)) / 1000
    slow[w].append([max([until] + [h[0] for h in slow[w][-1:]]), now, d, o, rtcp])


while True:
    ready, _, _ = select.select([A, B], [], [], 0.0005 if slow["AB"] or slow["BA"] else 0.002 if waiting else 0.02)
    now = time.time()
    for w in slow:
        while slow[w] and slow[w][0][0] <= now:
            _, since, d, o, rtcp = slow[w].pop(0)
            o.send(d)
            if rtcp:
                took[w].append(time.time() - since)
    for key in [key for key, w in waiting.items() if w[0] <= now]:
        _, d, o, again = waiting.pop(key)
        if not again:
            o.send(d)
    for h in [h for h in held if h[0] <= now]:
        h[2].send(h[1])
        held.remove(h)
    for x in ready:
        d, a = x.recvfrom(65535)
        if a[2] == socket.PACKET_OUTGOING:
            continue
        o, w = (B, "AB") if x is A else (A, "BA")
        k = kind(d)
        if k is None:
            o.send(d)
            continue
        c = count[w]
        c[k[0] + "_in"] += 1
        if way not in (w, "both"):
            o.send(d)
            continue
        if k[0] == "rtcp":
            if random.random() < prob.get("rtcploss", 0):
                c["rtcp_lost"] += 1
            elif "delay" in prob:
                hold(w, d, o, True)
            else:
                o.send(d)
            continue
        if "twins" in prob:
            twin(w, k, d, o)
            continue
        n, u, v, t = c["rtp_in"], random.random(), random.random(), random.random()
        inside = lambda key: key in span and span[key][0] <= n <= span[key][1]
        if u < prob.get("loss", 0) or inside("hole"):
            c["rtp_lost"] += 1
            c["lost_seq"].append(k[1])
            continue
        if "delay" in prob:
            hold(w, d, o, False)
            continue
        if t < prob.get("late", 0):
            c["rtp_late"] += 1
            held.append((now + .05, d, o))
            continue
        o.send(d)
        if v < prob.get("dup", 0) or inside("rtpdup"):
            c["rtp_repeated"] += 1
            c["repeated_seq"].append(k[1])
            o.send(d)
