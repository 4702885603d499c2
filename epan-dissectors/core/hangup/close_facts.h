/* Classifies the close of one TCP connection: which side closed, how, and what
 * came before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CLOSE_FACTS_H
#define LYNC_CORE_CLOSE_FACTS_H

#include "connection.h"

/* Whether a close counts as a hang-up. All other kinds are normal for a healthy
 * service. */
enum close_kind {
    CLOSE_HANGUP,
    CLOSE_SHORT, /* the connection served one request or lived less than 5 s */
    CLOSE_ANSWERED, /* the server closed right after an answer */
    CLOSE_FINISHED, /* the client closed, and no request was unanswered */
    CLOSE_AGREED,   /* iSCSI: after a logout, or announced by the target */
};

struct close_facts {
    enum close_kind kind;
    bool by_server;
    bool reset;    /* true: RST, false: FIN */
    bool by_other; /* the RST has a hop limit that no other packet of that side
                      had */
    bool whole;    /* the connection's SYN was captured */
    bool is_idle;  /* no data for half of the connection's life or more */
    bool is_iscsi;
    bool is_cut;    /* iSCSI: headers are cut by the snaplen */
    bool logged_in; /* iSCSI: a Login was captured */
    uint8_t hops;   /* hop limit of this packet, and of the side's first */
    uint8_t hops_before;
    uint32_t lived_ms;      /* since the SYN, or the first packet captured */
    uint32_t quiet_ms;      /* since the latest data of either side; lived_ms if
                               there was none */
    uint32_t unanswered_ms; /* since the client's latest data, if the server
                               sent none after it; else CONNECTION_NEVER */
    uint32_t grain_ms;      /* step of the grid that close times may lie on
                               (period_run.h) */
    uint32_t ping_ms;       /* since the first NOP-In still unanswered;
                               CONNECTION_NEVER: none */
    uint32_t back_most_ms;  /* the close counts for an interval only if the
                               client is back within this time */
};

/* Describes and classifies SEGMENT of END at TIME_NS, which closes
 * CONNECTION. */
struct close_facts close_facts_of(const struct connection *connection,
                                  const struct tcp_segment *segment,
                                  unsigned end, int64_t time_ns);

#endif
