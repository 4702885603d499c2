# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes to one SIP message that leave it a SIP message, more or less.

Each takes a random.Random, the message as octets and a list of other messages'
octets, and returns octets."""

import re

NUMBERS = (b"", b"0", b"-1", b"1", b"89", b"90", b"65535", b"65536",
           b"2147483647", b"2147483648", b"4294967295", b"4294967296",
           b"18446744073709551616", b"9" * 40, b"1e9", b"0x10", b" 7 ")
NAMES = (b"Call-ID", b"CSeq", b"From", b"To", b"Via", b"Contact", b"Route",
         b"Session-Expires", b"x", b"Min-SE", b"Supported", b"Require",
         b"Allow", b"Reason", b"Warning", b"ms-diagnostics", b"User-Agent",
         b"Server", b"Content-Type", b"Content-Length", b"l", b"i", b"f", b"t",
         b"Replaces", b"Referred-By", b"Expires", b"P-Asserted-Identity",
         b"RSeq", b"RAck", b"History-Info", b"Keep-Alive", b"Retry-After")
METHODS = (b"INVITE", b"ACK", b"BYE", b"CANCEL", b"UPDATE", b"REGISTER",
           b"PRACK", b"REFER", b"NOTIFY", b"SERVICE", b"OPTIONS", b"INFO")
SDP_LINES = (b"m=audio 0 RTP/AVP 0", b"m=audio 65536 RTP/SAVP 0 8 101",
             b"m=video 9 UDP/TLS/RTP/SAVPF", b"m=", b"c=IN IP4 0.0.0.0",
             b"c=IN IP6 ::ffff:1.2.3.4", b"c=IN IP4 999.1.1.1/127/3",
             b"a=rtpmap:999 x/0/99999999999", b"a=rtpmap:0", b"a=rtcp:1",
             b"a=rtcp:-1 IN IP6 ::", b"a=inactive", b"a=sendonly",
             b"a=rtcp-mux", b"a=candidate:1 1 UDP 1 1.2.3.4 1 typ host",
             b"a=candidate:" + b"9 " * 30, b"a=remote-candidates:1 1.2.3.4",
             b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AA|2^99|1:999",
             b"a=ssrc:4294967296 cname:x", b"a=fmtp:101 0-16", b"a=setup:",
             b"a=ptime:0", b"a=maxptime:-1", b"b=AS:99999999999", b"a=")
ODD = (b"\x00", b"\xff\xfe", b"\xe2\x80\xae", b"\x1b[2J", b"%n%s", b"\"", b"<",
       b">", b";", b",", b"=", b":", b"@", b"\\", b"\t", b"\r", b"\n", b"[", b"]")
LENGTHS = (1, 3, 16, 63, 255, 256, 1024, 4000, 20_000)


def _at(rng, lines):
    """The place of a header; the first line is none."""
    return rng.randrange(1, max(len(lines), 2))


def _lines(change):
    """A change of the lines of the header."""
    def whole(rng, message, others):
        head, gap, body = message.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        if len(lines) > 1:
            change(rng, lines, others)
        return b"\r\n".join(lines) + gap + body
    return whole


@_lines
def repeat(rng, lines, _others):
    lines.insert(_at(rng, lines), lines[_at(rng, lines)])


@_lines
def repeat_often(rng, lines, _others):
    lines += [lines[_at(rng, lines)]] * rng.choice((8, 40, 300))


@_lines
def drop(rng, lines, _others):
    del lines[_at(rng, lines)]


@_lines
def swap(rng, lines, _others):
    one, other = _at(rng, lines), _at(rng, lines)
    lines[one], lines[other] = lines[other], lines[one]


@_lines
def lengthen(rng, lines, _others):
    at, n = _at(rng, lines), rng.choice(LENGTHS)
    cut = rng.randrange(len(lines[at]) + 1)
    lines[at] = (lines[at][:cut] + rng.choice((b"a", b" ", b",", b"<", b"\x80",
                 b";tag=1", b"1")) * n + lines[at][cut:])


@_lines
def shorten(rng, lines, _others):
    at = _at(rng, lines)
    lines[at] = lines[at][:rng.randrange(len(lines[at]) + 1)]


@_lines
def fold(rng, lines, _others):
    lines[_at(rng, lines):][:0] = [rng.choice((b" ", b"\t", b" folded")) ]
    at = _at(rng, lines)
    lines[at] = lines[at].replace(b" ", b"\r\n ")


@_lines
def rename(rng, lines, _others):
    at = _at(rng, lines)
    lines[at] = rng.choice(NAMES) + b":" + lines[at].partition(b":")[2]


@_lines
def add(rng, lines, _others):
    value = rng.choice((rng.choice(NUMBERS), rng.choice(ODD) * 3, b"timer",
                        rng.choice(NUMBERS) + b";refresher=" +
                        rng.choice((b"uac", b"uas", b"x", b""))))
    lines.insert(_at(rng, lines), rng.choice(NAMES) + b": " + value)


@_lines
def first_line(rng, lines, _others):
    """Another method, another status code, or a request for a response."""
    begin = rng.choice((rng.choice(METHODS) + b" sip:a@b SIP/2.0",
                        b"SIP/2.0 %d x" % rng.choice(
                            (100, 180, 183, 199, 200, 202, 302, 401, 407, 408,
                             422, 481, 487, 488, 491, 500, 503, 603, 699, 99))))
    lines[0] = begin


@_lines
def exchange(rng, lines, others):
    """A header as another message of the capture has it: Call-IDs, tags and
    branches are mixed up so."""
    theirs = dict(line.partition(b":")[::2] for line in
                  rng.choice(others).partition(b"\r\n\r\n")[0].split(b"\r\n"))
    shared = [i for i, line in enumerate(lines)
              if line.partition(b":")[0] in theirs]
    for at in rng.sample(shared, min(len(shared), rng.choice((1, 1, 3)))):
        name = lines[at].partition(b":")[0]
        lines[at] = name + b":" + theirs[name]


@_lines
def retag(rng, lines, _others):
    """Other tags, branches or Call-IDs, of nobody."""
    mark = rng.choice((b"tag=", b"branch=", b"Call-ID: "))
    new = rng.choice((b"", b"x", b"%d" % rng.getrandbits(32), b"y" * 3000))
    lines[:] = [re.sub(re.escape(mark) + b"[^;>]*", lambda _: mark + new, line)
                for line in lines]


@_lines
def content_length(rng, lines, _others):
    for at, line in enumerate(lines):
        if line.lower().startswith((b"content-length", b"l:")):
            lines[at] = b"Content-Length: " + rng.choice(NUMBERS)


def number(rng, message, _others):
    """A number anywhere becomes a bad one."""
    found = list(re.finditer(rb"\d+", message))
    if not found:
        return message
    one = rng.choice(found)
    return message[:one.start()] + rng.choice(NUMBERS) + message[one.end():]


def odd_octets(rng, message, _others):
    at = rng.randrange(len(message) + 1)
    return message[:at] + rng.choice(ODD) * rng.choice((1, 1, 2, 50)) + (
        message[at:])


def sdp(rng, message, others):
    """Lines of the body: repeated, dropped, swapped, bad, of another one."""
    head, gap, body = message.partition(b"\r\n\r\n")
    if not body:
        return number(rng, message, others)
    lines = body.split(b"\r\n")
    for _ in range(rng.choice((1, 1, 2, 5))):
        at, what = rng.randrange(len(lines)), rng.randrange(5)
        if what == 0:
            lines[at:at] = [lines[at]] * rng.choice((1, 1, 5, 200))
        elif what == 1 and len(lines) > 1:
            del lines[at]
        elif what == 2:
            lines.insert(at, rng.choice(SDP_LINES))
        elif what == 3:
            rng.shuffle(lines)
        else:
            lines[at] = number(rng, lines[at], others)
    return head + gap + b"\r\n".join(lines)


CHANGES = (repeat, repeat_often, drop, swap, lengthen, shorten, fold, rename,
           add, first_line, exchange, exchange, retag, content_length, number,
           number, odd_octets, sdp, sdp)
