# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls whose media goes where ICE (RFC 8445) or TURN (RFC 5766) puts it. The path is what the network allows: nft closes all others."""
from time import sleep

from pairs import ECHO
from record import call

ICE = "module stun.so\nmodule turn.so\nmodule ice.so\n"
MUX = "rtcp_mux yes\n"


def ice(L, server=None, kind="stun"):
    return ";medianat=ice" + (';stunserver="%s:%s:3478";stunuser=u;stunpass=p' % (kind, L.v4(server)) if server else "")


def pair(L, a="A", mux=False, server=None, kind="stun", talk=15, caps=("A",), b_server=True):
    """baresip alice on A calls bob on B, both with ICE"""
    config = ICE + (MUX if mux else "")
    L.baresip("B", "bob", config=config, acct=ice(L, server if b_server else None, kind))
    L.baresip(a, "alice", config=config, acct=ice(L, server, kind))
    for h in caps:
        L.cap(h, suffix="" if len(caps) == 1 else "-" + {"A": "outside", "X": "inside", "B": "callee"}[h])
    L.bs(a, "dial", "sip:bob@" + L.host("B")); sleep(talk)
    L.bs(a, "hangup"); sleep(1.5)


@call("ice-host", "normal", "baresip", "baresip calls baresip, both with ICE and host candidates alone (Opus, 60 ms); the caller hangs up after 15 s", "caller's user", path="direct")
def _(new): pair(new())


@call("ice-host-mux", "normal", "baresip", "baresip calls baresip, both with ICE, host candidates and rtcp-mux (Opus, 60 ms); the caller hangs up after 15 s", "caller's user", path="direct")
def _(new): pair(new(), mux=True)


@call("ice-nat", "normal", "baresip, coturn", "baresip behind a NAT (nft masquerade) calls baresip, both with ICE and a STUN server (coturn); captured on both sides of the NAT; the caller hangs up after 15 s", "caller's user", path="reflexive",
      files={"inside": {}, "outside": {}})
def _(new):
    L = new("ABP"); L.coturn(); L.nat("A", "X")
    pair(L, "X", server="P", caps=("X", "A"))


@call("ice-nat-mux", "normal", "baresip, coturn", "baresip behind a NAT (nft masquerade) calls baresip with rtcp-mux, both with ICE and a STUN server (coturn); captured outside the NAT; the caller hangs up after 15 s", "caller's user", path="reflexive")
def _(new):
    L = new("ABP"); L.coturn(); L.nat("A", "X")
    pair(L, "X", mux=True, server="P")


@call("ice-linphone", "normal", "linphone, baresip", "linphonec calls baresip, both with ICE and host candidates alone (Opus, 60 ms); the caller hangs up after 15 s", "caller's user", path="direct")
def _(new):
    L = new()
    L.baresip("B", "bob", config=ICE, acct=ice(L))
    p = L.linphone("A", "alice", net="nat_policy_ref=ice\n[nat_policy_0]\nref=ice\nprotocols=ice")
    L.cap("A")
    L.lp(p, "call sip:bob@" + L.host("B")); sleep(15)
    L.lp(p, "terminate"); sleep(1.5)


@call("ice-relay", "normal", "baresip, coturn", "baresip with ICE and a TURN server (coturn, UDP) calls baresip with ICE and none; nft drops what they send each other's RTP ports; captured at the caller; the caller hangs up after 20 s", "caller's user", path="relay-udp")
def _(new):
    L = new("ABP"); L.coturn()
    for h, peer in (("A", "B"), ("B", "A")):
        L.nft(h, "ip daddr %s udp dport 10000-10100 drop" % L.v4(peer))
    pair(L, server="P", kind="turn", talk=20, b_server=False)


@call("ice-relay-mux", "normal", "baresip, coturn", "baresip calls baresip with rtcp-mux, both with ICE and a TURN server (coturn, UDP); nft drops what they send each other's RTP ports; captured at the caller; the caller hangs up after 20 s", "caller's user", path="relay-udp")
def _(new):
    L = new("ABP"); L.coturn()
    for h, peer in (("A", "B"), ("B", "A")):
        L.nft(h, "ip daddr %s udp dport 10000-10100 drop" % L.v4(peer))
    pair(L, mux=True, server="P", kind="turn", talk=20)


def relayed_over_tcp(new, talk, option="", config="", caps=(("A", ""),)):
    L = new("ABP"); L.coturn()
    L.asterisk("A", {"peer": ("B", "ice_support=yes allow=ulaw:60" + option)}, ECHO, rtp="rtpstart=12000\nrtpend=12100\nicesupport=yes\nturnaddr=%s\nturnusername=u\nturnpassword=p" % L.v4("P"))
    L.baresip("B", "bob", config=ICE + config, acct=ice(L), codecs="pcmu")
    L.ast_ready()
    L.nft("A", "udp dport != 5060 drop")
    for h, suffix in caps:
        L.cap(h, suffix=suffix)
    L.rx("A", "channel originate PJSIP/bob@peer application Milliwatt"); sleep(talk)
    L.rx("A", "channel request hangup all"); sleep(2)


@call("ice-relay-tcp-mux", "normal", "Asterisk, baresip, coturn", "Asterisk, with ICE, rtcp-mux and a TURN server (coturn, over TCP), calls baresip, with ICE; nft lets no UDP out of Asterisk's host but SIP; captured at the caller; the caller hangs up after 12 s", "caller's user", path="relay-tcp")
def _(new): relayed_over_tcp(new, 12, " rtcp_mux=yes", MUX)


@call("ice-relay-tcp", "normal", "Asterisk, baresip, coturn", "Asterisk, with ICE and a TURN server (coturn, over TCP), calls baresip, with ICE; nft lets no UDP out of Asterisk's host but SIP; captured on both sides; the caller hangs up after 20 s", "caller's user", path="relay-tcp",
      files={"callee": {"path": "relay-udp"}}, note="the callee's side does not show how the caller reaches the relay")
def _(new): relayed_over_tcp(new, 20, caps=(("A", ""), ("B", "-callee")))


@call("ice-failed", "normal", "baresip", "baresip calls baresip, both with ICE and host candidates alone; the switch drops all UDP between them but SIP; captured at the caller; the caller hangs up after 45 s", "caller's user", ["lync.ice.failed"], rtcp="none")
def _(new):
    L = new()
    for h in "AB":
        L.l2drop(h, "udp dport 10000-10100 drop")
    pair(L, talk=45)
