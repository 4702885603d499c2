/* Keys in SDP, and packets that are protected with them: what test_srtp_rtp.c
 * proves of single packets is used here to seal them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SRTP_SCENE_H
#define LYNC_TEST_SRTP_SCENE_H

#include <string.h>

#include "srtp.h"
#include "srtp_vectors.h"

#define SCENE_SSRC 0x5EA1ED

/* An SDP line with a key of 30 octets FILL, with OPTIONS behind it. */
static inline char *crypto_line(const char *attribute, const char *suite,
                                uint8_t fill, const char *options)
{
    uint8_t octets[30];
    char *base64;
    char *line;

    memset(octets, fill, sizeof octets);
    base64 = g_base64_encode(octets, sizeof octets);
    line = g_strconcat("a=", attribute, ":1 ",
                       strcmp(attribute, "cryptoscale") == 0 ? "client " : "",
                       suite, " inline:", base64, options, "\r\n", NULL);
    g_free(base64);
    return line;
}

/* Gives KEYS the key of FILL for CALL. */
static inline void add_key(struct srtp_keys *keys, uint32_t call,
                           const char *suite, uint8_t fill, const char *options)
{
    char *line = crypto_line("crypto", suite, fill, options);

    srtp_keys_add(keys, call, text_of(line));
    g_free(line);
}

static inline struct srtp_master master_filled(const char *suite, uint8_t fill)
{
    struct srtp_master master = {
        .suite = srtp_suite_find(text_of(suite)),
        .rtp_encrypted = true,
        .rtcp_encrypted = true,
    };

    memset(master.key, fill, master.suite->key_bytes);
    memset(master.salt, fill, master.suite->salt_bytes);
    return master;
}

/* A sealed packet of 20 octets "payload". */
struct sealed {
    uint8_t octets[64];
    struct srtp_packet packet;
};

/* Appends the tag of the first N octets, and of WORD, cut to BYTES. */
static inline size_t append_tag(const struct srtp_session *session,
                                uint8_t *octets, size_t n, uint32_t word,
                                size_t bytes)
{
    uint8_t last[4] = {(uint8_t)(word >> 24), (uint8_t)(word >> 16),
                       (uint8_t)(word >> 8), (uint8_t)word};

    gcry_md_reset(session->mac);
    gcry_md_write(session->mac, octets, n);
    gcry_md_write(session->mac, last, sizeof last);
    memcpy(octets + n, gcry_md_read(session->mac, GCRY_MD_SHA1), bytes);
    return n + bytes;
}

/* Packet SEQ of rollover counter ROC under the key of FILL. */
static inline void seal(struct sealed *sealed, const char *suite, uint8_t fill,
                        uint32_t roc, uint16_t seq)
{
    struct srtp_master master = master_filled(suite, fill);
    struct srtp_session session;
    struct srtp_iv iv;

    memset(sealed, 0, sizeof *sealed);
    sealed->octets[0] = 0x80;
    sealed->octets[2] = (uint8_t)(seq >> 8);
    sealed->octets[3] = (uint8_t)seq;
    hex("005ea1ed", sealed->octets + 8);
    memcpy(sealed->octets + 12, "payload", 8);
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTP));
    iv = srtp_session_iv(&session, SCENE_SSRC, (uint64_t)roc << 16 | seq);
    srtp_session_decrypt(&session, &iv, sealed->octets + 12, 8);
    sealed->packet = (struct srtp_packet){
        sealed->octets,
        append_tag(&session, sealed->octets, 20, roc, session.tag_bytes), seq};
    srtp_session_clear(&session);
}

/* A receiver report of 8 octets with SRTCP index INDEX, in clear (E is 0), and
 * a tag of TAG_BYTES. */
static inline void seal_rtcp(struct sealed *sealed, const char *suite,
                             uint8_t fill, uint32_t index, size_t tag_bytes)
{
    struct srtp_master master = master_filled(suite, fill);
    struct srtp_session session;

    memset(sealed, 0, sizeof *sealed);
    hex("80c90001005ea1ed", sealed->octets);
    g_assert_true(srtp_session_init(&session, &master, SRTP_RTCP));
    append_tag(&session, sealed->octets, 8, index, tag_bytes);
    memmove(sealed->octets + 12, sealed->octets + 8, tag_bytes);
    sealed->octets[8] = (uint8_t)(index >> 24);
    sealed->octets[9] = (uint8_t)(index >> 16);
    sealed->octets[10] = (uint8_t)(index >> 8);
    sealed->octets[11] = (uint8_t)index;
    sealed->packet = (struct srtp_packet){sealed->octets, 12 + tag_bytes, 0};
    srtp_session_clear(&session);
}

#endif
