/* TCP connections between 10.0.0.1 and the server 10.0.0.2, for tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_CONVERSATION_H
#define LYNC_TEST_CONVERSATION_H

#include <string.h>

#include "hangup_watch.h"
#include "service_ports.h"

#define CLIENT 0
#define SERVER 1

#define CLIENT_HOPS 64
#define SERVER_HOPS 63

/* A capture to which segments are added. */
struct conversation {
    struct hangup_watch *watch;
    struct service_ports ports;
    uint16_t server_port;
    uint16_t client_port; /* of the current connection */
    uint32_t next[2];     /* next sequence number of each side */
    uint32_t frame;
    uint32_t n_counted; /* closes that count */
    uint32_t n_proven;
    struct hangup latest; /* the latest of them */
};

static inline struct conversation conversation_new(uint16_t server_port)
{
    struct conversation c = {.watch = hangup_watch_new(7, 64, 16),
                             .server_port = server_port,
                             .client_port = 49999};

    service_ports_set(&c.ports, NULL, 0);
    return c;
}

static inline void conversation_free(struct conversation *c)
{
    hangup_watch_free(c->watch);
}

/* SIDE sends a segment with FLAGS, HOPS and LENGTH bytes of PAYLOAD at AT_S.
 * Returns whether it is a close that counts. */
static inline bool send_segment(struct conversation *c, double at_s,
                                unsigned side, uint8_t flags, uint8_t hops,
                                const void *payload, uint32_t length)
{
    static const uint8_t addresses[2][4] = {{10, 0, 0, 1}, {10, 0, 0, 2}};
    uint16_t ports[2] = {c->client_port, c->server_port};
    struct tcp_segment segment = {
        ports[side], ports[!side], c->next[side], flags,
        hops,        length,       length,        payload,
    };
    struct hangup_sighting sighting = {
        ++c->frame,
        (int64_t)(at_s * 1e9),
        {
            .source = addresses[side],
            .destination = addresses[!side],
            .source_serves = service_port_watched(&c->ports, ports[side]),
            .destination_serves = service_port_watched(&c->ports, ports[!side]),
        }};
    bool counts = hangup_watch_take(c->watch, &segment, &sighting, &c->latest);

    c->next[side] += length + ((flags & (TCP_SYN | TCP_FIN)) != 0);
    c->n_counted += counts;
    c->n_proven += counts && c->latest.close.proven;
    return counts;
}

static inline uint8_t usual_hops(unsigned side)
{
    return side == CLIENT ? CLIENT_HOPS : SERVER_HOPS;
}

/* A handshake at AT_S, from a new port. */
static inline void open_at(struct conversation *c, double at_s)
{
    c->client_port++;
    c->next[CLIENT] = 1000u * c->client_port;
    c->next[SERVER] = 7000u * c->client_port;
    send_segment(c, at_s, CLIENT, TCP_SYN, CLIENT_HOPS, NULL, 0);
    send_segment(c, at_s, SERVER, TCP_SYN | TCP_ACK, SERVER_HOPS, NULL, 0);
    send_segment(c, at_s, CLIENT, TCP_ACK, CLIENT_HOPS, NULL, 0);
}

/* SIDE sends TEXT. */
static inline void say(struct conversation *c, double at_s, unsigned side,
                       const char *text)
{
    send_segment(c, at_s, side, TCP_ACK, usual_hops(side), text,
                 (uint32_t)strlen(text));
}

/* N requests, each with its answer 1 ms later, STEP_S apart. */
static inline void talk(struct conversation *c, double from_s, unsigned n,
                        double step_s)
{
    for (unsigned i = 0; i < n; i++) {
        say(c, from_s + i * step_s, CLIENT, "question");
        say(c, from_s + i * step_s + 0.001, SERVER, "answer");
    }
}

/* SIDE closes by FIN, or by RST. */
static inline bool fin(struct conversation *c, double at_s, unsigned side)
{
    return send_segment(c, at_s, side, TCP_FIN | TCP_ACK, usual_hops(side),
                        NULL, 0);
}

static inline bool reset(struct conversation *c, double at_s, unsigned side)
{
    return send_segment(c, at_s, side, TCP_RST, usual_hops(side), NULL, 0);
}

#endif
