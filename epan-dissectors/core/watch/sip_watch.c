/* Processes SIP messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_watch.h"

#include "absence.h"
#include "call_watch.h"
#include "srtp_watch.h"
#include "trunk_watch.h"

/* Handles a message that another observation point has already shown. Returns
 * false if it is none. */
static bool take_copy(struct analysis *analysis,
                      const struct sip_sighting *sighting,
                      struct sip_said *said)
{
    if (!capture_copies_message(analysis->copies, &sighting->moment,
                                &sighting->source, &sighting->destination,
                                sighting->text.start, sighting->text.length))
        return false;
    said->view.repeated = true;
    said->call = call_watch_call_of(analysis, &sighting->message);
    return true;
}

/* Whether SIGHTING proves that time passed: a side that hangs up because no
 * media came has waited for it. */
static bool shows_that_time_passed(const struct analysis *analysis,
                                   const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;

    return analysis_time_is_open(analysis, &sighting->moment) &&
           message->is_request && message->method == SIP_METHOD_BYE &&
           call_reason_is_media(call_reason_kind_of(message));
}

/* Names the sender of a message that breaks a rule. */
static void point_at_sender(GPtrArray *found, const struct endpoint *sender)
{
    for (guint i = 0; i < found->len; i++) {
        struct finding *finding = g_ptr_array_index(found, i);

        if (finding_info(finding->id)->group == FINDING_GROUP_PROTOCOL)
            finding->who = *sender;
    }
}

/* Processes SIGHTING for its dialog, registration and call. */
static void take_call(struct analysis *analysis,
                      const struct sip_sighting *sighting,
                      struct sip_said *said)
{
    const struct moment *moment = &sighting->moment;
    GPtrArray *found = analysis->of_message;

    session_timer_message(analysis->timer, sighting, &said->view, found);
    if (said->view.dialog_known)
        analysis_dialog_changes(analysis, said->view.dialog);
    if (found->len > 0)
        absence_review(analysis, found,
                       said->view.dialog_known ? said->view.dialog : NO_INDEX,
                       moment->time_ns, sighting);
    registrations_message(analysis->registrations, sighting, found);
    said->call =
        call_watch_on_message(analysis, sighting, &said->view, &said->verdict);
    srtp_watch_on_message(analysis, said->call, &sighting->message);
    if (said->call != NO_INDEX)
        trunk_watch_on_message(analysis, said->call, sighting, &said->view);
    point_at_sender(found, &sighting->source);
    findings_keep_list(analysis->findings, found, moment, NO_INDEX, said->call);
}

/* Processes what waited for SIGHTING, if anything did. */
static void let_in(struct analysis *analysis,
                   const struct sip_sighting *sighting)
{
    GPtrArray *answered =
        call_waiting_answered(analysis->waiting, &sighting->message);

    if (answered == NULL)
        return;
    for (guint i = 0; i < answered->len; i++) {
        struct sip_said said = {.call = NO_INDEX};

        take_call(analysis, g_ptr_array_index(answered, i), &said);
    }
    analysis->calls->n_refused--;
    g_ptr_array_unref(answered);
}

/* Has SIGHTING wait, and returns true, if it would open a call and there is
 * room left for answered ones only. */
static bool waits(struct analysis *analysis,
                  const struct sip_sighting *sighting)
{
    if ((!call_table_is_crowded(analysis->calls) &&
         !session_timer_is_crowded(analysis->timer)) ||
        !call_table_opens(analysis->calls, &sighting->message))
        return false;
    analysis->calls->n_refused += call_waiting_add(analysis->waiting, sighting);
    return true;
}

static void take_message(struct analysis *analysis,
                         const struct sip_sighting *sighting,
                         struct sip_said *said)
{
    *said = (struct sip_said){.call = NO_INDEX};
    if (take_copy(analysis, sighting, said))
        return;
    if (sighting->transport == SIP_OVER_TCP)
        keep_alives_message(analysis->keep_alives, sighting);
    let_in(analysis, sighting);
    if (!waits(analysis, sighting))
        take_call(analysis, sighting, said);
}

void sip_watch_on_message(struct analysis *analysis,
                          const struct sip_sighting *sighting,
                          struct sip_said *said)
{
    struct sip_sighting corrected;

    if (!shows_that_time_passed(analysis, sighting)) {
        take_message(analysis, sighting, said);
        return;
    }
    corrected = *sighting;
    analysis_time_passed(analysis, &corrected.moment);
    take_message(analysis, &corrected, said);
}

bool sip_watch_wants_tcp(const struct analysis *analysis)
{
    return g_hash_table_size(analysis->keep_alives->connections) > 0;
}

void sip_watch_on_tcp(struct analysis *analysis, const struct moment *moment,
                      const struct endpoint *source,
                      const struct endpoint *destination)
{
    keep_alives_packet(analysis->keep_alives, source, destination,
                       moment->time_ns, analysis->findings->pending);
    findings_keep(analysis->findings, moment, NO_INDEX, NO_INDEX);
}
