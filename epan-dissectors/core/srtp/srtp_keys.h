/* The keys that the SDP of a capture gave, by call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_KEYS_H
#define LYNC_CORE_SRTP_KEYS_H

#include <glib.h>

#include "srtp_session.h"

#define SRTP_KEYS_OF_CALL_MAX 256    /* later ones are not kept */
#define SRTP_KEYS_MAX         262144 /* of a capture */

struct srtp_key;

/* What opens packets: a key and, of RTP, a rollover counter. Lives as long as
 * the keys do. */
struct srtp_opening {
    struct srtp_opening *next; /* the same key at another counter */
    struct srtp_key *key;
    enum srtp_kind kind;
    uint32_t roc; /* 0 of RTCP */
};

struct srtp_key {
    struct srtp_master master;
    bool is_scale; /* Microsoft's cryptoscale: tried last */
    bool is_open[SRTP_RTCP + 1];
    bool has_fitted; /* it has opened a packet: its sessions stay open */
    struct srtp_session sessions[SRTP_RTCP + 1];
    struct srtp_opening *openings;
};

struct srtp_keys {
    GPtrArray *all;      /* struct srtp_key, owned, the oldest first */
    GHashTable *of_call; /* GPtrArray of them by call */
};

/* Makes KEYS valid: none yet. */
void srtp_keys_init(struct srtp_keys *keys);

/* Frees what KEYS holds, and with it all openings. */
void srtp_keys_clear(struct srtp_keys *keys);

/* Takes in the keys of the session description SDP, from a message of CALL
 * (any number). Those that the call has already are not kept again. */
void srtp_keys_add(struct srtp_keys *keys, uint32_t call, struct text sdp);

/* The keys of CALL, the latest first, but those of cryptoscale behind all
 * others; NULL when it has none. */
const GPtrArray *srtp_keys_of_call(const struct srtp_keys *keys, uint32_t call);

/* The session of KEY for KIND, made when there is none; NULL when libgcrypt
 * refuses. */
struct srtp_session *srtp_key_session(struct srtp_key *key,
                                      enum srtp_kind kind);

/* Closes the sessions of KEY, unless a packet has fitted. */
void srtp_key_rest(struct srtp_key *key);

/* What opens packets of KIND with KEY, which has fitted one, at ROC. */
struct srtp_opening *srtp_key_opening(struct srtp_key *key, enum srtp_kind kind,
                                      uint32_t roc);

/* Writes PACKET in clear to CLEAR, as srtp_rtp_open() and srtp_rtcp_open()
 * do. */
size_t srtp_opening_apply(const struct srtp_opening *opening,
                          const uint8_t *packet, size_t n, uint8_t *clear);

#endif
