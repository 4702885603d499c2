/* The state of one TCP connection of a watched service.
 *
 * A connection has two ends. End 1 has the port of a watched service, end 0 is
 * the other. If both ports are watched, end 1 is the end with the lower port,
 * or with equal ports the lower address; the SYN then decides which end is the
 * server.
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

/* Identifies the two ends of a connection. */
struct connection_key {
    uint32_t words[CONNECTION_KEY_WORDS]; /* two addresses of 4 words, then both
                                             ports */
};

enum connection_flag {
    CONNECTION_IPV6 = 0x01,
    CONNECTION_SYN = 0x02, /* its first SYN was captured */
    CONNECTION_ESTABLISHED =
        0x04, /* a SYN with ACK or a later segment was seen */
    CONNECTION_CLOSED = 0x08,
    CONNECTION_SERVER_0 = 0x10, /* end 0 is the server, not end 1 */
    CONNECTION_TLS = 0x20, /* the first payload is a TLS handshake record */
    CONNECTION_ISCSI = 0x40,
    CONNECTION_LOGIN = 0x80,   /* an iSCSI Login was seen */
    CONNECTION_LOGOUT = 0x100, /* the iSCSI initiator requested a logout */
    CONNECTION_AGREED =
        0x200, /* the target answered the logout or announced it */
    CONNECTION_DATA = 0x400,   /* payload was seen */
    CONNECTION_LAST_1 = 0x800, /* the latest payload came from end 1 */
    CONNECTION_HOPS_0 =
        0x1000, /* end 0 sent packets with different hop limits */
    CONNECTION_HOPS_1 = 0x2000,
    CONNECTION_SYNC_0 = 0x4000, /* the start of end 0's next PDU is known */
    CONNECTION_SYNC_1 = 0x8000,
    CONNECTION_AFTER_SERVER =
        0x10000, /* the server closed the connection that this one replaces */
    CONNECTION_CUT = 0x20000, /* an iSCSI header was cut by the snaplen */
};

#define CONNECTION_NEVER UINT32_MAX /* for the fields in ms: did not happen */

/* A close this soon after payload of the server, in ms, looks like the end of
 * an answer. */
#define CONNECTION_ANSWER_MS 20

/* One connection, 88 bytes. Fields in ms count from begin_ns, unless they are
 * durations, and stop at UINT32_MAX - 1. */
struct connection {
    struct connection_key key;
    uint32_t next_sequence[2]; /* expected from each end */
    uint32_t next_pdu[2]; /* sequence number of each end's next iSCSI header */
    uint32_t gap_ms; /* duration from the close of the connection it replaces to
                        this one; CONNECTION_NEVER: it replaces none */
    int64_t begin_ns;    /* time of the SYN, or of the first packet captured */
    uint32_t data_ms[2]; /* latest payload of each end, TLS alerts and iSCSI
                            NOPs left out */
    uint32_t ping_ms;    /* first NOP-In still unanswered */
    uint32_t answer_ms;  /* duration, in all, in which a close would have looked
                            like the end of an answer */
    uint16_t n_turns;    /* number of times the sending end changed, the first
                            payload included; stops at UINT16_MAX */
    uint8_t hops[2]; /* hop limit of each end's first packet; 0: none seen */
    uint32_t flags;  /* set of enum connection_flag */
};

/* What a segment did to its connection. */
enum connection_event {
    CONNECTION_NOTHING,
    CONNECTION_OPENED, /* the connection is established */
    CONNECTION_ENDED,  /* the first FIN or RST of an established connection */
};

/* Addresses of one packet. */
struct connection_path {
    const uint8_t *source; /* 4 bytes, or 16 for IPv6, in network byte order */
    const uint8_t *destination;
    bool is_ipv6;
    bool source_serves; /* the source port is watched */
    bool destination_serves;
};

/* Returns the key of the connection that SEGMENT, on PATH, belongs to. At least
 * one of its ports must be watched. Sets *END to the end that sent it. */
struct connection_key connection_key_of(const struct connection_path *path,
                                        const struct tcp_segment *segment,
                                        unsigned *end);

/* Returns address and port of END (0 or 1). */
struct endpoint connection_end(const struct connection *connection,
                               unsigned end);

/* Returns the end (0 or 1) that is the server. */
unsigned connection_server(const struct connection *connection);

/* Initializes CONNECTION, whose first segment is SEGMENT of END at TIME_NS. */
void connection_begin(struct connection *connection,
                      const struct connection_key *key, bool is_ipv6,
                      bool is_iscsi, const struct tcp_segment *segment,
                      unsigned end, int64_t time_ns);

/* Whether SEGMENT of END opens a new connection between the same ends: a SYN
 * that is no repeat, or any SYN after a close. */
bool connection_begins_anew(const struct connection *connection,
                            const struct tcp_segment *segment, unsigned end);

/* Processes SEGMENT of END at TIME_NS. For CONNECTION_ENDED the caller must
 * then call connection_close(). */
enum connection_event connection_take(struct connection *connection,
                                      const struct tcp_segment *segment,
                                      unsigned end, int64_t time_ns);

/* Marks CONNECTION as closed: later segments are ignored. */
void connection_close(struct connection *connection);

/* Whether CONNECTION has FLAG. */
static inline bool connection_has(const struct connection *connection,
                                  enum connection_flag flag)
{
    return (connection->flags & flag) != 0;
}

/* Converts TIME_NS to ms since the begin of CONNECTION; 0 if it is earlier. */
uint32_t connection_ms(const struct connection *connection, int64_t time_ns);

#endif
