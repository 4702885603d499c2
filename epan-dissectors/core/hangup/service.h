/* One client and the service it uses: how regular the closes are that count as
 * hang-ups (CLOSE_HANGUP), for each side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SERVICE_H
#define LYNC_CORE_SERVICE_H

#include "close_facts.h"
#include "period_run.h"

/* The closes by one side. */
struct service_side {
    struct period_run run;
    uint32_t n_closes; /* hang-ups in all */
    uint32_t n_backs;  /* connections counted in back_s */
    double back_s; /* sum of the times until the client was back, in the run */
    int64_t last_ns;         /* time of the latest close */
    uint32_t proof_frame;    /* frame that proved the run; 0: not proven */
    struct close_facts last; /* facts of the latest close */
};

struct service {
    struct endpoint ends[2];      /* the client with port 0, and the server */
    struct service_side sides[2]; /* closes by the client, by the server */
    int64_t closed_ns;            /* latest close by either side */
    uint32_t n_waiting; /* closes that no new connection has followed yet */
    uint32_t back_most_ms;
    bool closed_by_server;
};

/* The result of one close. */
struct service_close {
    uint32_t n;      /* closes in the run, with this one */
    double period_s; /* mean interval of the run; 0: no interval yet */
    bool proven;     /* this close proves the run */
};

/* CONNECTION of SERVICE has been established: sets which close it follows, if
 * any. */
void service_open(struct service *service, struct connection *connection);

/* Processes the close of CONNECTION of SERVICE, in FRAME at TIME_NS. FACTS must
 * be of the kind CLOSE_HANGUP. */
struct service_close service_close(struct service *service,
                                   const struct connection *connection,
                                   const struct close_facts *facts,
                                   uint32_t frame, int64_t time_ns);

/* Returns the side to report, 0 for the client: the one proven, else the one
 * with more closes; the server if that is equal. */
unsigned service_worse_side(const struct service *service);

/* Returns how soon the client was back on average, in s; below 0 if it never
 * was. */
double service_back_s(const struct service_side *side);

#endif
