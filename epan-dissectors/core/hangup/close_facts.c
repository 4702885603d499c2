/* Classifies the close of one TCP connection.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "close_facts.h"

#define SHORT_MS          5000 /* shorter connections are CLOSE_SHORT */
#define REQUEST_TURNS     2    /* a request and its answer */
#define REQUEST_TURNS_TLS 6    /* the same after the handshake of TLS 1.2 */
#define ANSWER_FRESH_MS   1000
#define ASKED_MOST_MS     2000 /* from a request to the end of its answer */
#define ANSWER_SHARE      20   /* answers fill less than 1/20 of the life */
#define GRAIN_MS          1000 /* timers usually run in whole seconds */
#define REACTION_MS       100 /* a close this soon after data is a reaction to it */
#define BACK_ISCSI_MS     10000
#define BACK_IDLE_MS      2000
#define BACK_REQUEST_MS   1000

/* Time since the latest data of END, in ms; CONNECTION_NEVER if there was
 * none. */
static uint32_t since_data(const struct connection *connection, unsigned end,
                           uint32_t now_ms)
{
    uint32_t data_ms = connection->data_ms[end];

    if (data_ms == CONNECTION_NEVER)
        return CONNECTION_NEVER;
    return now_ms > data_ms ? now_ms - data_ms : 0;
}

static bool is_one_request(const struct connection *connection)
{
    return connection->n_turns <= (connection_has(connection, CONNECTION_TLS)
                                       ? REQUEST_TURNS_TLS
                                       : REQUEST_TURNS);
}

/* Whether the server closed because of a request it just answered. Answers must
 * fill little of the connection's life; otherwise any close would follow
 * one. */
static bool comes_with_answer(const struct connection *connection,
                              const struct close_facts *facts,
                              uint32_t answered_ms, uint32_t asked_ms)
{
    return facts->by_server && !facts->reset && !facts->is_iscsi &&
           answered_ms <= CONNECTION_ANSWER_MS && asked_ms <= ASKED_MOST_MS &&
           (uint64_t)connection->answer_ms * ANSWER_SHARE <= facts->lived_ms;
}

/* Whether a close by the client shows that something was wrong. */
static bool client_gave_up(const struct close_facts *facts)
{
    return facts->by_other || facts->is_idle ||
           (facts->unanswered_ms != CONNECTION_NEVER &&
            facts->unanswered_ms >= ANSWER_FRESH_MS);
}

static enum close_kind kind_of(const struct connection *connection,
                               const struct close_facts *facts,
                               uint32_t answered_ms, uint32_t asked_ms)
{
    bool one_request = is_one_request(connection);

    if (connection_has(connection, CONNECTION_AGREED))
        return CLOSE_AGREED;
    if (facts->whole && facts->lived_ms < SHORT_MS)
        return CLOSE_SHORT;
    if (one_request && !facts->by_other &&
        (facts->by_server ? !facts->reset && answered_ms < ANSWER_FRESH_MS
                          : facts->unanswered_ms == CONNECTION_NEVER))
        return CLOSE_SHORT;
    if (comes_with_answer(connection, facts, answered_ms, asked_ms))
        return CLOSE_ANSWERED;
    if (!facts->by_server && !client_gave_up(facts))
        return CLOSE_FINISHED;
    return CLOSE_HANGUP;
}

/* A client that needs its connection opens a new one at once. If it comes back
 * later, at a time of its own, it did not miss the old one. */
static uint32_t back_most_ms(const struct connection *connection,
                             const struct close_facts *facts)
{
    if (facts->is_iscsi)
        return BACK_ISCSI_MS;
    if (facts->reset)
        return CONNECTION_NEVER - 1;
    if (is_one_request(connection))
        return BACK_REQUEST_MS;
    return facts->is_idle ? BACK_IDLE_MS : CONNECTION_NEVER - 1;
}

/* A device in between often resets a connection only when the next packet
 * arrives, so a close right after data can be no more exact than the time
 * between requests. */
static uint32_t grain_ms(const struct connection *connection,
                         const struct close_facts *facts)
{
    uint32_t n_requests = connection->n_turns / 2;
    uint32_t apart_ms;

    if (facts->quiet_ms > REACTION_MS || n_requests == 0)
        return GRAIN_MS;
    apart_ms = facts->lived_ms / n_requests;
    return apart_ms > GRAIN_MS ? apart_ms : GRAIN_MS;
}

struct close_facts close_facts_of(const struct connection *connection,
                                  const struct tcp_segment *segment,
                                  unsigned end, int64_t time_ns)
{
    unsigned server = connection_server(connection);
    uint32_t now_ms = connection_ms(connection, time_ns);
    uint32_t answered_ms = since_data(connection, server, now_ms);
    uint32_t asked_ms = since_data(connection, !server, now_ms);
    struct close_facts facts = {
        .by_server = end == server,
        .reset = (segment->flags & TCP_RST) != 0,
        .whole = connection_has(connection, CONNECTION_SYN),
        .is_iscsi = connection_has(connection, CONNECTION_ISCSI),
        .logged_in = connection_has(connection, CONNECTION_LOGIN),
        .is_cut = connection_has(connection, CONNECTION_CUT),
        .hops = segment->hops,
        .hops_before = connection->hops[end],
        .lived_ms = now_ms,
        .quiet_ms = asked_ms < answered_ms ? asked_ms : answered_ms,
        .unanswered_ms = asked_ms < answered_ms ? asked_ms : CONNECTION_NEVER,
        .ping_ms = CONNECTION_NEVER,
    };

    if (facts.quiet_ms == CONNECTION_NEVER)
        facts.quiet_ms = facts.lived_ms;
    facts.is_idle = facts.quiet_ms >= facts.lived_ms / 2;
    facts.by_other = facts.reset && facts.hops_before != 0 &&
                     facts.hops != facts.hops_before &&
                     !connection_has(connection, end == 0 ? CONNECTION_HOPS_0
                                                          : CONNECTION_HOPS_1);
    if (connection->ping_ms != CONNECTION_NEVER && now_ms > connection->ping_ms)
        facts.ping_ms = now_ms - connection->ping_ms;
    facts.grain_ms = grain_ms(connection, &facts);
    facts.kind = kind_of(connection, &facts, answered_ms, asked_ms);
    facts.back_most_ms = back_most_ms(connection, &facts);
    return facts;
}
