/* Whether signalling that the capture lacks was really not sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "absence.h"

#include "call_reason.h"
#include "evidence_reason.h"
#include "session_interval.h"

/* Examines N messages and as many answers. P_ASSUMED as in evidence.h. */
static struct evidence absence_of(const struct analysis *analysis,
                                  const struct endpoint *from,
                                  const struct endpoint *to, int64_t since_ns,
                                  int64_t until_ns, uint64_t n,
                                  double p_assumed)
{
    struct evidence_question question = {
        .from = *from,
        .to = *to,
        .since_ns = since_ns,
        .until_ns = MAX(since_ns, until_ns),
        .k = n,
        .k_back = n,
        .together = true,
        .contents = true,
        .p_assumed = p_assumed,
    };

    return evidence_absent(&analysis->model, &question);
}

struct evidence absence_of_message(const struct analysis *analysis,
                                   const struct endpoint *from,
                                   const struct endpoint *to, int64_t since_ns,
                                   int64_t until_ns)
{
    return absence_of(analysis, from, to, since_ns, until_ns, 1,
                      CHANCE_LACKING_MIN);
}

struct evidence absence_of_refresh(const struct analysis *analysis,
                                   const struct session_dialog *dialog,
                                   int64_t until_ns)
{
    unsigned refresher = dialog->refresher_known ? dialog->refresher : 0;
    int64_t past_ns = (dialog->interval_s + SESSION_GRACE_S_DEFAULT) * NS_PER_S;

    /* A refresher that refreshes at half of the interval has done so twice. */
    return absence_of(analysis, &dialog->parties[refresher],
                      &dialog->parties[1 - refresher], dialog->last_refresh_ns,
                      until_ns,
                      until_ns - dialog->last_refresh_ns > past_ns ? 2 : 1,
                      dialog->lacks_request ? 0 : CHANCE_LACKING_MIN);
}

/* Whether SIGHTING is a BYE that names the session timer, which confirms the
 * finding. */
static bool names_timer(const struct sip_sighting *sighting)
{
    return sighting != NULL &&
           call_reason_kind_of(&sighting->message) == CALL_REASON_TIMER;
}

static bool rests_on_refresh(enum finding_id id,
                             const struct session_dialog *dialog,
                             const struct sip_sighting *sighting)
{
    switch (id) {
    case FINDING_SESSION_EXPIRED:
    case FINDING_SESSION_REFRESH_TOO_LATE:
        return true;
    case FINDING_SESSION_BYE_NO_REFRESH:
    case FINDING_SESSION_REFRESHER_HUNG_UP:
        return !names_timer(sighting);
    case FINDING_SESSION_REFRESH_FAILED:
        return !dialog->refresh_refused && !dialog->refresh_unanswered;
    default:
        return false;
    }
}

static bool rests_on_header(enum finding_id id)
{
    return id == FINDING_SESSION_REQUIRE_MISSING ||
           id == FINDING_SESSION_REQUIRE_RECOMMENDED ||
           id == FINDING_SESSION_INTERVAL_MISSING ||
           id == FINDING_SESSION_REFRESHER_MISSING ||
           id == FINDING_SESSION_NOT_ACCEPTED ||
           id == FINDING_SESSION_TIMER_NOT_OFFERED ||
           id == FINDING_SESSION_TIMER_DROPPED;
}

/* Makes FINDING a Note: "no refresh ...: the capture lacks 25.1 % ...". */
static void make_note(struct finding *finding,
                      const struct session_dialog *dialog,
                      const struct evidence *evidence)
{
    char reason[EVIDENCE_REASON_BYTES];
    char from[ENDPOINT_TEXT_BYTES];

    g_free(finding->text);
    finding->severity = FINDING_NOTE;
    finding->text = g_strdup_printf(
        "no refresh of the %u s session is in the capture since frame %u "
        "from %s, but one may be missing: %s",
        dialog->interval_s, dialog->last_refresh_frame,
        endpoint_address_text(&dialog->last_refresh_from, from),
        evidence_reason(evidence, reason));
}

void absence_review(const struct analysis *analysis, GPtrArray *found,
                    uint32_t dialog, int64_t now_ns,
                    const struct sip_sighting *sighting)
{
    struct session_dialog row;
    bool known = session_timer_dialog(analysis->timer, dialog, now_ns, &row);

    for (guint i = found->len; i > 0; i--) {
        struct finding *finding = g_ptr_array_index(found, i - 1);
        struct evidence evidence;

        if (sighting != NULL && sighting->headers_cut &&
            rests_on_header(finding->id)) {
            g_ptr_array_remove_index(found, i - 1);
            continue;
        }
        if (!known || !rests_on_refresh(finding->id, &row, sighting))
            continue;
        evidence = absence_of_refresh(analysis, &row, now_ns);
        if (evidence.answer != EVIDENCE_NOT_THERE)
            make_note(finding, &row, &evidence);
    }
}
