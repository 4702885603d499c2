/* Which of many legs are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_group.h"

#include <string.h>

#include <glib.h>

/* Two legs are compared only if they share a key. Of a number only the last
 * digits count: they are the same however it is written. */
#define KEY_BYTES (ENDPOINT_TEXT_BYTES + 2)

enum key_kind {
    KEY_CALL_ID = 'c', /* its beginning */
    KEY_UUID = 'u',
    KEY_MEDIA = 'm',
    KEY_NUMBER = 'n',
};

/* The legs so far, by key: a GArray of unsigned (their places) for each. */
struct leg_index {
    GHashTable *legs;
};

struct candidates {
    unsigned places[CALL_GROUP_CANDIDATES_MAX];
    struct call_leg legs[CALL_GROUP_CANDIDATES_MAX];
    unsigned calls[CALL_GROUP_CANDIDATES_MAX]; /* their first legs */
    unsigned n;
};

typedef void key_h(void *context, const char *key);

static void tell_key(enum key_kind kind, const char *text, key_h *handler,
                     void *context)
{
    char key[KEY_BYTES];

    key[0] = (char)kind;
    g_strlcpy(key + 1, text, sizeof key - 1);
    handler(context, key);
}

/* Calls HANDLER for each key of LEG. */
static void each_key(const struct call_leg *leg, key_h *handler, void *context)
{
    const char *digits = leg->numbers[SIDE_B].digits;
    size_t n_digits = strlen(digits);
    char text[ENDPOINT_TEXT_BYTES];

    if (leg->call_id != NULL)
        tell_key(KEY_CALL_ID, leg->call_id, handler, context);
    for (int side = 0; side < N_SIDES; side++) {
        if (leg->uuids[side][0] != '\0')
            tell_key(KEY_UUID, leg->uuids[side], handler, context);
        if (leg->media[side].family != 0)
            tell_key(KEY_MEDIA, endpoint_text(&leg->media[side], text), handler,
                     context);
    }
    if (n_digits > 0)
        tell_key(KEY_NUMBER,
                 digits + n_digits - MIN(n_digits, SIP_NUMBER_DIGITS_MIN),
                 handler, context);
}

struct adding {
    struct leg_index *index;
    unsigned place;
};

static void add_key(void *context, const char *key)
{
    struct adding *adding = context;
    GArray *places = g_hash_table_lookup(adding->index->legs, key);

    if (places == NULL) {
        places = g_array_new(FALSE, FALSE, sizeof(unsigned));
        g_hash_table_insert(adding->index->legs, g_strdup(key), places);
    }
    g_array_append_val(places, adding->place);
}

struct gathering {
    const struct leg_index *index;
    const struct call_leg *const *legs;
    const struct call_group *groups; /* of the earlier ones */
    const struct call_leg *leg;
    struct candidates *candidates;
};

static void candidate_add(const struct gathering *gathering, unsigned place)
{
    struct candidates *candidates = gathering->candidates;

    for (unsigned i = 0; i < candidates->n; i++)
        if (candidates->places[i] == place)
            return;
    candidates->places[candidates->n] = place;
    candidates->legs[candidates->n] = *gathering->legs[place];
    candidates->calls[candidates->n] = gathering->groups[place].first;
    candidates->n++;
}

/* Adds the legs with KEY, latest first; with the same number, only those within
 * the window. */
static void gather_key(void *context, const char *key)
{
    struct gathering *gathering = context;
    const GArray *places = g_hash_table_lookup(gathering->index->legs, key);
    guint i = places != NULL ? places->len : 0;

    while (i-- > 0 && gathering->candidates->n < CALL_GROUP_CANDIDATES_MAX) {
        unsigned place = g_array_index(places, unsigned, i);
        const struct call_leg *other = gathering->legs[place];

        if (key[0] == KEY_NUMBER &&
            gathering->leg->begin_ns - other->begin_ns > CALL_JOIN_WINDOW_NS)
            break;
        if (other->end_ns >= gathering->leg->begin_ns)
            candidate_add(gathering, place);
    }
}

/* The candidate that LEG is one call with, by call_join_judge(): the most
 * confident; JOIN is set for it. Returns their number, and JOIN zero, if there
 * is none of at least CALL_JOIN_LIKELY, or if two of different calls are
 * equally confident without being certain: the same number was called twice at
 * once, and either may be meant. */
static unsigned choose(const struct call_leg *leg,
                       const struct candidates *candidates,
                       struct call_join *join)
{
    const struct call_join none = {CALL_JOIN_NONE, CALL_JOIN_NO_REASON};
    unsigned best = candidates->n;
    bool tied = false;

    *join = none;
    for (unsigned i = 0; i < candidates->n; i++) {
        struct call_join found = call_join_judge(leg, &candidates->legs[i]);

        if (found.confidence < CALL_JOIN_LIKELY ||
            found.confidence < join->confidence)
            continue;
        if (found.confidence == join->confidence) {
            tied = tied || candidates->calls[i] != candidates->calls[best];
            continue;
        }
        tied = false;
        *join = found;
        best = i;
    }
    if (!tied || join->confidence == CALL_JOIN_CERTAIN)
        return best;
    *join = none;
    return candidates->n;
}

static void array_unref(void *array)
{
    g_array_unref(array);
}

void call_group_legs(const struct call_leg *const *legs, unsigned n,
                     struct call_group *groups)
{
    struct leg_index index = {
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_unref)};
    struct candidates *candidates = g_new(struct candidates, 1);

    for (unsigned i = 0; i < n; i++) {
        struct gathering gathering = {&index, legs, groups, legs[i],
                                      candidates};
        struct adding adding = {&index, i};
        unsigned best;

        groups[i].first = i;
        groups[i].join =
            (struct call_join){CALL_JOIN_NONE, CALL_JOIN_NO_REASON};
        if (legs[i] == NULL)
            continue;
        candidates->n = 0;
        each_key(legs[i], gather_key, &gathering);
        best = choose(legs[i], candidates, &groups[i].join);
        if (best < candidates->n)
            groups[i].first = groups[candidates->places[best]].first;
        each_key(legs[i], add_key, &adding);
    }
    g_free(candidates);
    g_hash_table_destroy(index.legs);
}
