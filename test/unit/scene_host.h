/* Hosts and times for tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SCENE_HOST_H
#define LYNC_TEST_SCENE_HOST_H

#include "endpoint.h"
#include "seconds.h"

#define S  NS_PER_S
#define MS (NS_PER_S / 1000)

/* 10.0.0.HOST:PORT. */
static inline struct endpoint at(uint8_t host, uint16_t port)
{
    const uint8_t address[] = {10, 0, 0, host};

    return endpoint_of(4, address, port);
}

#endif
