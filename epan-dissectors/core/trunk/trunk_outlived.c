/* Which ends of trunks had calls that went on without RTCP of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_outlived.h"

#define N_EARLIEST 2

struct outlived_end {
    struct endpoint ends[2]; /* the key: who sent no RTCP, and the peer */
    struct {
        uint32_t number;
        int64_t ended_ns;
    } calls[N_EARLIEST]; /* the earliest */
    unsigned n_calls;
};

GHashTable *trunk_outlived_new(void)
{
    return g_hash_table_new_full(endpoint_pair_hash, endpoint_pair_equal, NULL,
                                 g_free);
}

void trunk_outlived_add(GHashTable *outlived, uint32_t number,
                        const struct trunk_call *call, int64_t ended_ns)
{
    for (int i = 0; i < N_TRUNK_ENDS; i++) {
        const struct endpoint key[] = {call->hosts[i], call->hosts[1 - i]};
        struct outlived_end *end;

        if (!trunk_outlived_rtcp(&call->ends[i]))
            continue;
        end = g_hash_table_lookup(outlived, key);
        if (end == NULL) {
            end = g_new0(struct outlived_end, 1);
            end->ends[0] = key[0];
            end->ends[1] = key[1];
            g_hash_table_insert(outlived, end->ends, end);
        }
        if (end->n_calls == N_EARLIEST)
            continue;
        end->calls[end->n_calls].number = number;
        end->calls[end->n_calls++].ended_ns = ended_ns;
    }
}

bool trunk_outlived_by(GHashTable *outlived, uint32_t number,
                       const struct endpoint *host, const struct endpoint *peer,
                       int64_t by_ns)
{
    const struct endpoint key[] = {*host, *peer};
    const struct outlived_end *end = g_hash_table_lookup(outlived, key);

    for (unsigned i = 0; end != NULL && i < end->n_calls; i++)
        if (end->calls[i].number != number && end->calls[i].ended_ns <= by_ns)
            return true;
    return false;
}
