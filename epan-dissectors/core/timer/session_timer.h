/* The judge of session timers for whoever only watches: RFC 4028.
 *
 * Feed it every SIP message in capture order, once (first pass only), and
 * every first RTP or RTCP packet past a dialog's deadline; it answers with
 * findings and with what is in force on each message. It asks for no clock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_TIMER_H
#define LYNC_CORE_SESSION_TIMER_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "session_dialog.h"
#include "session_interval.h"
#include "session_view.h"
#include "sip_sighting.h"

struct session_timer;

/* A judge with no dialog. GRACE_S: the tolerance on deadlines, 0 and more.
 * N_DIALOGS_MAX: bound of the dialogs followed, 0 for the default of
 * SIP_DIALOGS_LEGS_MAX. Free with session_timer_free(). */
struct session_timer *session_timer_new(uint32_t grace_s,
                                        unsigned n_dialogs_max);

/* Frees the judge and all it knows. */
void session_timer_free(struct session_timer *timer);

/* Whether half of the dialogs that can be followed are (sip_dialog.h). */
bool session_timer_is_crowded(const struct session_timer *timer);

/* Judges the SIP message of SIGHTING.
 * FINDINGS: what the message proves is added to this finding list. VIEW: set
 * whole. Messages come in capture order, each once; several of one frame are
 * several calls. A message without Call-ID, or of a dialog that is not
 * followed, is judged by itself (rules S1-S7).
 * SIGHTING need not outlive the call. Never fails. */
void session_timer_message(struct session_timer *timer,
                           const struct sip_sighting *sighting,
                           struct session_view *view, GPtrArray *findings);

/* After which time a media packet of DIALOG proves that the call outlived its
 * session: expiry plus grace. SESSION_NEVER_NS: never, as things stand, and for
 * an unknown dialog. May change with each SIP message of the dialog. Takes
 * constant time. */
int64_t session_timer_media_deadline_ns(const struct session_timer *timer,
                                        uint32_t dialog);

/* A media packet of DIALOG in FRAME at NOW_NS. Past the deadline it adds
 * lync.session.expired to FINDINGS, once for each expiry; the deadline is then
 * SESSION_NEVER_NS until a 2xx arms the timer again. Before the deadline it
 * does nothing. RFC 4028 10. */
void session_timer_on_media(struct session_timer *timer, uint32_t dialog,
                            uint32_t frame, int64_t now_ns,
                            GPtrArray *findings);

/* Adds to DIALOGS, a set of numbers, those whose times a message of DIALOG may
 * change: all of its Call-ID. */
void session_timer_add_changed(const struct session_timer *timer,
                               uint32_t dialog, GHashTable *dialogs);

/* Times of DIALOG after SINCE_NS and up to UNTIL_NS turn out to have been
 * LEAP_NS later. Deadlines may change. DIALOG must be known. */
void session_timer_on_leap(struct session_timer *timer, uint32_t dialog,
                           int64_t since_ns, int64_t until_ns, int64_t leap_ns);

/* Fills in ROW for DIALOG as of the last message, for a capture that ends at
 * NOW_NS. Dialogs are numbered from 0 without gaps; false, and ROW zero, beyond
 * the last. */
bool session_timer_dialog(const struct session_timer *timer, uint32_t dialog,
                          int64_t now_ns, struct session_dialog *row);

#endif
