/* The packets from one host to another: which a capture holds and which it
 * lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_direction.h"

#include <string.h>

/* A hole covers at least this share of the gap in the stream. */
#define HOLE_NUMERATOR   3
#define HOLE_DENOMINATOR 4

#define RECENT_SHIFT 20 /* leaves 12 bits: 4096 */

_Static_assert(CAPTURE_DIRECTIONS_RECENT == 1 << (32 - RECENT_SHIFT),
               "bits of a place among the recent ones");

struct capture_directions *capture_directions_new(void)
{
    return g_new0(struct capture_directions, 1);
}

void capture_directions_free(struct capture_directions *set)
{
    for (int i = 0; set != NULL && i < CAPTURE_DIRECTIONS_SLOTS; i++) {
        struct capture_direction *direction = set->slots[i];

        if (direction == NULL)
            continue;
        time_spans_clear(&direction->holes);
        for (int source = 0; source < CAPTURE_SOURCES; source++)
            loss_tally_clear(&direction->tallies[source]);
        loss_tally_clear(&direction->cut);
        g_free(direction);
    }
    g_free(set);
}

static uint64_t mix_host(uint64_t hash, struct endpoint host)
{
    host.port = 0;
    return endpoint_mix(hash, &host);
}

static bool is_of(const struct capture_direction *direction,
                  uint32_t interface_id, const struct endpoint *from,
                  const struct endpoint *to)
{
    return direction->interface_id == interface_id &&
           endpoint_same_address(&direction->from, from) &&
           endpoint_same_address(&direction->to, to);
}

/* The last four octets of an address. */
static uint32_t tail_of(const struct endpoint *host)
{
    uint32_t tail;

    memcpy(&tail,
           host->address + (host->family == 4 ? 0 : sizeof host->address - 4),
           sizeof tail);
    return tail;
}

/* Where a direction stands among the recent ones, by the tails of its
 * addresses. Others may stand there too, which costs no more than a look at the
 * slots. Hosts of one network may differ in the uppermost octet of a tail
 * alone, and a product carries upwards: its upper bits differ. */
static uint32_t recent_at(uint32_t from, uint32_t to)
{
    uint32_t mixed = from * 0x9E3779B1u;

    mixed = ((mixed ^ mixed >> 15) + to) * 0x9E3779B1u;
    return mixed >> RECENT_SHIFT;
}

/* Returns the slot that holds the direction, else the free slot for it. */
static struct capture_direction **place_of(struct capture_directions *set,
                                           uint32_t interface_id,
                                           const struct endpoint *from,
                                           const struct endpoint *to)
{
    uint32_t i = (uint32_t)(mix_host(mix_host(interface_id, *from), *to) >> 32);

    for (;; i++) {
        struct capture_direction **place =
            &set->slots[i % CAPTURE_DIRECTIONS_SLOTS];

        if (*place == NULL || is_of(*place, interface_id, from, to))
            return place;
    }
}

struct capture_direction *
capture_directions_find(struct capture_directions *set, uint32_t interface_id,
                        const struct endpoint *from, const struct endpoint *to)
{
    return *place_of(set, interface_id, from, to);
}

static struct capture_direction *place_new(struct capture_directions *set,
                                           uint32_t interface_id,
                                           const struct endpoint *from,
                                           const struct endpoint *to)
{
    struct capture_direction **place = place_of(set, interface_id, from, to);
    struct capture_direction *direction = *place;

    if (direction != NULL || set->n >= CAPTURE_DIRECTIONS_MAX)
        return direction;
    *place = direction = g_new(struct capture_direction, 1);
    set->n++;
    *direction = (struct capture_direction){
        .interface_id = interface_id, .from = *from, .to = *to};
    direction->from.port = 0;
    direction->to.port = 0;
    direction->sender = (uint32_t)(mix_host(0, *from) >> 32);
    return direction;
}

struct capture_direction *capture_directions_get(struct capture_directions *set,
                                                 uint32_t interface_id,
                                                 const struct endpoint *from,
                                                 const struct endpoint *to)
{
    struct capture_direction **recent =
        &set->recent[recent_at(tail_of(from), tail_of(to))];

    if (*recent == NULL || !is_of(*recent, interface_id, from, to))
        *recent = place_new(set, interface_id, from, to);
    return *recent;
}

/* Whether HOST is the IPv4 address whose octets are WORD. */
static bool is_ipv4(const struct endpoint *host, uint32_t word)
{
    return host->family == 4 && memcmp(host->address, &word, sizeof word) == 0;
}

struct capture_direction *
capture_directions_recent4(const struct capture_directions *set,
                           uint32_t interface_id, const uint8_t *from,
                           const uint8_t *to)
{
    struct capture_direction *direction;
    uint32_t source;
    uint32_t destination;

    memcpy(&source, from, sizeof source);
    memcpy(&destination, to, sizeof destination);
    direction = set->recent[recent_at(source, destination)];
    return direction != NULL && direction->interface_id == interface_id &&
                   is_ipv4(&direction->from, source) &&
                   is_ipv4(&direction->to, destination)
               ? direction
               : NULL;
}

/* Whether the time without frames, SINCE_NS to UNTIL_NS, covers enough of the
 * gap in the stream, LAST_NS to NOW_NS. */
static gboolean is_hole(int64_t since_ns, int64_t until_ns, int64_t last_ns,
                        int64_t now_ns)
{
    int64_t dark_ns = MIN(until_ns, now_ns) - MAX(since_ns, last_ns);

    return dark_ns >= CAPTURE_HOLE_NS &&
           dark_ns >= (now_ns - last_ns) / HOLE_DENOMINATOR * HOLE_NUMERATOR;
}

gboolean capture_direction_on_missing(struct capture_direction *direction,
                                      int64_t last_ns, int64_t now_ns,
                                      uint32_t n_lacking)
{
    int64_t since_ns = direction->last_ns;
    int64_t until_ns = now_ns;

    if (n_lacking < CAPTURE_HOLE_PACKETS)
        return FALSE;
    if (!is_hole(since_ns, until_ns, last_ns, now_ns)) {
        since_ns = direction->gap_since_ns;
        until_ns = direction->gap_until_ns;
        if (!is_hole(since_ns, until_ns, last_ns, now_ns))
            return FALSE;
    }
    time_spans_add(&direction->holes, since_ns, until_ns);
    return TRUE;
}
