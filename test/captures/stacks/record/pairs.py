# SPDX-License-Identifier: GPL-2.0-or-later
"""What several calls have in common: pairs of hosts with programs, media, a proxy."""
from time import sleep
import scen as s
from lab import HERE


def media_script(L, h, peer, kind="opus", name="A", port=7000, rport=None, **o):
    """media-NAME.sh start|stop in the folder of the call, for sipp's exec"""
    with open("%s/media-%s.sh" % (L.dir, name), "w") as f:
        f.write("#!/bin/sh\ncase $1 in\nstart) /usr/bin/python3 %s/media.py %s %d %s %d %s %s >%s/media-%s.log 2>&1 & echo $! >%s/media-%s.pid ;;\n"
                "stop) kill $(cat %s/media-%s.pid) ;;\nesac\n"
                % (HERE, L.addr(h), port, L.addr(peer), rport or port, kind, " ".join("%s=%s" % kv for kv in o.items()), L.dir, name, L.dir, name, L.dir, name))


def wait(p, seconds):
    try:
        p.wait(seconds)
    except Exception:
        raise RuntimeError("not finished within %d s: %s" % (seconds, p.args))


ECHO = "exten => _X.,1,Answer()\n same => n,Echo()"
TONE = "exten => _X.,1,Answer()\n same => n,Milliwatt()"
TIMER = "timers=always timers_min_se=90 timers_sess_expires=90"


def bs_pair(new, talk, hosts="AB", cap="A", a={}, b={}, dial=None, hangup="A", ipv6=False, bridge=None, during=None, caps=None, flt="udp or tcp"):
    """baresip alice on A calls bob on B"""
    L = new(hosts, ipv6=ipv6, bridge=bridge)
    L.baresip("B", "bob", **b)
    L.baresip("A", "alice", **a)
    for h, suffix in caps or ((cap, ""),):
        L.cap(h, suffix=suffix, flt=flt)
    L.bs("A", "dial", dial or "sip:bob@" + L.host("B"))
    if during:
        during(L)
    else:
        sleep(talk)
    if hangup:
        L.bs(hangup, "hangup")
        sleep(1.5)
    return L


def gst_pair(new, talk, kind="opus", body=None, ipv6=False, a={}, b={}, hosts="AB", cap="A", caps=None, bridge=None, headers="", uheaders="", limit=0,
             transport=(), a_kw={}, b_kw={}, during=None):
    """sipp on both sides, media.py as their media"""
    L = new(hosts, ipv6=ipv6, bridge=bridge)
    body = s.sdp(body or s.OPUS)
    media_script(L, "A", "B", kind, "A", **a)
    media_script(L, "B", "A", kind, "B", **b)
    L.sipp("B", s.uas(**{**dict(headers=uheaders, body=body, start=s.media("start", "B"), stop=s.media("stop", "B")), **b_kw}), opts=transport)
    for h, suffix in caps or ((cap, ""),):
        L.cap(h, suffix=suffix)
    p = L.sipp("A", s.uac(talk * 1000, **{**dict(headers=headers, body=body, start=s.media("start", "A"), stop=s.media("stop", "A")), **a_kw}), ("bob", L.host("B")), opts=transport)
    if during:
        during(L)
    wait(p, talk + 60)
    sleep(.6)
    return L


def kamailio(L, h="P", extra_modules="", params="", route="", reply=""):
    path = L.dir + "/kamailio.cfg"
    with open(path, "w") as f:
        f.write('#!KAMAILIO\nchildren=2\ntcp_children=1\nfork=yes\nlog_stderror=yes\nauto_aliases=no\nlisten=udp:%s:5060\n'
                'mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/"\n' % L.v4(h) +
                "".join('loadmodule "%s.so"\n' % m for m in ("tm sl rr pv maxfwd textops siputils xlog " + extra_modules).split()) + params +
                '\nrequest_route {\n if (!mf_process_maxfwd_header("10")) { sl_send_reply("483","Too Many Hops"); exit; }\n'
                ' if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }\n'
                ' if (has_totag()) { if (loose_route()) {\n' + (route if "INDIALOG" in route else "") + '  t_on_reply("R"); t_relay(); exit; }\n'
                '  if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }\n  sl_send_reply("404","Not here"); exit; }\n'
                ' t_check_trans();\n if (is_method("INVITE")) record_route();\n' + route.replace("#INDIALOG", "") +
                ' t_on_reply("R");\n if (!t_relay()) sl_reply_error();\n}\nonreply_route[R] {\n' + reply + '\n return;\n}\n')
    p = L.run(h, ["kamailio", "-f", path, "-DD", "-E", "-m", "32", "-M", "8", "-Y", L.dir, "-P", L.dir + "/kamailio.pid"], "kamailio")
    sleep(1.5)
    return p


VIA_P = lambda L: ';outbound="sip:%s:5060;lr"' % L.v4("P")
A_TO_P = lambda L, o="": o + " outbound_proxy=sip:%s:5060\\;lr" % L.v4("P")
