/* The keys of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_keys.h"

#include "srtp_rtcp.h"
#include "srtp_rtp.h"

static void key_free(gpointer data)
{
    struct srtp_key *key = data;

    for (struct srtp_opening *opening = key->openings, *next; opening != NULL;
         opening = next) {
        next = opening->next;
        g_free(opening);
    }
    key->has_fitted = false;
    srtp_key_rest(key);
    g_free(key);
}

void srtp_keys_init(struct srtp_keys *keys)
{
    keys->all = g_ptr_array_new_with_free_func(key_free);
    keys->of_call = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                          (GDestroyNotify)g_ptr_array_unref);
}

void srtp_keys_clear(struct srtp_keys *keys)
{
    g_hash_table_destroy(keys->of_call);
    g_ptr_array_unref(keys->all);
}

const GPtrArray *srtp_keys_of_call(const struct srtp_keys *keys, uint32_t call)
{
    return g_hash_table_lookup(keys->of_call, GUINT_TO_POINTER(call));
}

static GPtrArray *of_call_get(struct srtp_keys *keys, uint32_t call)
{
    GPtrArray *of_call =
        g_hash_table_lookup(keys->of_call, GUINT_TO_POINTER(call));

    if (of_call == NULL) {
        of_call = g_ptr_array_new();
        g_hash_table_insert(keys->of_call, GUINT_TO_POINTER(call), of_call);
    }
    return of_call;
}

static bool is_known(const GPtrArray *of_call, const struct srtp_master *master)
{
    for (guint i = 0; i < of_call->len; i++) {
        const struct srtp_key *key = g_ptr_array_index(of_call, i);

        if (srtp_master_equal(&key->master, master))
            return true;
    }
    return false;
}

static void add(struct srtp_keys *keys, uint32_t call,
                const struct srtp_master *master, bool is_scale)
{
    GPtrArray *of_call = of_call_get(keys, call);
    struct srtp_key *key;

    if (is_known(of_call, master) || of_call->len >= SRTP_KEYS_OF_CALL_MAX ||
        keys->all->len >= SRTP_KEYS_MAX)
        return;
    key = g_new0(struct srtp_key, 1);
    key->master = *master;
    key->is_scale = is_scale;
    g_ptr_array_add(keys->all, key);
    g_ptr_array_insert(of_call, is_scale ? -1 : 0, key);
}

void srtp_keys_add(struct srtp_keys *keys, uint32_t call, struct text sdp)
{
    struct sdp_crypto crypto;
    struct sdp_crypto_key key;
    struct srtp_master master;

    while (sdp_crypto_next(&sdp, &crypto))
        while (sdp_crypto_key_next(&crypto.keys, &key))
            if (srtp_master_read(&crypto, &key, &master))
                add(keys, call, &master, crypto.is_scale);
}

struct srtp_session *srtp_key_session(struct srtp_key *key, enum srtp_kind kind)
{
    if (!key->is_open[kind])
        key->is_open[kind] =
            srtp_session_init(&key->sessions[kind], &key->master, kind);
    return key->is_open[kind] ? &key->sessions[kind] : NULL;
}

void srtp_key_rest(struct srtp_key *key)
{
    for (int kind = SRTP_RTP; kind <= SRTP_RTCP && !key->has_fitted; kind++) {
        if (key->is_open[kind])
            srtp_session_clear(&key->sessions[kind]);
        key->is_open[kind] = false;
    }
}

struct srtp_opening *srtp_key_opening(struct srtp_key *key, enum srtp_kind kind,
                                      uint32_t roc)
{
    struct srtp_opening *opening = key->openings;

    while (opening != NULL && (opening->kind != kind || opening->roc != roc))
        opening = opening->next;
    if (opening == NULL) {
        opening = g_new(struct srtp_opening, 1);
        *opening = (struct srtp_opening){key->openings, key, kind, roc};
        key->openings = opening;
        key->has_fitted = true;
    }
    return opening;
}

size_t srtp_opening_apply(const struct srtp_opening *opening,
                          const uint8_t *packet, size_t n, uint8_t *clear)
{
    struct srtp_session *session =
        srtp_key_session(opening->key, opening->kind);

    if (session == NULL)
        return 0;
    return opening->kind == SRTP_RTP
               ? srtp_rtp_open(session, packet, n, opening->roc, clear)
               : srtp_rtcp_open(session, packet, n, clear);
}
