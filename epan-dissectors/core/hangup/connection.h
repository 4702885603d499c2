/* What is kept of one TCP connection of a watched service.
 *
 * It is known by its two ends: end 1 has a port of a service, end 0 is the
 * other. Where both have one, end 1 is the one with the lower port, or else
 * address; the SYN then says which of them is the server.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CONNECTION_H
#define LYNC_CORE_CONNECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"
#include "tcp_segment.h"

#define CONNECTION_KEY_WORDS 9

/* The ends of a connection. */
struct connection_key {
    uint32_t words[CONNECTION_KEY_WORDS]; /* two addresses, two ports */
};

enum connection_flag {
    CONNECTION_IPV6 = 0x01,
    CONNECTION_SYN = 0x02,         /* its first SYN was captured */
    CONNECTION_ESTABLISHED = 0x04, /* a SYN with ACK was, or payload */
    CONNECTION_CLOSED = 0x08,
    CONNECTION_SERVER_0 = 0x10, /* end 0 is the server, not end 1 */
    CONNECTION_TLS = 0x20,      /* its first payload is a TLS handshake */
    CONNECTION_ISCSI = 0x40,
    CONNECTION_LOGIN = 0x80,    /* of iSCSI, was seen */
    CONNECTION_LOGOUT = 0x100,  /* the initiator asked for it */
    CONNECTION_AGREED = 0x200,  /* the logout was answered, or announced by
                                   the target */
    CONNECTION_DATA = 0x400,    /* payload was seen */
    CONNECTION_LAST_1 = 0x800,  /* the latest payload is of end 1 */
    CONNECTION_HOPS_0 = 0x1000, /* packets of end 0 had several hop limits */
    CONNECTION_HOPS_1 = 0x2000,
    CONNECTION_SYNC_0 = 0x4000, /* where end 0's next PDU begins is known */
    CONNECTION_SYNC_1 = 0x8000,
    CONNECTION_AFTER_SERVER = 0x10000, /* the server closed the connection that
                                          it replaces */
    CONNECTION_CUT = 0x20000, /* an iSCSI header was not captured whole */
};

#define CONNECTION_NEVER UINT32_MAX /* of the members in ms */

/* After payload of the server, a close within this time looks like part of an
 * answer. */
#define CONNECTION_ANSWER_MS 20

/* 88 octets. Times in ms count from begin_ns and stop at UINT32_MAX - 1. */
struct connection {
    struct connection_key key;
    uint32_t next_sequence[2]; /* of each end */
    uint32_t next_pdu[2];      /* sequence number of its next iSCSI header */
    uint32_t gap_ms;     /* since the connection that it replaces was closed;
                            CONNECTION_NEVER: it replaces none */
    int64_t begin_ns;    /* its SYN, or its first packet captured */
    uint32_t data_ms[2]; /* the latest payload of each end, but for TLS alerts
                            and NOPs of iSCSI */
    uint32_t ping_ms;    /* the latest NOP-In without answer */
    uint32_t answer_ms;  /* how long, in all, a close would have looked like
                            part of an answer */
    uint16_t n_turns;    /* how often payload came from another end than
                            before; stops at UINT16_MAX */
    uint8_t hops[2];     /* hop limit of the first packet of each end */
    uint32_t flags;      /* enum connection_flag */
};

/* What a segment was to its connection. */
enum connection_event {
    CONNECTION_NOTHING,
    CONNECTION_OPENED, /* it is established */
    CONNECTION_ENDED,  /* it is closed: the first FIN or RST after that */
};

/* The way of one packet. */
struct connection_path {
    const uint8_t *source; /* 4 octets, or 16; network order */
    const uint8_t *destination;
    bool is_ipv6;
    bool source_serves; /* its port is one of a service */
    bool destination_serves;
};

/* The key of the connection that SEGMENT, on PATH, belongs to; at least one of
 * its ports is of a service. *END: the end that it comes from. */
struct connection_key connection_key_of(const struct connection_path *path,
                                        const struct tcp_segment *segment,
                                        unsigned *end);

/* END, 0 or 1, of CONNECTION. */
struct endpoint connection_end(const struct connection *connection,
                               unsigned end);

/* The end that is the server. */
unsigned connection_server(const struct connection *connection);

/* Makes CONNECTION one that begins with SEGMENT of END at TIME_NS. */
void connection_begin(struct connection *connection,
                      const struct connection_key *key, bool is_ipv6,
                      bool is_iscsi, const struct tcp_segment *segment,
                      unsigned end, int64_t time_ns);

/* Whether SEGMENT of END begins another connection between the same ends. */
bool connection_begins_anew(const struct connection *connection,
                            const struct tcp_segment *segment, unsigned end);

/* Takes in SEGMENT of END at TIME_NS. A segment that ends the connection is
 * taken in but for the end: connection_close() does that. */
enum connection_event connection_take(struct connection *connection,
                                      const struct tcp_segment *segment,
                                      unsigned end, int64_t time_ns);

/* Nothing more is expected of it. */
void connection_close(struct connection *connection);

/* Whether CONNECTION has FLAG. */
static inline bool connection_has(const struct connection *connection,
                                  enum connection_flag flag)
{
    return (connection->flags & flag) != 0;
}

/* The time of CONNECTION in ms at TIME_NS; 0 before its begin. */
uint32_t connection_ms(const struct connection *connection, int64_t time_ns);

#endif
