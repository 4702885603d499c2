/* What a close of a connection shows: who, how, after what.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CLOSE_FACTS_H
#define LYNC_CORE_CLOSE_FACTS_H

#include "connection.h"

/* Whether a close may be one of a service that is hung up on. All others are
 * what any healthy service shows. */
enum close_kind {
    CLOSE_HANGUP,
    CLOSE_SHORT,    /* of a connection for one request, or of less than 5 s */
    CLOSE_ANSWERED, /* by the server, together with an answer */
    CLOSE_FINISHED, /* by the client, which had got its answers */
    CLOSE_AGREED,   /* iSCSI: after a logout, or announced */
};

struct close_facts {
    enum close_kind kind;
    bool by_server;
    bool reset;    /* by RST, else by FIN */
    bool by_other; /* a reset whose hop limit no packet of that side had */
    bool whole;    /* the connection's SYN was captured */
    bool is_idle;  /* no data for half of the connection's life, or more */
    bool is_iscsi;
    bool is_cut;    /* iSCSI: the capture cuts its headers */
    bool logged_in; /* iSCSI: its Login was captured */
    uint8_t hops;   /* of the packet that closes */
    uint8_t hops_before;
    uint32_t lived_ms;      /* since its SYN, or since its first packet */
    uint32_t quiet_ms;      /* since the latest data; lived_ms for none */
    uint32_t unanswered_ms; /* since the client's latest data, to which no
                               answer came; CONNECTION_NEVER: it came */
    uint32_t grain_ms; /* closes at random would differ by so much, or less */
    uint32_t ping_ms;  /* since a NOP-In that was not answered, or
                          CONNECTION_NEVER */
    uint32_t back_most_ms; /* the other side must be back within this time if
                              the close is to have hurt it */
};

/* The facts about SEGMENT of END at TIME_NS, with which CONNECTION ends. */
struct close_facts close_facts_of(const struct connection *connection,
                                  const struct tcp_segment *segment,
                                  unsigned end, int64_t time_ns);

#endif
