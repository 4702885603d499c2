# SPDX-License-Identifier: GPL-2.0-or-later
"""Services that something ends again and again: what happens in each capture,
and the label that follows from what was configured."""
import os
import signal
import time

from lab import every
from services import (client_ports, haproxy, initiator, nft, slapd, stunnel,
                      tell, tgt, tgt_cut)

N_CUTS = 6


def iscsi_idle(lab):
    """The target ends the connection every 50 s, at rest but for NOP-Out."""
    tgt(lab)
    initiator(lab)
    for _ in every(50, N_CUTS):
        tgt_cut(lab)
    return {"port": 3260, "by": "server", "period": 50}


def iscsi_busy(lab):
    """The same with a read every two seconds, and by a reset."""
    tgt(lab)
    reader = initiator(lab)
    for n in every(2, 25 * N_CUTS + 4):
        tell(reader, "read 0 1k")
        if n % 25 == 0:
            lab.at("S", "ss", "-K", "sport", "=", ":3260")
    return {"port": 3260, "by": "server", "period": 50, "reset": True}


def iscsi_nop(lab):
    """The initiator hangs every 50 s: it does not answer the target's NOP-In,
    which comes every 3 s, and the target gives up after two."""
    tgt(lab, "nop_interval=3", "nop_count=2")
    hanging = initiator(lab)
    for _ in every(50, N_CUTS):
        os.killpg(hanging.pid, signal.SIGSTOP)
        time.sleep(12)
        os.killpg(hanging.pid, signal.SIGCONT)
    return {"port": 3260, "by": "server", "period": 50, "nop_in": True}


def tls_nft(lab):
    """A firewall between resets the connection every 60 s."""
    stunnel(lab, 5061)
    lab.python("C", "asking", lab.server, 5061, 1, 2, 10, 0.5)
    for _ in every(60, N_CUTS):
        cut_by_firewall(lab, 5061, "reject with tcp reset")
    return {"port": 5061, "by": "server", "period": 60, "reset": True,
            "between": True}


def tls_nft_at_server(lab):
    """The same, captured at the server, whose packets are reset, too."""
    stunnel(lab, 5061)
    lab.python("C", "asking", lab.server, 5061, 1, 2, 3, 0.5)
    for _ in every(60, N_CUTS):
        cut_by_firewall(lab, 5061, "reject with tcp reset", way="dport")
    return {"port": 5061, "by": "client", "period": 60, "reset": True,
            "between": True}


def tls_given_up(lab):
    """The server hangs for 8 s every 60 s; the client gives up when it has had
    no answer for 5 s."""
    server = stunnel(lab, 5061)
    lab.python("C", "asking", lab.server, 5061, 1, 2, 5, 0.2)
    for _ in every(60, N_CUTS):
        os.killpg(server.pid, signal.SIGSTOP)
        time.sleep(8)
        os.killpg(server.pid, signal.SIGCONT)
    return {"port": 5061, "by": "client", "period": 60}


def cut_by_firewall(lab, port, verdict, way="sport"):
    """Lets the router refuse the packets of the connections that are up."""
    other = {"sport": "dport", "dport": "sport"}[way]
    nft(lab, "R", *[f"tcp {way} {p} tcp {other} {port} {verdict}"
                    for p in client_ports(lab, port)])


def tls_idle(lab):
    """stunnel ends what was idle for 50 s."""
    stunnel(lab, 5061, "TIMEOUTidle = 50")
    lab.python("C", "waiting", lab.server, 5061, 1, 0.2)
    time.sleep(52 * N_CUTS)
    return {"port": 5061, "by": "server", "period": 51.5, "idle": True}


def ldap_proxy(lab):
    """A proxy before an LDAP server ends what was idle for 50 s."""
    slapd(lab, address="127.0.0.1")
    haproxy(lab, "S", "  timeout client 50s", "  timeout server 50s",
            "listen ldap", f"  bind {lab.server}:389",
            "  server one 127.0.0.1:389")
    lab.python("C", "ldap", lab.server, 389, 0, 0.5, 0.2)
    time.sleep(52 * N_CUTS)
    return {"port": 389, "by": "server", "period": 50.7, "idle": True}


def ldap_idle(lab):
    """The LDAP server itself ends what was idle for 40 s."""
    slapd(lab, "idletimeout 40")
    lab.python("C", "ldap", lab.server, 389, 0, 0.5, 0.2)
    time.sleep(60 * N_CUTS)
    return {"port": 389, "by": "server", "idle": True}


def redis_idle(lab):
    """A service whose port is not in the table by itself."""
    lab.start("S", "redis-server", "--bind", lab.server, "--protected-mode",
              "no", "--timeout", 45, "--save", "", "--dir", lab.dir)
    time.sleep(1)
    lab.python("C", "waiting", lab.server, 6379, 0, 0.2)
    time.sleep(50 * N_CUTS)
    return {"port": 6379, "by": "server", "idle": True, "on_demand": True}


CUTS = (iscsi_idle, iscsi_busy, iscsi_nop, tls_nft, tls_nft_at_server,
        tls_given_up, tls_idle, ldap_proxy, ldap_idle, redis_idle)
