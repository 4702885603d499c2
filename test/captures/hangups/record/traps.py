# SPDX-License-Identifier: GPL-2.0-or-later
"""Services that nothing is wrong with: none of these may be reported."""
import time

from cuts import cut_by_firewall
from lab import at_random, every
from services import (TARGET, haproxy, initiator, nginx, run, slapd, stunnel,
                      tell, tgt, tgt_cut)

LONG = 180  # seconds


def http_poll(lab):
    """Without keep-alive: the server closes after each answer."""
    nginx(lab)
    for _ in every(10, 15):
        run(lab, "curl", "-s0", f"http://{lab.server}/")


def http_keep_alive(lab):
    """The server ends what is idle for 15 s; the client asks every 20 s."""
    nginx(lab, "keepalive_timeout 15;")
    lab.python("C", "pages", lab.server, 80, 0, 1, 20)
    time.sleep(LONG)


def https_keep_alive(lab):
    """The same, with TLS and six requests each time."""
    nginx(lab, "keepalive_timeout 15;")
    lab.python("C", "pages", lab.server, 443, 1, 6, 20)
    time.sleep(LONG)


def https_poll(lab):
    """One request a connection; the client closes."""
    nginx(lab)
    for _ in every(10, 15):
        run(lab, "curl", "-sk", f"https://{lab.server}/")


def http_many(lab):
    """Sixty connections, four at a time."""
    nginx(lab)
    run(lab, "ab", "-n", 60, "-c", 4, f"http://{lab.server}/")


def http_load(lab):
    """The same over a minute, by two clients that differ in speed."""
    nginx(lab)
    lab.start("C", "ab", "-t", 60, "-n", 60, "-c", 1,
              f"https://{lab.server}/")
    for _ in every(3, 20):
        run(lab, "curl", "-sk", f"https://{lab.server}/")


def http_downloads(lab):
    """One download after the other, 15 s each; the server closes."""
    nginx(lab)
    for _ in range(8):
        run(lab, "curl", "-s0", "--limit-rate", "3k", "-o", "/dev/null",
            f"http://{lab.server}/large")


def https_downloads(lab):
    """The same with TLS; the client closes."""
    nginx(lab)
    for _ in range(8):
        run(lab, "curl", "-sk", "--limit-rate", "3k", "-o", "/dev/null",
            f"https://{lab.server}/large")


def http_long_poll(lab):
    """The server answers after 15 s and closes; the client asks again."""
    lab.python("S", "long_poll", lab.server, 80, 15)
    time.sleep(1)
    for _ in range(9):
        run(lab, "curl", "-s", f"http://{lab.server}/")


def https_requests(lab):
    """The server ends each connection with its answer to the 40th request."""
    nginx(lab, "keepalive_requests 40;")
    lab.python("C", "pages", lab.server, 443, 1, 1, 1)
    time.sleep(250)


def probes_tcp(lab):
    """A load balancer connects every 2 s and resets."""
    slapd(lab)
    haproxy(lab, "C", "  timeout client 5s", "  timeout server 5s",
            "listen probe", "  bind 127.0.0.1:389",
            f"  server one {lab.server}:389 check inter 2s")
    time.sleep(60)


def probes_tls(lab):
    """A load balancer shakes hands every 5 s."""
    stunnel(lab, 5061)
    haproxy(lab, "C", "  timeout client 5s", "  timeout server 5s",
            "listen probe", "  bind 127.0.0.1:5061",
            f"  server one {lab.server}:5061 check inter 5s ssl verify none")
    time.sleep(90)


def probes_ldap(lab):
    """A load balancer binds every 10 s."""
    slapd(lab)
    haproxy(lab, "C", "  timeout client 5s", "  timeout server 5s",
            "listen probe", "  bind 127.0.0.1:389", "  option ldap-check",
            f"  server one {lab.server}:389 check inter 10s")
    time.sleep(120)


def probes_http(lab):
    """A load balancer asks for a page every 5 s."""
    nginx(lab)
    haproxy(lab, "C", "  timeout client 5s", "  timeout server 5s",
            "listen probe", "  bind 127.0.0.1:443", "  option httpchk GET /",
            f"  server one {lab.server}:443 check inter 5s ssl verify none")
    time.sleep(90)


def probes_iscsi(lab):
    """A monitor connects to the target every 10 s."""
    tgt(lab)
    for _ in every(10, 12):
        run(lab, "nc", "-z", lab.server, "3260")


def smtp_single(lab):
    """A mail every 10 s."""
    lab.python("S", "smtp_server", lab.server, 25)
    time.sleep(2)
    for _ in every(10, 12):
        run(lab, "swaks", "-s", lab.server, "-t", "b@lab", "-f", "a@lab")


def smtp_sessions(lab):
    """Sessions of 12 s, one after the other; the server closes after QUIT."""
    lab.python("S", "smtp_server", lab.server, 25)
    time.sleep(2)
    lab.python("C", "smtp", lab.server, 25, 12, 1, 0.2)
    time.sleep(LONG)


def ldap_searches(lab):
    """A search every 10 s."""
    slapd(lab)
    for _ in every(10, 12):
        run(lab, "ldapsearch", "-x", "-H", f"ldap://{lab.server}", "-b", "",
            "-s", "base")


def ldap_sessions(lab):
    """Sessions of 15 s, one after the other, which the client ends."""
    slapd(lab)
    lab.python("C", "ldap", lab.server, 389, 15, 1, 0.2)
    time.sleep(LONG)


def tls_long(lab):
    """One connection."""
    stunnel(lab, 5061)
    lab.python("C", "asking", lab.server, 5061, 1, 5, 10, 1)
    time.sleep(LONG)


def tls_random(lab):
    """A firewall resets the connection at random times."""
    stunnel(lab, 5061)
    lab.python("C", "asking", lab.server, 5061, 1, 2, 10, 0.5)
    for _ in at_random(lab, 5, 70, 8):
        cut_by_firewall(lab, 5061, "reject with tcp reset")


def tls_pool(lab):
    """Four connections at a time, each ended by the client when it likes."""
    stunnel(lab, 5061)
    lab.python("C", "pool", lab.server, 5061, 1, 4, 5, 40)
    time.sleep(LONG)


def tls_sessions(lab):
    """One session of 20 s after the other, which the client ends."""
    stunnel(lab, 5061)
    lab.python("C", "sessions", lab.server, 5061, 1, 20, 20, 0.1)
    time.sleep(LONG)


def iscsi_inquiries(lab):
    """A login, an inquiry and a logout every 10 s."""
    tgt(lab)
    for _ in every(10, 12):
        run(lab, "iscsi-inq", f"iscsi://{lab.server}/{TARGET}/1")


def iscsi_logouts(lab):
    """Sessions of 20 s, one after the other, each with a logout."""
    tgt(lab)
    session = ["-c", "read 0 512", "-c", "sleep 1000"] * 20
    for _ in range(8):
        run(lab, "qemu-io", *session, "-f", "raw",
            f"iscsi://{lab.server}/{TARGET}/1")


def iscsi_long(lab):
    """One connection with reads now and then."""
    tgt(lab)
    disk = initiator(lab)
    for _ in at_random(lab, 1, 20, 16):
        tell(disk, "read 0 4k")


def iscsi_random(lab):
    """The target ends the connection at random times."""
    tgt(lab)
    initiator(lab)
    for _ in at_random(lab, 5, 70, 8):
        tgt_cut(lab)


def iscsi_lists(lab):
    """Discovery every 15 s."""
    tgt(lab)
    for _ in every(15, 8):
        run(lab, "iscsi-ls", "-s", f"iscsi://{lab.server}")


def iscsi_two_cuts(lab):
    """Two cuts 50 s apart prove nothing."""
    tgt(lab)
    initiator(lab)
    for _ in every(50, 2):
        tgt_cut(lab)
    time.sleep(30)


def redis_commands(lab):
    """A command every 10 s."""
    lab.start("S", "redis-server", "--bind", lab.server, "--protected-mode",
              "no", "--save", "", "--dir", lab.dir)
    time.sleep(1)
    for _ in every(10, 12):
        run(lab, "redis-cli", "-h", lab.server, "ping")


TRAPS = (http_poll, http_keep_alive, https_keep_alive, https_poll, http_many,
         http_load, http_downloads, https_downloads, http_long_poll,
         https_requests,
         probes_tcp, probes_tls, probes_ldap, probes_http, probes_iscsi,
         smtp_single, smtp_sessions, ldap_searches, ldap_sessions, tls_long,
         tls_random, tls_pool, tls_sessions, iscsi_inquiries, iscsi_logouts,
         iscsi_long, iscsi_random, iscsi_lists, iscsi_two_cuts,
         redis_commands)
