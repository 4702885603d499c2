/* The links between calls, streams and findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "links.h"

#include "call_list.h"

struct links {
    const struct analysis *analysis;
    GHashTable *calls_of_legs;  /* leg to call */
    GHashTable *first_of_calls; /* call to place */
    uint32_t n_streams;
    uint32_t *calls_of_streams; /* NO_INDEX: none */
    uint32_t *first_of_streams; /* places; NO_INDEX: none */
    uint32_t n_findings;
    uint32_t *calls_of_findings;
    uint32_t *next_of_stream; /* by place */
    uint32_t *next_of_call;
};

static uint32_t *array_of_none(uint32_t n)
{
    uint32_t *array = g_new(uint32_t, MAX(n, 1));

    for (uint32_t i = 0; i < n; i++)
        array[i] = NO_INDEX;
    return array;
}

/* ARRAY[I], or NO_INDEX if I is not below N. */
static uint32_t element(const uint32_t *array, uint32_t n, uint32_t i)
{
    return i < n ? array[i] : NO_INDEX;
}

/* The number that TABLE has for KEY; NO_INDEX for none. */
static uint32_t number_of(GHashTable *table, uint32_t key)
{
    gpointer number;

    if (!g_hash_table_lookup_extended(table, GUINT_TO_POINTER(key), NULL,
                                      &number))
        return NO_INDEX;
    return GPOINTER_TO_UINT(number);
}

/* Sets ARRAY[i] to CALL for each i in PLACES that has no call yet. */
static void mark(uint32_t *array, uint32_t n, const GArray *places,
                 uint32_t call)
{
    for (guint i = 0; i < places->len; i++) {
        uint32_t place = g_array_index(places, uint32_t, i);

        if (place < n && array[place] == NO_INDEX)
            array[place] = call;
    }
}

static void link_call(struct links *links, const struct call_row *row)
{
    for (guint i = 0; i < row->legs->len; i++) {
        gpointer leg = GUINT_TO_POINTER(g_array_index(row->legs, uint32_t, i));

        if (!g_hash_table_contains(links->calls_of_legs, leg))
            g_hash_table_insert(links->calls_of_legs, leg,
                                GUINT_TO_POINTER(row->call));
    }
    mark(links->calls_of_streams, links->n_streams, row->streams, row->call);
    mark(links->calls_of_findings, links->n_findings, row->findings, row->call);
}

static uint32_t call_of_leg(const struct links *links, uint32_t leg)
{
    return number_of(links->calls_of_legs, leg);
}

/* Streams and findings that no call lists may still belong to one by their
 * leg. */
static void link_rest(struct links *links)
{
    const GPtrArray *streams = links->analysis->streams.streams;

    for (uint32_t i = 0; i < links->n_streams; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);

        if (links->calls_of_streams[i] == NO_INDEX)
            links->calls_of_streams[i] = call_of_leg(links, stream->call);
    }
    for (uint32_t i = 0; i < links->n_findings; i++)
        if (links->calls_of_findings[i] == NO_INDEX)
            links->calls_of_findings[i] = call_of_leg(
                links, findings_at(links->analysis->findings, i)->call);
}

/* Puts the finding at PLACE at the head of the list of its call. */
static void chain_to_call(struct links *links, uint32_t place)
{
    uint32_t call = links->calls_of_findings[place];

    if (call == NO_INDEX)
        return;
    links->next_of_call[place] = links_first_of_call(links, call);
    g_hash_table_insert(links->first_of_calls, GUINT_TO_POINTER(call),
                        GUINT_TO_POINTER(place));
}

static void chain_to_stream(struct links *links, uint32_t place)
{
    uint32_t stream = findings_at(links->analysis->findings, place)->stream;

    if (stream >= links->n_streams)
        return;
    links->next_of_stream[place] = links->first_of_streams[stream];
    links->first_of_streams[stream] = place;
}

/* From the last to the first, so that the lists are in ascending order. */
static void link_findings(struct links *links)
{
    for (uint32_t i = links->n_findings; i-- > 0;) {
        chain_to_call(links, i);
        chain_to_stream(links, i);
    }
}

struct links *links_new(const struct analysis *analysis, const GPtrArray *calls)
{
    struct links *links = g_new0(struct links, 1);

    links->analysis = analysis;
    links->calls_of_legs = g_hash_table_new(NULL, NULL);
    links->first_of_calls = g_hash_table_new(NULL, NULL);
    links->n_streams = analysis->streams.streams->len;
    links->calls_of_streams = array_of_none(links->n_streams);
    links->first_of_streams = array_of_none(links->n_streams);
    links->n_findings = findings_count(analysis->findings);
    links->calls_of_findings = array_of_none(links->n_findings);
    links->next_of_stream = array_of_none(links->n_findings);
    links->next_of_call = array_of_none(links->n_findings);
    for (guint i = 0; i < calls->len; i++)
        link_call(links, g_ptr_array_index(calls, i));
    link_rest(links);
    link_findings(links);
    return links;
}

void links_free(struct links *links)
{
    if (links == NULL)
        return;
    g_hash_table_destroy(links->calls_of_legs);
    g_hash_table_destroy(links->first_of_calls);
    g_free(links->calls_of_streams);
    g_free(links->first_of_streams);
    g_free(links->calls_of_findings);
    g_free(links->next_of_stream);
    g_free(links->next_of_call);
    g_free(links);
}

uint32_t links_call_of_stream(const struct links *links, uint32_t stream)
{
    return element(links->calls_of_streams, links->n_streams, stream);
}

uint32_t links_call_of_finding(const struct links *links, uint32_t place)
{
    return element(links->calls_of_findings, links->n_findings, place);
}

uint32_t links_first_of_stream(const struct links *links, uint32_t stream)
{
    return element(links->first_of_streams, links->n_streams, stream);
}

uint32_t links_next_of_stream(const struct links *links, uint32_t place)
{
    return element(links->next_of_stream, links->n_findings, place);
}

uint32_t links_first_of_call(const struct links *links, uint32_t call)
{
    return number_of(links->first_of_calls, call);
}

uint32_t links_next_of_call(const struct links *links, uint32_t place)
{
    return element(links->next_of_call, links->n_findings, place);
}
