/* A client and the service it uses, and the closes of its connections that
 * count (CLOSE_HANGUP): how regular they are, by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SERVICE_H
#define LYNC_CORE_SERVICE_H

#include "close_facts.h"
#include "period_run.h"

/* What is known of the closes by one side. */
struct service_side {
    struct period_run run;
    uint32_t n_closes;       /* all that count */
    uint32_t n_backs;        /* of the run: connections that replaced others */
    double back_s;           /* after how long they did, in all */
    int64_t last_ns;         /* the latest close */
    uint32_t proof_frame;    /* the frame that proved the run; 0: none did */
    struct close_facts last; /* of the latest close */
};

struct service {
    struct endpoint ends[2]; /* the client's address, and the server with its
                                port */
    struct service_side sides[2]; /* by the client, by the server */
    int64_t closed_ns;            /* the latest close */
    uint32_t n_waiting; /* closes after which nobody has come back so far */
    uint32_t back_most_ms;
    bool closed_by_server;
};

/* What one close added. */
struct service_close {
    uint32_t n;      /* closes of the run, with this one */
    double period_s; /* the mean interval of the run; 0: none so far */
    bool proven;     /* this close proves the run */
};

/* CONNECTION of SERVICE has been established: notes which close it follows. */
void service_open(struct service *service, struct connection *connection);

/* CONNECTION of SERVICE ends in FRAME at TIME_NS, with FACTS of the kind
 * CLOSE_HANGUP. */
struct service_close service_close(struct service *service,
                                   const struct connection *connection,
                                   const struct close_facts *facts,
                                   uint32_t frame, int64_t time_ns);

/* The side that SERVICE is to be described by: one that was proven, else the
 * one with more closes, the server if both are equal. 0: the client. */
unsigned service_worse_side(const struct service *service);

/* How soon the other side was back on average, s; below 0 if it never was. */
double service_back_s(const struct service_side *side);

#endif
