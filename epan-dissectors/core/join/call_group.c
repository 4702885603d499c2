/* Which of many legs are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_group.h"

#include <string.h>

#include <glib.h>

#include "hash.h"

/* Two legs are compared only if they share a key. Of a number only the last
 * digits count: they are the same however it is written. */
#define KEY_BYTES (ENDPOINT_TEXT_BYTES + 2)

enum key_kind {
    KEY_CALL_ID = 'c', /* its beginning */
    KEY_UUID = 'u',
    KEY_MEDIA = 'm',
    KEY_NUMBER = 'n',
    KEY_CALLER = 'f',
    KEY_SSRC = 's',
};

struct candidates {
    unsigned places[CALL_GROUP_CANDIDATES_MAX];
    const struct call_leg *legs[CALL_GROUP_CANDIDATES_MAX];
    unsigned calls[CALL_GROUP_CANDIDATES_MAX]; /* their first legs */
    unsigned n;
};

/* The keys of a leg: two UUIDs and two addresses at the most, its RTP, Call-ID,
 * caller and number. */
struct keys {
    char texts[2 * N_SIDES + CALL_LEG_RTP_MAX + 3][KEY_BYTES];
    unsigned n;
};

static void key_add(struct keys *keys, enum key_kind kind, const char *text)
{
    char *key = keys->texts[keys->n++];

    key[0] = (char)kind;
    g_strlcpy(key + 1, text, KEY_BYTES - 1);
}

static void key_add_number(struct keys *keys, enum key_kind kind,
                           uint32_t number)
{
    char text[sizeof "ffffffff"];

    g_snprintf(text, sizeof text, "%x", number);
    key_add(keys, kind, text);
}

static void keys_of(const struct call_leg *leg, struct keys *keys)
{
    const char *digits = leg->numbers[SIDE_B].digits;
    size_t n_digits = strlen(digits);
    char text[ENDPOINT_TEXT_BYTES];

    keys->n = 0;
    if (leg->call_id != NULL)
        key_add(keys, KEY_CALL_ID, leg->call_id);
    for (int side = 0; side < N_SIDES; side++) {
        if (leg->uuids[side][0] != '\0')
            key_add(keys, KEY_UUID, leg->uuids[side]);
        if (leg->media[side].family != 0)
            key_add(keys, KEY_MEDIA, endpoint_text(&leg->media[side], text));
    }
    if (leg->caller != 0)
        key_add_number(keys, KEY_CALLER, leg->caller);
    for (unsigned i = 0; i < leg->n_rtp; i++)
        key_add_number(keys, KEY_SSRC, leg->rtp[i].ssrc);
    if (n_digits > 0)
        key_add(keys, KEY_NUMBER,
                digits + n_digits - MIN(n_digits, SIP_NUMBER_DIGITS_MIN));
}

/* The legs so far. */
struct grouping {
    GHashTable *places; /* by key: a GArray of unsigned for each */
    const struct call_leg *const *legs;
    const struct call_group *groups;
    struct candidates candidates; /* for the leg at hand */
};

static void candidate_add(struct grouping *grouping, unsigned place)
{
    struct candidates *candidates = &grouping->candidates;

    for (unsigned i = 0; i < candidates->n; i++)
        if (candidates->places[i] == place)
            return;
    candidates->places[candidates->n] = place;
    candidates->legs[candidates->n] = grouping->legs[place];
    candidates->calls[candidates->n] = grouping->groups[place].first;
    candidates->n++;
}

/* Whether a key of KIND joins only what began within the window. */
static bool is_of_window(char kind)
{
    return kind == KEY_NUMBER || kind == KEY_CALLER || kind == KEY_SSRC;
}

/* Adds the legs with KEY of LEG, latest first. Those that ended before LEG and
 * all later legs began are forgotten, as they fit none. */
static void gather(struct grouping *grouping, const struct call_leg *leg,
                   int64_t earliest_ns, const char *key)
{
    GArray *places = g_hash_table_lookup(grouping->places, key);
    guint i = places != NULL ? places->len : 0;
    unsigned n_over = 0;

    while (i-- > 0 && grouping->candidates.n < CALL_GROUP_CANDIDATES_MAX &&
           n_over < CALL_GROUP_OVER_MAX) {
        unsigned place = g_array_index(places, unsigned, i);
        const struct call_leg *other = grouping->legs[place];

        if (is_of_window(key[0]) &&
            leg->begin_ns - other->begin_ns > CALL_JOIN_WINDOW_NS)
            break;
        if (other->end_ns >= leg->begin_ns)
            candidate_add(grouping, place);
        else if (other->end_ns < earliest_ns)
            g_array_remove_index(places, i);
        else
            n_over++;
    }
}

/* The candidate that LEG is one call with, by call_join_judge(): the most
 * confident by the strongest rule; JOIN is set for it. Returns their number,
 * and JOIN zero, if there is none of at least CALL_JOIN_LIKELY, or if two of
 * different calls are equally confident without being certain: the same number
 * was called twice at once, and either may be meant. */
static unsigned choose(const struct call_leg *leg,
                       const struct candidates *candidates,
                       struct call_join *join)
{
    unsigned best = candidates->n;
    bool tied = false;

    *join = NO_CALL_JOIN;
    for (unsigned i = 0; i < candidates->n; i++) {
        struct call_join found = call_join_judge(leg, candidates->legs[i]);

        if (found.confidence < CALL_JOIN_LIKELY ||
            call_join_is_stronger(*join, found))
            continue;
        if (best < candidates->n && !call_join_is_stronger(found, *join)) {
            tied = tied || candidates->calls[i] != candidates->calls[best];
            continue;
        }
        tied = false;
        *join = found;
        best = i;
    }
    if (!tied || join->confidence == CALL_JOIN_CERTAIN)
        return best;
    *join = NO_CALL_JOIN;
    return candidates->n;
}

static void place_add(struct grouping *grouping, const char *key,
                      unsigned place)
{
    GArray *places = g_hash_table_lookup(grouping->places, key);

    if (places == NULL) {
        places = g_array_new(FALSE, FALSE, sizeof(unsigned));
        g_hash_table_insert(grouping->places, g_strdup(key), places);
    }
    g_array_append_val(places, place);
}

/* When the earliest of each leg and all later ones began. Free with
 * g_free(). */
static int64_t *earliest_of(const struct call_leg *const *legs, unsigned n)
{
    int64_t *earliest_ns = g_new(int64_t, n + 1);

    earliest_ns[n] = INT64_MAX;
    for (unsigned i = n; i-- > 0;)
        earliest_ns[i] = legs[i] != NULL
                             ? MIN(legs[i]->begin_ns, earliest_ns[i + 1])
                             : earliest_ns[i + 1];
    return earliest_ns;
}

void call_group_legs(const struct call_leg *const *legs, unsigned n,
                     struct call_group *groups)
{
    struct grouping *grouping = g_new(struct grouping, 1);
    int64_t *earliest_ns = earliest_of(legs, n);

    grouping->places = g_hash_table_new_full(hash_of_text, g_str_equal, g_free,
                                             (GDestroyNotify)g_array_unref);
    grouping->legs = legs;
    grouping->groups = groups;
    for (unsigned i = 0; i < n; i++) {
        const struct candidates *candidates = &grouping->candidates;
        struct keys keys;
        unsigned best;

        groups[i] = (struct call_group){i, NO_CALL_JOIN};
        if (legs[i] == NULL)
            continue;
        keys_of(legs[i], &keys);
        grouping->candidates.n = 0;
        for (unsigned k = 0; k < keys.n; k++)
            gather(grouping, legs[i], earliest_ns[i], keys.texts[k]);
        best = choose(legs[i], candidates, &groups[i].join);
        if (best < candidates->n)
            groups[i].first = groups[candidates->places[best]].first;
        for (unsigned k = 0; k < keys.n; k++)
            place_add(grouping, keys.texts[k], i);
    }
    g_hash_table_destroy(grouping->places);
    g_free(grouping);
    g_free(earliest_ns);
}
