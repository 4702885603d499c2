/* What SIP of a call says beside its cause: where messages went, and which
 * codecs were refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_DETAIL_H
#define LYNC_CORE_CALL_DETAIL_H

#include "call_facts.h"

/* Whether the INVITE of FACTS went on to a host from which the capture has no
 * response: the last that it was sent to, and not the first. */
bool call_detail_hop_is_silent(const struct call_facts *facts);

/* Whether a 2xx that was repeated asks for the ACK at another host than the one
 * it came from. */
bool call_detail_ack_is_elsewhere(const struct call_facts *facts);

/* Whether a proxy kept the ACK: it passed the 2xx on and got the ACK, and the
 * capture, which has what it sent to where the 2xx came from, has no ACK to
 * there. The proxy is where the ACK was sent to last. Not known to be so if the
 * capture lacks packets. */
bool call_detail_ack_is_kept(const struct call_facts *facts);

/* Whether the call ended when its session ran out, from the time on at which
 * the other side gives up (RFC 4028 10), and the capture may lack the
 * refreshes. */
bool call_detail_ran_out(const struct call_facts *facts);

/* Each of these appends to CAUSE what FACTS say, or nothing.
 *
 * After a line break, as advice: where the 2xx asks for its ACK, and what to
 * look at. */
void call_detail_ack(const struct call_facts *facts, GString *cause);
/* After the ACK that the capture has: where it got lost, and what to look at.
 */
void call_detail_lost_ack(const struct call_facts *facts, GString *cause);

/* ", sent 11 times to 10.0.0.9 without an answer" if the BYE went to another
 * host than the one that the other side's SIP came from. */
void call_detail_bye(const struct call_facts *facts, GString *cause);

/* " (last response: 180)" of an INVITE without a final response; ", though the
 * INVITE was repeated for 31 s, until frame 7" of one without any. */
void call_detail_unanswered(const struct call_facts *facts, GString *cause);

/* "; the INVITE had gone on to 10.0.0.9, from which nothing came". */
void call_detail_silent_hop(const struct call_facts *facts, GString *cause);

/* "; offered: opus; accepted: PCMU" of a refusal for the codecs. */
void call_detail_codecs(const struct call_facts *facts, GString *cause);

/* ", which 10.0.0.9 sent first" of a response that a proxy passed on. */
void call_detail_first_sender(const struct call_facts *facts, GString *cause);

/* After a line break, as advice: why the side that had to refresh the session
 * and hung up may not have done so, if it is Microsoft's. */
void call_detail_refresher(const struct call_facts *facts, GString *cause);

/* A sentence, and after a line break the advice, if call_detail_ran_out(). */
void call_detail_session_end(const struct call_facts *facts, GString *cause);

#endif
