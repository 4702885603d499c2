/* Tests of numbers in network byte order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "big_endian.h"

#include "unit_test.h"

TEST(read)
{
    static const uint8_t octets[] = {0x80, 0x01, 0xFF, 0x02, 0x03};

    g_assert_cmphex(read_be16(octets), ==, 0x8001);
    g_assert_cmphex(read_be32(octets), ==, 0x8001FF02);
    g_assert_cmphex(read_be32(octets + 1), ==, 0x01FF0203); /* unaligned */
}
