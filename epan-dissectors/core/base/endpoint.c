/* Transport addresses: comparing and writing them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#define _POSIX_C_SOURCE 200809L /* inet_ntop, inet_pton */

#include "endpoint.h"

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif
#include <string.h>

#include "hash.h"

#define IPV4_BYTES 4
#define IPV6_BYTES 16

struct endpoint endpoint_of(uint8_t family, const uint8_t *address,
                            uint16_t port)
{
    struct endpoint endpoint = {.family = family, .port = port};

    memcpy(endpoint.address, address, family == 4 ? IPV4_BYTES : IPV6_BYTES);
    return endpoint;
}

struct endpoint endpoint_of_text(const char *text, uint16_t port)
{
    uint8_t address[IPV6_BYTES];

    if (inet_pton(AF_INET, text, address) == 1)
        return endpoint_of(4, address, port);
    if (inet_pton(AF_INET6, text, address) == 1)
        return endpoint_of(6, address, port);
    return (struct endpoint){0};
}

bool endpoint_same_address(const struct endpoint *a, const struct endpoint *b)
{
    return a->family == b->family &&
           memcmp(a->address, b->address, IPV6_BYTES) == 0;
}

bool endpoint_is_private(const struct endpoint *endpoint)
{
    const uint8_t *address = endpoint->address;

    if (endpoint->family == 6)
        return address[0] / 2 == 0xfc / 2; /* fc00::/7 */
    return endpoint->family == 4 &&
           (address[0] == 10 || (address[0] == 172 && address[1] / 16 == 1) ||
            (address[0] == 192 && address[1] == 168));
}

bool endpoint_is_multicast(const struct endpoint *endpoint)
{
    if (endpoint->family == 4)
        return endpoint->address[0] / 16 == 14; /* 224.0.0.0/4 */
    return endpoint->family == 6 && endpoint->address[0] == 0xff;
}

gboolean endpoint_equal(gconstpointer a, gconstpointer b)
{
    const struct endpoint *one = a;
    const struct endpoint *other = b;

    return one->port == other->port && endpoint_same_address(one, other);
}

gboolean endpoint_pair_equal(gconstpointer a, gconstpointer b)
{
    const struct endpoint *one = a;
    const struct endpoint *other = b;

    return endpoint_equal(&one[0], &other[0]) &&
           endpoint_equal(&one[1], &other[1]);
}

int endpoint_compare(const struct endpoint *a, const struct endpoint *b)
{
    int order = a->family - b->family;

    if (order == 0)
        order = memcmp(a->address, b->address, IPV6_BYTES);
    if (order == 0)
        order = a->port - b->port;
    return order;
}

uint64_t endpoint_mix(uint64_t before, const struct endpoint *end)
{
    uint32_t words[1 + IPV6_BYTES / 4];

    words[0] = (uint32_t)end->family << 16 | end->port;
    memcpy(words + 1, end->address, IPV6_BYTES);
    return hash_octets(before, words, sizeof words);
}

guint endpoint_hash(gconstpointer key)
{
    return (guint)(endpoint_mix(0, key) >> 32);
}

guint endpoint_pair_hash(gconstpointer key)
{
    const struct endpoint *ends = key;

    return (guint)(endpoint_mix(endpoint_mix(0, &ends[0]), &ends[1]) >> 32);
}

static char *octet_text(unsigned octet, char *at)
{
    if (octet >= 100)
        *at++ = (char)('0' + octet / 100);
    if (octet >= 10)
        *at++ = (char)('0' + octet / 10 % 10);
    *at++ = (char)('0' + octet % 10);
    return at;
}

/* inet_ntop formats with printf, which is too slow for every SIP message. */
static void ipv4_text(const uint8_t *address, char *at)
{
    for (unsigned i = 0; i < IPV4_BYTES; i++) {
        if (i > 0)
            *at++ = '.';
        at = octet_text(address[i], at);
    }
    *at = '\0';
}

const char *endpoint_address_text(const struct endpoint *endpoint,
                                  char text[ENDPOINT_TEXT_BYTES])
{
    if (endpoint->family == 4)
        ipv4_text(endpoint->address, text);
    else if (endpoint->family == 0 ||
             inet_ntop(AF_INET6, endpoint->address, text,
                       ENDPOINT_TEXT_BYTES) == NULL)
        g_strlcpy(text, "unknown", ENDPOINT_TEXT_BYTES);
    return text;
}

const char *endpoint_text(const struct endpoint *endpoint,
                          char text[ENDPOINT_TEXT_BYTES])
{
    char host[ENDPOINT_TEXT_BYTES];

    endpoint_address_text(endpoint, host);
    if (endpoint->port == 0)
        g_strlcpy(text, host, ENDPOINT_TEXT_BYTES);
    else if (endpoint->family == 6)
        g_snprintf(text, ENDPOINT_TEXT_BYTES, "[%.45s]:%u", host,
                   endpoint->port);
    else
        g_snprintf(text, ENDPOINT_TEXT_BYTES, "%.45s:%u", host, endpoint->port);
    return text;
}
