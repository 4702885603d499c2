/* The SRTP of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp.h"

#include "hash.h"
#include "index.h"

static guint id_hash(gconstpointer key)
{
    const struct srtp_stream_id *id = key;

    return endpoint_pair_hash(id->ends) ^
           hash_of_number(GUINT_TO_POINTER(id->ssrc + (uint32_t)id->kind));
}

static gboolean id_equal(gconstpointer a, gconstpointer b)
{
    const struct srtp_stream_id *first = a;
    const struct srtp_stream_id *second = b;

    return first->ssrc == second->ssrc && first->kind == second->kind &&
           endpoint_pair_equal(first->ends, second->ends);
}

struct srtp *srtp_new(void)
{
    struct srtp *srtp = g_new(struct srtp, 1);

    srtp_keys_init(&srtp->keys);
    srtp->streams = g_hash_table_new_full(id_hash, id_equal, NULL, g_free);
    return srtp;
}

void srtp_free(struct srtp *srtp)
{
    if (srtp == NULL)
        return;
    g_hash_table_destroy(srtp->streams);
    srtp_keys_clear(&srtp->keys);
    g_free(srtp);
}

struct srtp_stream *srtp_stream_find(const struct srtp *srtp,
                                     const struct srtp_stream_id *id)
{
    return g_hash_table_lookup(srtp->streams, id);
}

static struct srtp_stream *stream_get(struct srtp *srtp,
                                      const struct srtp_stream_id *id)
{
    struct srtp_stream *stream = srtp_stream_find(srtp, id);

    if (stream != NULL || g_hash_table_size(srtp->streams) >= SRTP_STREAMS_MAX)
        return stream;
    stream = g_new0(struct srtp_stream, 1);
    stream->id = *id;
    g_hash_table_insert(srtp->streams, &stream->id, stream);
    return stream;
}

const struct srtp_opening *srtp_open(struct srtp *srtp,
                                     const struct srtp_stream_id *id,
                                     const uint32_t calls[2],
                                     const struct srtp_packet *packet)
{
    struct srtp_candidates candidates = {.all = srtp->keys.all};
    struct srtp_stream *stream;

    if (srtp->keys.all->len == 0)
        return NULL;
    stream = stream_get(srtp, id);
    if (stream == NULL)
        return NULL;
    for (unsigned i = 0; i < 2; i++)
        if (calls[i] != NO_INDEX && (i == 0 || calls[1] != calls[0]))
            candidates.own[i] = srtp_keys_of_call(&srtp->keys, calls[i]);
    return srtp_stream_open(stream, &candidates, packet);
}
