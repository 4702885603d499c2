/* Which call a media endpoint is of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_endpoints.h"

#include "sip_watch.h"
#include "sdp_parse.h"

static wmem_map_t *declared; /* endpoint to index of the call + 1; file scope */

static void declare(uint32_t call, struct endpoint endpoint)
{
    struct endpoint *key;

    if (endpoint.family == 0)
        return;
    if (wmem_map_lookup(declared, &endpoint) == NULL &&
        wmem_map_size(declared) >= MAX_DECLARED)
        return;
    key = wmem_new(wmem_file_scope(), struct endpoint);
    *key = endpoint;
    wmem_map_insert(declared, key, GUINT_TO_POINTER(call + 1));
}

static void declare_media(uint32_t call, const struct sdp_media *media)
{
    if (media->port == 0)
        return;
    declare(call, sdp_address_destination(&media->connection, media->port));
    declare(call, sdp_media_rtcp_destination(media));
    for (unsigned i = 0; i < media->n_candidates; i++)
        if (media->candidates[i].is_udp)
            declare(call, sdp_address_destination(&media->candidates[i].address,
                                                  media->candidates[i].port));
}

/* What the SDP of MESSAGE declares, before it is in force: early media does
 * not wait. */
bool call_endpoints_declare(uint32_t call, struct text text, struct sdp *sdp)
{
    if (sdp_parse(text, sdp) != SDP_PARSE_OK)
        return false;
    for (unsigned i = 0; i < sdp->n_media; i++)
        declare_media(call, &sdp->media[i]);
    return true;
}

uint32_t call_endpoints_find(const struct endpoint *endpoint)
{
    /* The index + 1, or NULL: 0 - 1 is CALL_NONE. */
    return GPOINTER_TO_UINT(wmem_map_lookup(declared, endpoint)) - 1;
}

void call_endpoints_register(void)
{
    declared = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                      endpoint_hash, endpoint_equal);
}
