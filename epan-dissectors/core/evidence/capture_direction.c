/* What a capture shows and lacks of the packets from one host to another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_direction.h"

#include <string.h>

/* A hole covers at least so much of the time without packets of a stream. */
#define HOLE_NUMERATOR   3
#define HOLE_DENOMINATOR 4

static guint direction_hash(gconstpointer key)
{
    const struct capture_direction *direction = key;
    uint64_t seed = (uint64_t)direction->seed << 32 | direction->interface_id;

    return (guint)(endpoint_mix(endpoint_mix(seed, &direction->from),
                                &direction->to) >>
                   32);
}

static gboolean direction_equal(gconstpointer a, gconstpointer b)
{
    const struct capture_direction *x = a;
    const struct capture_direction *y = b;

    return x->interface_id == y->interface_id &&
           endpoint_same_address(&x->from, &y->from) &&
           endpoint_same_address(&x->to, &y->to);
}

static void direction_free(gpointer data)
{
    struct capture_direction *direction = data;

    time_spans_clear(&direction->holes);
    for (int i = 0; i < CAPTURE_SOURCES; i++)
        loss_tally_clear(&direction->tallies[i]);
    loss_tally_clear(&direction->cut);
    g_free(direction);
}

GHashTable *capture_directions_new(void)
{
    return g_hash_table_new_full(direction_hash, direction_equal,
                                 direction_free, NULL);
}

static struct capture_direction key_of(uint32_t seed, uint32_t interface_id,
                                       const struct endpoint *from,
                                       const struct endpoint *to)
{
    struct capture_direction key = {
        .seed = seed, .interface_id = interface_id, .from = *from, .to = *to};

    key.from.port = 0;
    key.to.port = 0;
    return key;
}

struct capture_direction *capture_directions_find(GHashTable *directions,
                                                  uint32_t seed,
                                                  uint32_t interface_id,
                                                  const struct endpoint *from,
                                                  const struct endpoint *to)
{
    struct capture_direction key = key_of(seed, interface_id, from, to);

    return g_hash_table_lookup(directions, &key);
}

struct capture_direction *capture_directions_get(GHashTable *directions,
                                                 uint32_t seed,
                                                 uint32_t interface_id,
                                                 const struct endpoint *from,
                                                 const struct endpoint *to)
{
    struct capture_direction *direction =
        capture_directions_find(directions, seed, interface_id, from, to);

    if (direction != NULL ||
        g_hash_table_size(directions) >= CAPTURE_DIRECTIONS_MAX)
        return direction;
    direction = g_new(struct capture_direction, 1); /* freed with the set */
    *direction = key_of(seed, interface_id, from, to);
    direction->sender = (uint32_t)(endpoint_mix(seed, &direction->from) >> 32);
    g_hash_table_add(directions, direction);
    return direction;
}

/* How much of LAST_NS to NOW_NS lies in SINCE_NS to UNTIL_NS is enough. */
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
