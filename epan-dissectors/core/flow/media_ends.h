/* Which call and media session SDP declared an endpoint (address and port) for.
 * An offer alone already assigns an endpoint to its call, because early media
 * may come before the answer; offer and answer together assign it to a session.
 * RFC 3264 5, 6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_ENDS_H
#define LYNC_CORE_MEDIA_ENDS_H

#include <stdbool.h>

#include <glib.h>

#include "endpoint.h"
#include "index.h"
#include "media_formats.h"
#include "media_ssrcs.h"
#include "sdp.h"
#include "side.h"

#define MEDIA_ENDS_MAX 262144 /* endpoints kept; later ones are not */

/* Ports at which a TURN server serves all its clients. */
#define TURN_PORT       3478 /* RFC 8656 16, [MS-TURN] */
#define TURN_PORT_HTTPS 443

/* Endpoints share a count of changes with others in as many buckets. */
#define MEDIA_ENDS_BUCKETS 4096

struct media_session_entry;

/* What both sides of a call say about the RTP of one m-line. */
struct media_line {
    const struct media_formats *formats[N_SIDES]; /* what each side receives;
                                                     NULL: unknown */
    uint8_t n_candidates[N_SIDES]; /* the side offers; 0: it runs no ICE */
    bool other_way[N_SIDES]; /* the side offers a relay or TCP: media may run
                                where no UDP check shows it */
    struct endpoint relay[N_SIDES];  /* first relay candidate; family 0: none */
    struct endpoint at[N_SIDES];     /* where the side takes RTP by c= and m=;
                                        family 0: nowhere */
    struct endpoint chosen[N_SIDES]; /* the pair that ICE chose, by a later
                                        offer; family 0: not said */
};

/* Whether both sides run ICE (RFC 8445). */
static inline bool media_line_runs_ice(const struct media_line *line)
{
    return line->n_candidates[SIDE_A] > 0 && line->n_candidates[SIDE_B] > 0;
}

/* What SDP declared for one endpoint. */
struct media_end {
    struct endpoint end;
    uint32_t call;        /* the latest call to declare it, or NO_INDEX */
    enum side offered_by; /* side that declared it last; valid if call is
                             known */
    uint8_t line;         /* index of the m-line in that SDP */
    bool has_keys; /* that m-line has SRTP keys (a=crypto) and no fingerprint */
    bool candidate; /* that SDP offers it as a candidate of this type, which
                       for draft-06 is derived (ice_type.h): */
    enum sdp_candidate_type type;
    const struct media_line *rtp; /* that m-line, if the endpoint receives RTP;
                                     NULL: RTCP only, or no RTP */
    struct media_session_entry *entry; /* latest session in force, or NULL */
    enum side side;                    /* side of that session that receives at
                                          end */
};

struct media_ends {
    GHashTable *by_end;  /* struct media_end by its end, owned */
    GHashTable *relayed; /* relayed struct endpoint by the TURN client's own;
                            owned */
    uint32_t n_bindings; /* number of changes of an end's session */
    uint32_t
        bindings_at[MEDIA_ENDS_BUCKETS]; /* those of the ends of a bucket;
                                            read by media_ends_bindings() */
    uint32_t bindings_anywhere; /* those that may concern any other end */
    GHashTable *servers; /* set of addresses (struct endpoint, port 0) at which
                            TURN servers relay; owned */
    GHashTable *by_user; /* struct media_end by a hash of the user of draft-06's
                            candidates for RTP */
    GHashTable *ssrcs;   /* who sends with which (media_ssrcs.h) */
    GHashTable *proved;  /* declared struct endpoint by the one that an SSRC
                            proved to be used in its place; owned */
    GHashTable *formats; /* set of struct media_formats (media_formats.h) */
    GHashTable *lines;   /* struct media_line by call and m-line, owned */
    uint32_t n_offers;   /* number of changes to what SDP says about RTP with
                            ICE */
};

/* How much SDP says about RTP between two endpoints. */
enum media_pair {
    MEDIA_PAIR_UNKNOWN,   /* neither endpoint takes this RTP with ICE */
    MEDIA_PAIR_ONE_END,   /* one endpoint was declared; the other may be the
                             same side, behind a NAT, or a stranger */
    MEDIA_PAIR_BOTH_ENDS, /* different sides declared the endpoints */
};

/* Initializes ENDS: nothing declared. */
void media_ends_init(struct media_ends *ends);

/* Frees what ENDS holds. */
void media_ends_clear(struct media_ends *ends);

/* Returns the entry of END, added if it is new; NULL if there are
 * MEDIA_ENDS_MAX others. */
struct media_end *media_ends_get(struct media_ends *ends,
                                 const struct endpoint *end);

/* Returns what SDP of CALL says about the m-line with the index LINE, added if
 * it is new. */
struct media_line *media_ends_line_get(struct media_ends *ends, uint32_t call,
                                       unsigned line);

/* Assigns END to ENTRY, whose SIDE receives there. */
void media_ends_bind(struct media_ends *ends, const struct endpoint *end,
                     struct media_session_entry *entry, enum side side);

/* Returns the bucket of END, below MEDIA_ENDS_BUCKETS. */
uint16_t media_ends_bucket(const struct endpoint *end);

/* Returns a number that is another one after each change of the session of two
 * endpoints in BUCKETS. Other changes may give another number, too. */
uint32_t media_ends_bindings(const struct media_ends *ends,
                             const uint16_t buckets[2]);

/* Stores that a TURN server allocated RELAYED to CLIENT (RFC 8656 7). What SDP
 * declares for RELAYED then holds for CLIENT too, unless it declares CLIENT
 * itself. */
void media_ends_relay(struct media_ends *ends, const struct endpoint *client,
                      const struct endpoint *relayed);

/* Whether SDP says who sends with SSRC, and PAYLOAD_TYPE is listed in that
 * m-line; OWNER is set if so. RFC 5576, [MS-SDPEXT]. */
bool media_ends_of_ssrc(const struct media_ends *ends, uint32_t ssrc,
                        uint8_t payload_type, struct media_ssrc_owner *owner);

/* RTP with an SSRC of OWNER runs from FROM to TO: what SDP declares for the two
 * sides then holds there, too, unless something was declared for these
 * endpoints, or one is the port of a TURN server. */
void media_ends_prove(struct media_ends *ends,
                      const struct media_ssrc_owner *owner,
                      const struct endpoint *from, const struct endpoint *to);

/* Counts in n_offers that SDP says AFTER about RTP, and said BEFORE; NULL: not
 * RTP. Without ICE it does not count, unless an endpoint stands for another. */
void media_ends_offered(struct media_ends *ends,
                        const struct media_line *before,
                        const struct media_line *after);

/* An ICE check was answered: its sender is seen at END, and not where it sent
 * from. If END was offered as a candidate of unknown type, it is reflexive. */
void media_ends_reflexive(struct media_ends *ends, const struct endpoint *end);

/* Returns what was declared for END, or for its relayed address at a TURN
 * server; NULL: nothing. */
const struct media_end *media_ends_declared(const struct media_ends *ends,
                                            const struct endpoint *end);

/* The same, or what was declared for the endpoint in whose place an SSRC proved
 * END to be used. */
const struct media_end *media_ends_find(const struct media_ends *ends,
                                        const struct endpoint *end);

/* Returns what SDP says about RTP of PAYLOAD_TYPE between the endpoints of PAIR
 * with ICE (RFC 8445). MEDIA_PAIR_UNKNOWN if no m= line lists the payload
 * type. */
enum media_pair media_ends_pair(const struct media_ends *ends,
                                const struct endpoint pair[2],
                                uint8_t payload_type);

/* Whether RTP may go to one of the two endpoints with ICE. */
bool media_ends_has_ice(const struct media_ends *ends,
                        const struct endpoint pair[2]);

/* Returns the formats of RTP from FROM to TO with ICE: by the SDP of the side
 * that receives at TO; if there is none, by that of the other party of the side
 * that sends from FROM, which usually uses the same numbers (RFC 3264 5.1).
 * NULL: SDP does not say. */
const struct media_formats *media_ends_formats(const struct media_ends *ends,
                                               const struct endpoint *to,
                                               const struct endpoint *from);

/* Returns what SDP of CALL says about the m-line with the index LINE; NULL: it
 * is not there, or not RTP. */
const struct media_line *media_ends_line(const struct media_ends *ends,
                                         uint32_t call, unsigned line);

/* Returns the medium of PAYLOAD_TYPE that END receives, where several m-lines
 * share it (a=group:BUNDLE): that of those which list it (RFC 9143 9.2).
 * Unknown if none does, or lines of different media do. */
enum media_kind media_ends_kind(const struct media_ends *ends,
                                const struct endpoint *end,
                                uint8_t payload_type);

/* Returns the call of a packet from FROM to TO, by the SDP that declares FROM,
 * else TO; NO_INDEX if neither is declared. SENDER is set if it is. */
uint32_t media_ends_sender(const struct media_ends *ends,
                           const struct endpoint *from,
                           const struct endpoint *to, enum side *sender);

/* Returns the call that declared END last, or NO_INDEX. */
uint32_t media_ends_call(const struct media_ends *ends,
                         const struct endpoint *end);

#endif
