#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Does a recording show what its label says? Reads the packets itself; usage: verify.py FOLDER [-v]

It counts RTP and RTCP of each direction, gaps of sequence numbers, the longest silences and RTCP pauses, and looks who sent BYE, CANCEL or
the final failure first. It complains where that does not fit the label's verdict, `ended_by`, `rtcp` or `healthy`.
"""
import json, os, re, struct, sys


def frames(path):
    b = open(path, "rb").read()
    if b[:4] == b"\x0a\x0d\x0d\x0a":
        o = 0
        while o + 12 <= len(b):
            kind, size = struct.unpack("<II", b[o:o + 8])
            if kind == 6:
                _, hi, lo, cap, _ = struct.unpack("<IIIII", b[o + 8:o + 28])
                yield ((hi << 32) + lo) / 1e9 if PCAPNG_NANO else ((hi << 32) + lo) / 1e6, 1, b[o + 28:o + 28 + cap]
            o += size
        return
    link, o = struct.unpack("<I", b[20:24])[0], 24
    while o + 16 <= len(b):
        s, u, c, _ = struct.unpack("<IIII", b[o:o + 16])
        yield s + u / 1e6, link, b[o + 16:o + 16 + c]
        o += 16 + c


PCAPNG_NANO = True


def udp(link, d):
    """(source, port, destination, port, payload, is TCP)"""
    e, o = (d[0:2], 20) if link == 276 else (d[12:14], 14)
    if e == b"\x08\x00":
        h, p, src, dst = (d[o] & 15) * 4, d[o + 9], d[o + 12:o + 16], d[o + 16:o + 20]
    elif e == b"\x86\xdd":
        h, p, src, dst = 40, d[o + 6], d[o + 8:o + 24], d[o + 24:o + 40]
    else:
        return None
    t = o + h
    sp, dp = struct.unpack("!HH", d[t:t + 4])
    if p == 17:
        return src, sp, dst, dp, d[t + 8:]
    if p == 6:
        n = struct.unpack("!H", d[o + 2:o + 4])[0] - h if e == b"\x08\x00" else struct.unpack("!H", d[o + 4:o + 6])[0]
        return src, sp, dst, dp, d[t + (d[t + 12] >> 4) * 4:t + n]
    return None


def name(a): return ".".join(map(str, a)) if len(a) == 4 else a.hex()


def look(path):
    rtp, rtcp, sip, t0, last = {}, {}, [], None, 0
    for t, link, d in frames(path):
        t0 = t if t0 is None else t0
        t -= t0
        last = t
        u = udp(link, d)
        if not u:
            continue
        src, sp, dst, dp, p = u
        if sp == 3478 or dp == 3478:
            if len(p) > 16 and p[0] & 0xC0 == 0x40:
                p = p[4:]
            elif len(p) > 40 and p[:2] in (b"\x00\x16", b"\x00\x17"):
                i = p.find(b"\x00\x13", 20)
                p = p[i + 4:] if i > 0 else b""
        if 5060 in (sp, dp) or p[:8] == b"SIP/2.0 " or p[:7] == b"INVITE ":
            first = p.split(b"\r\n")[0].decode(errors="replace")
            if " SIP/2.0" in first or first.startswith("SIP/2.0"):
                cseq = re.search(rb"\nCSeq:\s*\d+ (\w+)", p)
                sip.append((t, src, first.split(" ")[0] if " SIP/2.0" in first else first.split(" ")[1], (cseq.group(1).decode() if cseq else "")))
            continue
        if len(p) < 8 or p[0] >> 6 != 2:
            continue
        if 192 <= p[1] <= 223:
            rtcp.setdefault((src, dst), []).append(t)
        elif len(p) >= 12:
            rtp.setdefault((src, dst, sp, dp, p[8:12]), []).append((t, struct.unpack("!H", p[2:4])[0]))
    return rtp, rtcp, sip, last


def gap(ts, end):
    return max((b - a for a, b in zip(ts, ts[1:] + [end])), default=0)


def main():
    folder, verbose = sys.argv[1], "-v" in sys.argv
    bad = 0
    for L in json.load(open(os.path.join(folder, "labels.json"))):
        global PCAPNG_NANO
        PCAPNG_NANO = L["file"].endswith("ng")
        rtp, rtcp, sip, last = look(os.path.join(folder, L["file"]))
        say, V = [], L["verdicts"]["call"]
        inv = next((m for m in sip if m[2] == "INVITE"), None)
        caller = inv[1] if inv else None
        end = next((m for m in sip if m[2] in ("BYE", "CANCEL") or (m[2].isdigit() and m[2] >= "400" and m[2] not in ("422", "401", "407", "487") and m[3] == "INVITE")), None)
        stop = end[0] if end else last
        sent = {"caller": set(), "callee": set()}
        for (src, dst, sp, dp, ssrc), ps in rtp.items():
            seqs, n, lost, prev = [q for _, q in ps], len(ps), 0, None
            dup = n - len(set(seqs)) if n < 60000 else 0
            s = sorted({(q - seqs[0] + 32768) % 65536 for q in seqs})
            lost = s[-1] - s[0] + 1 - len(s)
            if verbose:
                say.append("  rtp %s:%d > %s:%d %d packets, lost %d, repeated %d, longest silence %.1f s" % (name(src), sp, name(dst), dp, n, lost, dup, gap([t for t, _ in ps], stop)))
            if L["healthy"] and lost and "bridge" not in L["file"]:
                say.append("! lost %d" % lost)
        for k, ts in rtcp.items():
            if verbose:
                say.append("  rtcp %s > %s %d, longest pause %.1f s" % (name(k[0]), name(k[1]), len(ts), gap(ts, stop)))
            if L["healthy"] and gap(ts, stop) > 29:
                say.append("! RTCP pause %.1f" % gap(ts, stop))
        if caller and rtp and all(len(k[0]) == len(caller) for k in rtp):
            for who in ("caller", "callee"):
                want = L["rtcp"].get(who)
                have = [k for k in rtcp if (k[0] == caller) == (who == "caller")]
                if want is True and not have: say.append("! no RTCP of " + who)
                if want is False and have: say.append("! RTCP of " + who)
        by = L["ended_by"]
        if V in ("normal", "media-timeout", "session-expired", "no-ack") and sip:
            if not end or end[2] != "BYE": say.append("! no BYE first")
            elif "caller" in by and end[1] != caller and L["legs"] == 1 and "kamailio" not in L["file"]: say.append("! BYE not of the caller")
            elif "callee" in by and end[1] == caller: say.append("! BYE of the caller")
        if V == "cancelled" and (not end or end[2] != "CANCEL"): say.append("! no CANCEL")
        if V == "capture-ended" and end: say.append("! it ended: %s" % end[2])
        if V == "refused" and not (any(m[2].isdigit() and m[2][0] in "46" for m in sip)): say.append("! not refused")
        if V == "no-ack" and (any(m[2] == "ACK" for m in sip) or sum(m[2] == "200" and m[3] == "INVITE" for m in sip) < 5): say.append("! ACK, or 200 not repeated")
        if V == "normal" and L["healthy"] and sip and len({k[0] for k in rtp}) < 2 and "proxy" not in L["file"] and "no RTP" not in L.get("note", ""): say.append("! media one way")
        bad += any(x[0] == "!" for x in say)
        if say:
            print("%-36s %-15s %5.1f s  %s at %.1f" % (L["file"], V, last, end and end[2], stop))
            print("\n".join(say))
    return bad


if __name__ == "__main__":
    sys.exit(main() and 1)
