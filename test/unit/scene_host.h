/* Hosts for tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SCENE_HOST_H
#define LYNC_TEST_SCENE_HOST_H

#include "endpoint.h"

/* 10.0.0.HOST:PORT. */
static inline struct endpoint at(uint8_t host, uint16_t port)
{
    const uint8_t address[] = {10, 0, 0, host};

    return endpoint_of(4, address, port);
}

#endif
