/* Counts successive closes of one service.
 *
 * A new connection replaces the one that was closed before it. The time from
 * that close to its own close is an interval. This also works for several
 * connections side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service.h"

#define NS_PER_MS   1000000
#define MS_PER_S    1000.0
#define TOGETHER_NS INT64_C(1000000000) /* a second: one event */

void service_open(struct service *service, struct connection *connection)
{
    int64_t gap_ns = connection->begin_ns - service->closed_ns;

    if (service->n_waiting == 0 || gap_ns < 0)
        return;
    service->n_waiting--;
    if (gap_ns > (int64_t)service->back_most_ms * NS_PER_MS)
        return;
    connection->gap_ms = (uint32_t)(gap_ns / NS_PER_MS);
    if (service->closed_by_server)
        connection->flags |= CONNECTION_AFTER_SERVER;
}

/* Whether CONNECTION replaced one closed by the same side, soon enough that the
 * service was in use for most of the interval. */
static bool follows(const struct connection *connection,
                    const struct close_facts *facts)
{
    return connection->gap_ms != CONNECTION_NEVER &&
           connection->gap_ms <= facts->lived_ms &&
           connection_has(connection, CONNECTION_AFTER_SERVER) ==
               facts->by_server &&
           (!facts->is_iscsi || facts->logged_in || facts->is_cut);
}

static void add_interval(struct service_side *side,
                         const struct connection *connection,
                         const struct close_facts *facts)
{
    double gap_s = connection->gap_ms / MS_PER_S;
    uint32_t n_before = side->run.n;

    period_run_add(&side->run, gap_s + facts->lived_ms / MS_PER_S,
                   facts->grain_ms / MS_PER_S);
    if (side->run.n <= n_before) {
        side->n_backs = 0;
        side->back_s = 0;
    }
    side->n_backs++;
    side->back_s += gap_s;
}

/* Notes that the next connection to open replaces the one just closed. */
static void await(struct service *service, const struct close_facts *facts,
                  int64_t time_ns)
{
    service->n_waiting++;
    service->closed_ns = time_ns;
    service->closed_by_server = facts->by_server;
    service->back_most_ms = facts->back_most_ms;
}

struct service_close service_close(struct service *service,
                                   const struct connection *connection,
                                   const struct close_facts *facts,
                                   uint32_t frame, int64_t time_ns)
{
    struct service_side *side = &service->sides[facts->by_server];
    bool together = side->n_closes > 0 && time_ns - side->last_ns < TOGETHER_NS;
    bool proves = false;

    await(service, facts, time_ns);
    side->n_closes++;
    side->last_ns = time_ns;
    side->last = *facts;
    if (!together && follows(connection, facts)) {
        add_interval(side, connection, facts);
        proves = side->proof_frame == 0 && period_run_proven(&side->run);
    } else if (!together && side->run.n > 0) {
        period_run_break(&side->run);
    }
    if (proves)
        side->proof_frame = frame;
    return (struct service_close){side->run.n + 1, side->run.mean_s, proves};
}

unsigned service_worse_side(const struct service *service)
{
    const struct service_side *client = &service->sides[0];
    const struct service_side *server = &service->sides[1];

    if ((client->proof_frame != 0) != (server->proof_frame != 0))
        return server->proof_frame != 0;
    return server->n_closes >= client->n_closes;
}

double service_back_s(const struct service_side *side)
{
    return side->n_backs > 0 ? side->back_s / side->n_backs : -1;
}
