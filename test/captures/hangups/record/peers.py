#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Clients and servers that no package has: peers.py FUNCTION ARGUMENT..."""
import socket
import ssl
import sys
import threading
import time


def connect(host, port, tls):
    plain = socket.create_connection((host, int(port)), timeout=10)
    plain.settimeout(None)
    if not int(tls):
        return plain
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(plain)


def asking(host, port, tls, pause, patience, back):
    """Keeps one connection: asks every PAUSE seconds, and expects an answer
    within PATIENCE; else, and when it is cut, makes a new one after BACK
    seconds."""
    while True:
        try:
            with connect(host, port, tls) as peer:
                peer.settimeout(float(patience))
                while True:
                    peer.sendall(b"OPTIONS sip:lab SIP/2.0\r\n\r\n")
                    if not peer.recv(4096):
                        break
                    time.sleep(float(pause))
        except OSError as error:
            print(time.time(), error, flush=True)
        time.sleep(float(back))


def waiting(host, port, tls, back):
    """Keeps one connection: asks twice, then only waits to be cut."""
    while True:
        try:
            with connect(host, port, tls) as peer:
                for _ in range(2):
                    peer.sendall(b"PING\r\n")
                    peer.recv(4096)
                    time.sleep(0.5)
                while peer.recv(4096):
                    pass
        except OSError as error:
            print(time.time(), error, flush=True)
        time.sleep(float(back))


def echo(host, port):
    """Answers what it is asked."""
    def serve(peer):
        with peer:
            try:
                while data := peer.recv(4096):
                    peer.sendall(data)
            except OSError:
                pass

    with socket.create_server((host, int(port))) as server:
        while True:
            threading.Thread(target=serve, args=(server.accept()[0],),
                             daemon=True).start()


def sessions(host, port, tls, least, most, pause):
    """One session after the other, of LEAST to MOST seconds, which the client
    ends."""
    import random
    while True:
        with connect(host, port, tls) as peer:
            end = time.monotonic() + random.uniform(float(least), float(most))
            while time.monotonic() < end:
                peer.sendall(b"PING\r\n")
                peer.recv(4096)
                time.sleep(2)
        time.sleep(float(pause))


def long_poll(host, port, hold):
    """An HTTP/1.0 server that answers after HOLD seconds and closes."""
    import http.server

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            time.sleep(float(hold))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"nothing new\n")

    http.server.ThreadingHTTPServer((host, int(port)), Handler).serve_forever()


def pages(host, port, tls, n_requests, pause):
    """A browser: N_REQUESTS over one HTTP/1.1 connection, which stays open,
    and the same again every PAUSE seconds, over a new one when it is gone."""
    peer = None
    while True:
        began = time.monotonic()
        for _ in range(int(n_requests)):
            for _ in range(2):
                try:
                    peer = peer or connect(host, port, tls)
                    peer.sendall(b"GET / HTTP/1.1\r\nHost: lab\r\n\r\n")
                    if peer.recv(65536):
                        break
                except OSError as error:
                    print(time.time(), error, flush=True)
                peer = None
        time.sleep(max(0, began + float(pause) - time.monotonic()))


def smtp(host, port, n_mails, pause_within, pause):
    """Sessions of N_MAILS, one after the other."""
    import smtplib
    while True:
        with smtplib.SMTP(host, int(port)) as session:
            for _ in range(int(n_mails)):
                session.sendmail("a@lab", "b@lab", "Subject: x\r\n\r\nx\r\n")
                time.sleep(float(pause_within))
        time.sleep(float(pause))


def smtp_server(host, port):
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink
    Controller(Sink(), hostname=host, port=int(port)).start()
    threading.Event().wait()


def ldap(host, port, n_searches, pause_within, pause):
    """LDAP sessions of N_SEARCHES and an unbind; 0: never ends by itself, and
    binds anew when it is cut."""
    import ldap as library
    while True:
        try:
            session = library.initialize(f"ldap://{host}:{port}")
            session.simple_bind_s("", "")
            n = 0
            while n < int(n_searches) or int(n_searches) == 0:
                session.search_s("", library.SCOPE_BASE)
                n += 1
                if int(n_searches) == 0 and n == 2:
                    wait_for_end(session)
                    break
                time.sleep(float(pause_within))
            session.unbind_s()
        except library.LDAPError as error:
            print(time.time(), error, flush=True)
        time.sleep(float(pause))


def wait_for_end(session):
    """Waits until the server has closed the connection."""
    descriptor = session.fileno()
    peer = socket.socket(fileno=socket.dup(descriptor))
    peer.setblocking(True)
    peer.recv(1, socket.MSG_PEEK)
    peer.close()


def pool(host, port, tls, n_connections, least, most):
    """N_CONNECTIONS at a time, each ended by the client after a random
    time."""
    for _ in range(int(n_connections)):
        threading.Thread(target=sessions,
                         args=(host, port, tls, least, most, 0.2),
                         daemon=True).start()
        time.sleep(1.3)
    threading.Event().wait()


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
