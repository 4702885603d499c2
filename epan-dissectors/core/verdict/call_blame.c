/* What a call's end comes down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_blame.h"

#include <string.h>

#include "call_detail.h"
#include "call_vanished.h"
#include "media_limits.h"
#include "q850.h"

#define CODECS_SHOWN 16 /* characters: a line has room for that */

/* clang-format off */
/* What to change for a final response; the first row that fits counts, and a
 * status without a row is an everyday outcome. Sections of RFC 3261 unless
 * said. */
static const struct status_row {
    unsigned first, last;
    const char *change;
} statuses[] = {
    {401, 401, "check the user name and password"},  /* 21.4.2 */
    {403, 403, "check its policy for the caller"},   /* 21.4.4 */
    {404, 404, "check the number and its route"},    /* 21.4.5 */
    {407, 407, "check the user name and password"},  /* 21.4.8 */
    {408, 408, "find the silent hop behind it"},     /* 21.4.9 */
    {410, 410, "check the number and its route"},    /* 21.4.11 */
    {415, 415, "give both sides a common codec"},    /* 21.4.13 */
    {420, 421, "compare the extensions of both"},    /* 21.4.15 */
    {422, 422, "ask for the Min-SE of the 422"},     /* RFC 4028 6 */
    {480, 480, NULL},                                /* 21.4.18 */
    {481, 481, "see why it lost the dialog"},   /* 21.4.19 */
    {482, 483, "remove the loop in the routing"},    /* 21.4.20 */
    {484, 485, "check the number and its route"},    /* 21.4.22 */
    {486, 487, NULL},                                /* 21.4.24 */
    {488, 488, "give both sides a common codec"},    /* 21.4.26 */
    {491, 491, NULL},                                /* 21.4.27 */
    {400, 499, "look at its log for this time"},     /* 21.4 */
    {502, 502, "look at the server behind it"},      /* 21.5.3 */
    {503, 503, "see if it is down or overloaded"},   /* 21.5.4 */
    {504, 504, "look at the server behind it"},      /* 21.5.5 */
    {500, 599, "look at its log for this time"},     /* 21.5 */
    {604, 604, "check the number and its route"},    /* 21.6.3 */
    {606, 606, "give both sides a common codec"},    /* 21.6.4 */
};
/* clang-format on */

static const char *change_of_status(unsigned status)
{
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
        if (status >= statuses[i].first && status <= statuses[i].last)
            return statuses[i].change;
    return NULL;
}

static enum side other(enum side side)
{
    return side < N_SIDES ? side_other(side) : SIDE_UNKNOWN;
}

/* Points at SIDE and says what to change there. */
static void point_at(struct call_blame *blame, const struct call_facts *facts,
                     enum side side, const char *change)
{
    blame->change = change;
    if (side >= N_SIDES)
        return;
    blame->who = facts->parties[side];
    blame->product = facts->products[side];
}

static void blame_no_ack(const struct call_facts *facts,
                         struct call_blame *blame)
{
    g_strlcpy(blame->what,
              facts->bye.frame != 0 ? "dropped, no ACK"
                                    : "answered, but no ACK came",
              sizeof blame->what);
    point_at(blame, facts, SIDE_A,
             facts->ack.frame == 0 ? "see where it sends its ACK"
                                   : "find where its ACK gets lost");
    if (facts->ack.frame != 0 && call_detail_ack_is_kept(facts)) {
        blame->who = facts->route.ack_to;
        blame->product = "";
        blame->change = "see why it passes no ACK on";
    }
    if (facts->ack.frame == 0 && call_detail_ack_is_elsewhere(facts)) {
        char at[ENDPOINT_TEXT_BYTES];

        g_snprintf(blame->what, sizeof blame->what, "%s, no ACK to %s",
                   facts->bye.frame != 0 ? "dropped" : "answered",
                   endpoint_address_text(&facts->route.ack_at, at));
        blame->change = facts->route.ack_by_route
                            ? "see if it reaches that Record-Route"
                            : "see if it reaches that Contact";
        if (endpoint_is_private(&facts->route.ack_at) &&
            !endpoint_is_private(&facts->route.answer_from))
            point_at(blame, facts, SIDE_B, "correct its private Contact");
    }
    blame->certainty = MIN(blame->certainty, CALL_CERTAINTY_LIKELY);
}

static bool is_lync(const struct call_facts *facts)
{
    return facts->generation == PRODUCT_GENERATION_LYNC;
}

static void blame_media(const struct call_facts *facts, enum call_drop drop,
                        const char *rule, struct call_blame *blame)
{
    bool by_rtcp = drop == CALL_DROP_RTCP || drop == CALL_DROP_RTCP_HELD;
    const char *change = "see why it fell silent";

    if (g_str_equal(rule, "asterisk-media"))
        change = "find what loses its media";
    else if (facts->held)
        change = "let it send RTCP on hold";
    g_snprintf(blame->what, sizeof blame->what,
               "dropped%s, no %s for %" G_GINT64_FORMAT " s",
               facts->held ? " on hold" : "", by_rtcp ? "RTCP" : "media",
               media_limit_shown_s(by_rtcp ? facts->rtcp_limit_ns
                                           : facts->media_limit_ns));
    if (facts->held && facts->bye_by_microsoft &&
        facts->generation != PRODUCT_GENERATION_UNKNOWN) {
        point_at(blame, facts, facts->bye_by,
                 is_lync(facts) ? "set RTCPCallsOnHold $false"
                                : "set GatewayIgnoreMediaTimeout=True");
        return;
    }
    if (by_rtcp)
        change = is_lync(facts) ? "send RTCP, or RTCPActiveCalls $false"
                                : "make it send RTCP";
    point_at(blame, facts, other(facts->bye_by), change);
}

/* How the refresher of SIDE is told to refresh. */
static const char *refresh_change(const struct call_facts *facts,
                                  enum side side)
{
    static const struct {
        const char *product, *change;
    } rows[] = {
        {"Lync Server", "set EnableSessionTimer $true"},
        {"Skype for Business", "set EnableSessionTimer $true"},
        {"OCS 2007", "set GatewaySessionTimer=True"},
    };

    for (size_t i = 0; side < N_SIDES && i < G_N_ELEMENTS(rows); i++)
        if (g_str_has_prefix(facts->products[side], rows[i].product))
            return rows[i].change;
    return "see why it did not refresh";
}

static void blame_timer(const struct call_facts *facts,
                        struct call_blame *blame)
{
    enum side peer = other(facts->bye_by);

    if (facts->dialog == SESSION_DIALOG_BYE_FAILED &&
        facts->refresh_status != 0) {
        g_snprintf(blame->what, sizeof blame->what,
                   "dropped, refresh refused (%u)", facts->refresh_status);
        point_at(blame, facts, peer, "see why it refused");
    } else if (facts->dialog == SESSION_DIALOG_BYE_FAILED) {
        g_strlcpy(blame->what, "dropped, refresh not answered",
                  sizeof blame->what);
        point_at(blame, facts, peer, "see why it did not answer");
    } else {
        bool by_self = facts->dialog == SESSION_DIALOG_BYE_SELF;
        enum side refresher = by_self ? facts->bye_by : peer;

        g_strlcpy(blame->what, "dropped, not refreshed", sizeof blame->what);
        point_at(blame, facts, refresher, refresh_change(facts, refresher));
    }
}

/* Appends to what happened what the response itself says beside its status. */
static void append_said(const struct call_reason *reason,
                        struct call_blame *blame)
{
    const struct q850_cause *cause = q850_cause(reason->q850_cause);
    size_t used = strlen(blame->what);

    if (cause != NULL && cause->change != NULL) {
        g_snprintf(blame->what + used, sizeof blame->what - used, ", %s",
                   cause->meaning);
        blame->change = cause->change;
    } else if (reason->retry_after_s > 0) {
        g_snprintf(blame->what + used, sizeof blame->what - used,
                   ", Retry-After %u s", reason->retry_after_s);
    }
}

/* Points BLAME at the host that the INVITE went on to and that kept silent, if
 * the response says that there is one. */
static void point_at_hop(const struct call_facts *facts,
                         struct call_blame *blame)
{
    if ((facts->final_status != 408 && facts->final_status != 503 &&
         facts->final_status != 504) ||
        facts->absence_unproved || !call_detail_hop_is_silent(facts))
        return;
    blame->who = facts->route.invite_to;
    blame->product = "";
    blame->change = "answered nothing: see if it is up";
    blame->certainty = MIN(blame->certainty, CALL_CERTAINTY_LIKELY);
}

/* The final response to the INVITE. */
static void blame_response(const struct call_facts *facts, const char *outcome,
                           struct call_blame *blame)
{
    enum side by = SIDE_UNKNOWN;

    g_snprintf(blame->what, sizeof blame->what, "%s with %u", outcome,
               facts->final_status);
    for (int side = 0; side < N_SIDES; side++)
        if (endpoint_same_address(&facts->final_from, &facts->parties[side]))
            by = (enum side)side;
    point_at(blame, facts, by, change_of_status(facts->final_status));
    blame->who = facts->final_from;
    if (facts->route.refused_with == facts->final_status) {
        blame->who = facts->route.refused_by;
        blame->product = facts->route.refused_product;
    }
    if (blame->change == NULL) {
        blame->harm = CALL_HARM_NONE;
        return;
    }
    append_said(&facts->final_reason, blame);
    if (facts->offered[0] != '\0' && strlen(facts->offered) <= CODECS_SHOWN)
        g_snprintf(blame->what, sizeof blame->what, "%s with %u for %s",
                   outcome, facts->final_status, facts->offered);
    if (facts->final_status == 408 && facts->provisional_status != 0)
        blame->change = "it rang: see why nobody answered";
    if (facts->final_status == 422)
        point_at(blame, facts, SIDE_A, blame->change);
    point_at_hop(facts, blame);
}

/* A BYE that names a failure, no answer at all, or a final response. */
static void blame_failure(const struct call_facts *facts,
                          const struct call_judgement *judgement,
                          struct call_blame *blame)
{
    const char *what = "failed, INVITE not answered";

    if (facts->bye.frame != 0 && judgement->answered) {
        point_at(blame, facts, facts->bye_by, "look up the reason it gives");
        g_strlcpy(blame->what, "dropped", sizeof blame->what);
        append_said(&facts->bye_reason, blame);
        if (!g_str_equal(blame->what, "dropped"))
            return;
        what = "dropped, BYE names a failure";
    } else if (facts->final.frame == 0) {
        blame->harm = CALL_HARM_FAILED;
        point_at(blame, facts, SIDE_B, "see if it is up and reachable");
    } else if (g_str_equal(judgement->rule, "no-prack")) {
        blame->harm = CALL_HARM_FAILED;
        what = "failed, no PRACK came";
        point_at(blame, facts, SIDE_A, "let it support 100rel");
    } else {
        blame->harm = CALL_HARM_FAILED;
        blame_response(facts,
                       judgement->verdict == CALL_VERDICT_REFUSED ? "refused"
                                                                  : "failed",
                       blame);
        return;
    }
    g_strlcpy(blame->what, what, sizeof blame->what);
}

/* A caller repeats its INVITE for 31.5 s (RFC 3261 17.1.1.2). */
#define UNANSWERED_NS (15 * NS_PER_S)

bool call_blame_is_unanswered(const struct call_facts *facts)
{
    return facts->invite.frame != 0 && facts->invite_repeat.frame != 0 &&
           !facts->responded && facts->answer.frame == 0 &&
           facts->invite_repeat.time_ns - facts->invite.time_ns >=
               UNANSWERED_NS;
}

/* The capture ends before it is certain that nobody answers. */
static void blame_unanswered(const struct call_facts *facts,
                             struct call_blame *blame)
{
    int64_t for_ns = facts->invite_repeat.time_ns - facts->invite.time_ns;

    blame->harm = CALL_HARM_NONE;
    if (!call_blame_is_unanswered(facts))
        return;
    blame->harm = CALL_HARM_FAILED;
    blame->certainty = CALL_CERTAINTY_LIKELY;
    g_snprintf(blame->what, sizeof blame->what,
               "INVITE repeated for %" G_GINT64_FORMAT " s in vain",
               for_ns / NS_PER_S);
    point_at(blame, facts, SIDE_B, "see if it is up and reachable");
}

struct call_blame call_blame_of(const struct call_facts *facts,
                                const struct call_judgement *judgement)
{
    struct call_blame blame = {.harm = CALL_HARM_DROPPED,
                               .product = "",
                               .certainty = judgement->certainty};

    if (facts->bye.frame != 0 && facts->answer.frame != 0)
        blame.after_ns = facts->bye.time_ns - facts->answer.time_ns;

    if (call_vanished(facts, judgement->verdict)) {
        g_strlcpy(blame.what, "dropped, peer vanished", sizeof blame.what);
        blame.certainty = MIN(blame.certainty, CALL_CERTAINTY_LIKELY);
        point_at(&blame, facts, other(facts->bye_by), "see why it vanished");
        return blame;
    }
    switch (judgement->verdict) {
    case CALL_VERDICT_NO_ACK:
        blame_no_ack(facts, &blame);
        break;
    case CALL_VERDICT_MEDIA_TIMEOUT:
        blame_media(facts, judgement->drop, judgement->rule, &blame);
        break;
    case CALL_VERDICT_SESSION_EXPIRED:
        blame_timer(facts, &blame);
        break;
    case CALL_VERDICT_FAILED:
    case CALL_VERDICT_REFUSED:
        blame_failure(facts, judgement, &blame);
        break;
    case CALL_VERDICT_NORMAL:
        blame.harm = CALL_HARM_NONE;
        if (judgement->certainty == CALL_CERTAINTY_UNKNOWN &&
            call_detail_ran_out(facts)) {
            blame.harm = CALL_HARM_DROPPED;
            blame_timer(facts, &blame);
            g_strlcpy(blame.what, "ended as its session ran out",
                      sizeof blame.what);
        }
        break;
    case CALL_VERDICT_CAPTURE_ENDED:
        blame_unanswered(facts, &blame);
        break;
    default:
        blame.harm = CALL_HARM_NONE;
        break;
    }
    return blame;
}

const char *call_harm_name(enum call_harm harm)
{
    static const char *const names[N_CALL_HARMS] = {
        [CALL_HARM_NONE] = "none",       [CALL_HARM_RISK] = "risk",
        [CALL_HARM_MEDIA] = "media",     [CALL_HARM_FAILED] = "failed",
        [CALL_HARM_DROPPED] = "dropped",
    };

    return (unsigned)harm < N_CALL_HARMS ? names[harm] : NULL;
}
