/* Which AES of libgcrypt a key length means.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_AES_H
#define LYNC_CORE_SRTP_AES_H

#include <gcrypt.h>

#define SRTP_AES_BLOCK_BYTES 16

/* The algorithm for a key of KEY_BYTES: 16, 24 or 32. */
static inline int srtp_aes_of(unsigned key_bytes)
{
    return key_bytes == 16   ? GCRY_CIPHER_AES128
           : key_bytes == 24 ? GCRY_CIPHER_AES192
                             : GCRY_CIPHER_AES256;
}

#endif
