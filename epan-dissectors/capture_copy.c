/* Messages that several observation points saw.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_copy.h"

#include "capture_point.h"
#include "capture_copies.h"

static struct capture_copies *copies;

static uint64_t hash_address(uint64_t hash, const address *end, uint32_t port)
{
    hash = capture_copies_hash(hash, end->data, (size_t)end->len);
    return capture_copies_hash(hash, &port, sizeof port);
}

bool capture_copy_seen(const packet_info *pinfo, const uint8_t *message,
                       size_t length)
{
    uint64_t hash = CAPTURE_COPIES_SEED;

    if (!capture_point_known(pinfo))
        return false;
    hash = hash_address(hash, &pinfo->src, pinfo->srcport);
    hash = hash_address(hash, &pinfo->dst, pinfo->destport);
    hash = capture_copies_hash(hash, message, length);
    return capture_copies_seen(copies, hash, capture_point_of(pinfo));
}

static void capture_copy_init(void)
{
    copies = capture_copies_new();
}

static void capture_copy_cleanup(void)
{
    capture_copies_free(copies);
    copies = NULL;
}

void capture_copy_register(void)
{
    register_init_routine(capture_copy_init);
    register_cleanup_routine(capture_copy_cleanup);
}
