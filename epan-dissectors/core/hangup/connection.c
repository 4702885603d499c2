/* The state of one TCP connection.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "connection.h"

#include <string.h>

#include "iscsi_pdu.h"

#define NS_PER_MS        1000000
#define IPV4_BYTES       4
#define IPV6_BYTES       16
#define ADDRESS_WORDS    4
#define PORTS_AT         8 /* index in the key */
#define TLS_ALERT        21
#define TLS_HANDSHAKE    22
#define TLS_VERSION      3 /* the major version */
#define TLS_HEADER_BYTES 5
#define ALERT_BYTES_MOST 64 /* an encrypted alert with its record header */
#define PDUS_MOST        32 /* processed in one segment */

static void set(struct connection *connection, enum connection_flag flag,
                bool on)
{
    if (on)
        connection->flags |= flag;
    else
        connection->flags &= ~(uint32_t)flag;
}

/* Returns the end that sent a packet between two watched ports. */
static unsigned end_by_order(const struct connection_path *path,
                             const struct tcp_segment *segment)
{
    size_t bytes = path->is_ipv6 ? IPV6_BYTES : IPV4_BYTES;

    if (segment->source_port != segment->destination_port)
        return segment->source_port < segment->destination_port;
    return memcmp(path->source, path->destination, bytes) < 0;
}

/* Copies with constant sizes, so that memcpy() is inlined. */
static void copy_address(uint32_t *words, const uint8_t *octets, bool is_ipv6)
{
    if (is_ipv6)
        memcpy(words, octets, IPV6_BYTES);
    else
        memcpy(words, octets, IPV4_BYTES);
}

struct connection_key connection_key_of(const struct connection_path *path,
                                        const struct tcp_segment *segment,
                                        unsigned *end)
{
    struct connection_key key = {{0}};
    uint32_t ports[2];

    *end = path->source_serves != path->destination_serves
               ? path->source_serves
               : end_by_order(path, segment);
    ports[*end] = segment->source_port;
    ports[*end == 0] = segment->destination_port;
    copy_address(&key.words[*end * ADDRESS_WORDS], path->source, path->is_ipv6);
    copy_address(&key.words[(*end == 0) * ADDRESS_WORDS], path->destination,
                 path->is_ipv6);
    key.words[PORTS_AT] = ports[0] << 16 | ports[1];
    return key;
}

struct endpoint connection_end(const struct connection *connection,
                               unsigned end)
{
    uint32_t ports = connection->key.words[PORTS_AT];

    return endpoint_of(
        connection_has(connection, CONNECTION_IPV6) ? 6 : 4,
        (const uint8_t *)&connection->key.words[end * ADDRESS_WORDS],
        (uint16_t)(end == 0 ? ports >> 16 : ports));
}

unsigned connection_server(const struct connection *connection)
{
    return !connection_has(connection, CONNECTION_SERVER_0);
}

uint32_t connection_ms(const struct connection *connection, int64_t time_ns)
{
    int64_t ms = (time_ns - connection->begin_ns) / NS_PER_MS;

    if (ms < 0)
        return 0;
    return ms < CONNECTION_NEVER ? (uint32_t)ms : CONNECTION_NEVER - 1;
}

void connection_begin(struct connection *connection,
                      const struct connection_key *key, bool is_ipv6,
                      bool is_iscsi, const struct tcp_segment *segment,
                      unsigned end, int64_t time_ns)
{
    bool syn = (segment->flags & TCP_SYN) != 0;
    bool from_client = (segment->flags & TCP_ACK) == 0;

    memset(connection, 0, sizeof *connection);
    connection->key = *key;
    connection->gap_ms = CONNECTION_NEVER;
    connection->begin_ns = time_ns;
    connection->data_ms[0] = CONNECTION_NEVER;
    connection->data_ms[1] = CONNECTION_NEVER;
    connection->ping_ms = CONNECTION_NEVER;
    set(connection, CONNECTION_IPV6, is_ipv6);
    set(connection, CONNECTION_ISCSI, is_iscsi);
    set(connection, CONNECTION_SYN, syn && from_client);
    set(connection, CONNECTION_SERVER_0, syn && end == (from_client ? 1 : 0));
}

bool connection_begins_anew(const struct connection *connection,
                            const struct tcp_segment *segment, unsigned end)
{
    return (segment->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN &&
           (connection_has(connection, CONNECTION_CLOSED) ||
            segment->sequence + 1 != connection->next_sequence[end]);
}

/* Keeps the hop limit of END's first packet and notes whether others differ. A
 * reset sent by another device in END's name may have a different one. */
static void note_hops(struct connection *connection,
                      const struct tcp_segment *segment, unsigned end)
{
    if (connection->hops[end] == 0)
        connection->hops[end] = segment->hops;
    else if (connection->hops[end] != segment->hops)
        set(connection, end == 0 ? CONNECTION_HOPS_0 : CONNECTION_HOPS_1, true);
}

static void take_pdu(struct connection *connection, enum iscsi_kind kind,
                     uint32_t now_ms)
{
    switch (kind) {
    case ISCSI_LOGIN:
        set(connection, CONNECTION_LOGIN, true);
        break;
    case ISCSI_LOGOUT:
        set(connection, CONNECTION_LOGOUT, true);
        break;
    case ISCSI_LOGOUT_RESPONSE:
    case ISCSI_LEAVE:
        if (kind == ISCSI_LEAVE ||
            connection_has(connection, CONNECTION_LOGOUT))
            set(connection, CONNECTION_AGREED, true);
        break;
    case ISCSI_NOP_OUT:
        connection->ping_ms = CONNECTION_NEVER;
        break;
    case ISCSI_PING:
        if (connection->ping_ms == CONNECTION_NEVER)
            connection->ping_ms = now_ms;
        break;
    default:
        break;
    }
}

/* Reads the iSCSI header at offset AT of SEGMENT, sent by END. */
static enum iscsi_kind read_header(struct connection *connection,
                                   const struct tcp_segment *segment,
                                   unsigned end, uint32_t at, uint32_t *length)
{
    if (segment->captured >= at && segment->captured - at >= ISCSI_HEADER_BYTES)
        return iscsi_pdu_read(segment->payload + at,
                              end == connection_server(connection), length);
    if (segment->captured < segment->length)
        set(connection, CONNECTION_CUT, true);
    return ISCSI_INVALID;
}

/* Processes the iSCSI headers in SEGMENT: one at its start, or where the
 * previous PDU says that the next begins. Returns whether the segment holds
 * anything but NOPs. */
static bool take_iscsi(struct connection *connection,
                       const struct tcp_segment *segment, unsigned end,
                       uint32_t now_ms)
{
    enum connection_flag sync =
        end == 0 ? CONNECTION_SYNC_0 : CONNECTION_SYNC_1;
    bool in_step = connection_has(connection, sync);
    uint32_t at = in_step ? connection->next_pdu[end] - segment->sequence : 0;
    bool busy = at > 0;

    for (unsigned i = 0; i < PDUS_MOST && at < segment->length; i++) {
        uint32_t length = 0;
        enum iscsi_kind kind =
            read_header(connection, segment, end, at, &length);

        in_step = kind != ISCSI_INVALID;
        if (!in_step) {
            busy = true;
            break;
        }
        take_pdu(connection, kind, now_ms);
        busy = busy || (kind != ISCSI_NOP_OUT && kind != ISCSI_NOP_IN &&
                        kind != ISCSI_PING);
        at += length;
    }
    set(connection, sync, in_step && at >= segment->length);
    connection->next_pdu[end] = segment->sequence + at;
    return busy;
}

/* Whether SEGMENT starts with a TLS record of TYPE. RFC 8446 5.1. */
static bool is_tls(const struct tcp_segment *segment, uint8_t type)
{
    return segment->captured >= TLS_HEADER_BYTES &&
           segment->payload[0] == type && segment->payload[1] == TLS_VERSION;
}

static void note_turn(struct connection *connection, unsigned end,
                      uint32_t now_ms)
{
    unsigned before = connection_has(connection, CONNECTION_LAST_1);

    if (!connection_has(connection, CONNECTION_DATA) || before != end) {
        if (connection->n_turns < UINT16_MAX)
            connection->n_turns++;
    }
    if (connection_has(connection, CONNECTION_DATA) &&
        before == connection_server(connection)) {
        uint32_t apart_ms = now_ms - connection->data_ms[before];

        connection->answer_ms +=
            apart_ms < CONNECTION_ANSWER_MS ? apart_ms : CONNECTION_ANSWER_MS;
    }
    set(connection, CONNECTION_DATA, true);
    set(connection, CONNECTION_LAST_1, end == 1);
    connection->data_ms[end] = now_ms;
}

static void take_payload(struct connection *connection,
                         const struct tcp_segment *segment, unsigned end,
                         int64_t time_ns)
{
    uint32_t now_ms = connection_ms(connection, time_ns);

    if (connection_has(connection, CONNECTION_ISCSI)) {
        if (take_iscsi(connection, segment, end, now_ms))
            note_turn(connection, end, now_ms);
        return;
    }
    if (!connection_has(connection, CONNECTION_DATA))
        set(connection, CONNECTION_TLS, is_tls(segment, TLS_HANDSHAKE));
    if (!is_tls(segment, TLS_ALERT) || segment->length > ALERT_BYTES_MOST)
        note_turn(connection, end, now_ms);
}

/* Processes the bytes of SEGMENT that are new. If segments are missing before
 * it, or it is the first captured, a NOP-In may have been answered there. */
static void take_sequence(struct connection *connection,
                          const struct tcp_segment *segment, unsigned end,
                          int64_t time_ns)
{
    bool known = connection->hops[end] != 0;
    bool syn = (segment->flags & TCP_SYN) != 0;
    int32_t ahead =
        (int32_t)(segment->sequence - connection->next_sequence[end]);

    if (known && !syn && ahead + (int64_t)segment->length <= 0)
        return;
    if (!known || syn || ahead != 0) {
        connection->ping_ms = CONNECTION_NEVER;
        set(connection, end == 0 ? CONNECTION_SYNC_0 : CONNECTION_SYNC_1,
            false);
    }
    if (segment->length > 0)
        take_payload(connection, segment, end, time_ns);
    connection->next_sequence[end] = segment->sequence + segment->length + syn;
}

enum connection_event connection_take(struct connection *connection,
                                      const struct tcp_segment *segment,
                                      unsigned end, int64_t time_ns)
{
    bool was_open = connection_has(connection, CONNECTION_ESTABLISHED);

    if (connection_has(connection, CONNECTION_CLOSED))
        return CONNECTION_NOTHING;
    if ((segment->flags & TCP_RST) != 0)
        return was_open ? CONNECTION_ENDED : CONNECTION_NOTHING;
    take_sequence(connection, segment, end, time_ns);
    note_hops(connection, segment, end);
    if ((segment->flags & TCP_FIN) != 0)
        return was_open ? CONNECTION_ENDED : CONNECTION_NOTHING;
    if (was_open || (segment->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN)
        return CONNECTION_NOTHING;
    set(connection, CONNECTION_ESTABLISHED, true);
    return CONNECTION_OPENED;
}

void connection_close(struct connection *connection)
{
    set(connection, CONNECTION_CLOSED, true);
}
