/* Streams of SRTP and SRTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_stream.h"

#include <string.h>

#include "srtp_rtcp.h"
#include "srtp_rtp.h"

#define WEAK_TAG_BYTES  4 /* HMAC_SHA1_32 */
#define LIKELY_ROCS     4 /* counters near the start of a stream */
#define MISSES_SEARCHED 3 /* each; then the 8th, the 64th, and so on */

/* A search: what is looked for, and where. */
struct search {
    struct srtp_stream *stream;
    const struct srtp_packet *packet;
    bool is_own; /* the keys belong to the stream's calls */
    uint32_t n_rocs;
};

/* Whether PACKET fits; some senders cut the tag of SRTCP to that of SRTP,
 * although RFC 4568 6.2.2 leaves it at 80 bits. */
static bool rtcp_fits(const struct srtp_key *key, struct srtp_session *session,
                      const struct srtp_packet *packet)
{
    const struct srtp_suite *suite = key->master.suite;

    if (srtp_rtcp_fits(session, packet->octets, packet->n))
        return true;
    if (session->tag_bytes != suite->rtcp_tag_bytes ||
        suite->rtp_tag_bytes == suite->rtcp_tag_bytes)
        return false;
    session->tag_bytes = suite->rtp_tag_bytes;
    if (srtp_rtcp_fits(session, packet->octets, packet->n))
        return true;
    session->tag_bytes = suite->rtcp_tag_bytes;
    return false;
}

/* Makes KEY at ROC the stream's latest track. */
static const struct srtp_opening *use(struct srtp_stream *stream,
                                      struct srtp_key *key, uint32_t roc,
                                      uint16_t seq)
{
    struct srtp_opening *opening = srtp_key_opening(key, stream->id.kind, roc);
    unsigned place = 0;
    struct srtp_track track = {opening, seq};

    while (place < stream->n_tracks &&
           stream->tracks[place].opening->key != key)
        place++;
    if (place < stream->n_tracks) {
        const struct srtp_track *old = &stream->tracks[place];

        if (roc < old->opening->roc ||
            (roc == old->opening->roc && seq < old->highest))
            track = *old;
    } else if (stream->n_tracks < SRTP_TRACKS_MAX) {
        stream->n_tracks++;
    } else {
        place--;
    }
    memmove(stream->tracks + 1, stream->tracks,
            place * sizeof stream->tracks[0]);
    stream->tracks[0] = track;
    stream->n_misses = 0;
    stream->doubtful = NULL;
    return opening;
}

static const struct srtp_opening *
open_as_known(struct srtp_stream *stream, const struct srtp_packet *packet)
{
    for (unsigned i = 0; i < stream->n_tracks; i++) {
        const struct srtp_track *track = &stream->tracks[i];
        struct srtp_key *key = track->opening->key;
        struct srtp_session *session = srtp_key_session(key, stream->id.kind);
        uint32_t roc = 0;
        bool fits;

        if (session == NULL)
            continue;
        if (stream->id.kind == SRTP_RTP) {
            roc =
                srtp_rtp_roc(track->opening->roc, track->highest, packet->seq);
            fits = srtp_rtp_fits(session, packet->octets, packet->n, roc);
        } else {
            fits = srtp_rtcp_fits(session, packet->octets, packet->n);
        }
        if (fits)
            return use(stream, key, roc, packet->seq);
    }
    return NULL;
}

/* KEY fits at ROC. A weak tag at an unlikely place has to fit a second time. */
static const struct srtp_opening *accept(const struct search *search,
                                         struct srtp_key *key, uint32_t roc,
                                         unsigned tag_bytes)
{
    struct srtp_stream *stream = search->stream;

    if (tag_bytes > WEAK_TAG_BYTES || (search->is_own && roc < LIKELY_ROCS) ||
        (stream->doubtful == key && roc - stream->doubtful_roc <= 1))
        return use(stream, key, roc, search->packet->seq);
    stream->doubtful = key;
    stream->doubtful_roc = roc;
    return NULL;
}

static const struct srtp_opening *try_rocs(const struct search *search,
                                           struct srtp_key *key,
                                           struct srtp_session *session,
                                           uint32_t from, uint32_t n)
{
    const struct srtp_packet *packet = search->packet;

    for (uint32_t roc = from; roc - from < n; roc++)
        if (srtp_rtp_fits(session, packet->octets, packet->n, roc))
            return accept(search, key, roc, session->tag_bytes);
    return NULL;
}

static const struct srtp_opening *try_key(const struct search *search,
                                          struct srtp_key *key)
{
    const struct srtp_stream *stream = search->stream;
    struct srtp_session *session = srtp_key_session(key, stream->id.kind);
    const struct srtp_opening *opening;
    uint32_t roc;

    if (session == NULL)
        return NULL;
    if (stream->id.kind == SRTP_RTCP)
        return rtcp_fits(key, session, search->packet)
                   ? accept(search, key, 0, session->tag_bytes)
                   : NULL;
    opening = try_rocs(search, key, session, 0, search->n_rocs);
    if (opening != NULL || stream->n_tracks == 0)
        return opening;
    roc = stream->tracks[0].opening->roc;
    return try_rocs(search, key, session, roc > 0 ? roc - 1 : 0, LIKELY_ROCS);
}

static const struct srtp_opening *try_keys(const struct search *search,
                                           const GPtrArray *keys, guint first)
{
    const struct srtp_opening *opening = NULL;

    for (guint i = first; keys != NULL && i < keys->len && opening == NULL;
         i++) {
        struct srtp_key *key = g_ptr_array_index(keys, i);

        opening = try_key(search, key);
        srtp_key_rest(key);
    }
    return opening;
}

/* Whether the N-th miss in a row is one to search at. */
static bool is_due(uint32_t n)
{
    while (n > MISSES_SEARCHED && n % 8 == 0)
        n /= 8;
    return n <= MISSES_SEARCHED && n > 0;
}

static guint n_keys_of(const struct srtp_candidates *candidates)
{
    guint n = 0;

    for (unsigned i = 0; i < 2; i++)
        n += candidates->own[i] != NULL ? candidates->own[i]->len : 0;
    return n;
}

const struct srtp_opening *
srtp_stream_open(struct srtp_stream *stream,
                 const struct srtp_candidates *candidates,
                 const struct srtp_packet *packet)
{
    const struct srtp_opening *opening = open_as_known(stream, packet);
    guint n_keys = n_keys_of(candidates);
    struct search search = {stream, packet, true, SRTP_ROC_SEARCH};

    if (opening != NULL)
        return opening;
    if (n_keys != stream->n_keys)
        stream->n_misses = 0;
    stream->n_keys = n_keys;
    if (!is_due(++stream->n_misses))
        return NULL;
    if (stream->n_tracks > 0 && stream->n_misses <= MISSES_SEARCHED)
        search.n_rocs = LIKELY_ROCS;
    for (unsigned i = 0; i < 2 && opening == NULL; i++)
        opening = try_keys(&search, candidates->own[i], 0);
    if (opening != NULL || (n_keys > 0 && stream->n_misses < MISSES_SEARCHED))
        return opening;
    search.is_own = false;
    search.n_rocs = LIKELY_ROCS;
    return try_keys(&search, candidates->all,
                    candidates->all->len > SRTP_RECENT_KEYS
                        ? candidates->all->len - SRTP_RECENT_KEYS
                        : 0);
}

bool srtp_stream_becomes_hopeless(struct srtp_stream *stream)
{
    if (stream->is_told || stream->n_tracks > 0 || stream->n_keys == 0 ||
        stream->n_misses < SRTP_HOPELESS_PACKETS)
        return false;
    stream->is_told = true;
    return true;
}
