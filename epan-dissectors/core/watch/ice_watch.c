/* The watch over ICE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_watch.h"

#include "stun_binding.h"

/* ms-client-diagnostics of calls whose media found no path. */
#define DIAGNOSTICS_FIRST 21
#define DIAGNOSTICS_LAST  25

/* The checks of the side that sends from FROM to TO, made when there are none;
 * NULL when it is of no call. */
static struct ice_checks *checks_of(const struct analysis *analysis,
                                    const struct endpoint *from,
                                    const struct endpoint *to)
{
    enum side side;
    uint32_t call =
        media_ends_sender(&analysis->sessions.ends, from, to, &side);
    struct watched_call *kept =
        analysis_call_known((struct analysis *)analysis, call);

    if (kept == NULL)
        return NULL;
    if (kept->ice[side] == NULL)
        kept->ice[side] = g_new0(struct ice_checks, 1);
    return kept->ice[side];
}

void ice_watch_on_stun(struct analysis *analysis,
                       const struct media_arrival *arrival, int64_t now_ns)
{
    const struct endpoint *from = media_arrival_source(arrival);
    const struct endpoint *to = media_arrival_destination(arrival);
    struct stun_binding binding;
    struct ice_checks *checks;

    /* Where nothing is declared, as where SIP is encrypted, STUN is of no
     * call. */
    if (g_hash_table_size(analysis->sessions.ends.by_end) == 0)
        return;
    if (!stun_binding_read(arrival->payload, arrival->captured_bytes, &binding))
        return;
    if (binding.kind == STUN_BINDING_REQUEST) {
        checks = binding.is_check ? checks_of(analysis, from, to) : NULL;
        if (checks != NULL)
            ice_checks_on_request(checks, binding.transaction, from, to,
                                  now_ns);
        return;
    }
    checks = checks_of(analysis, to, from);
    if (checks == NULL)
        return;
    ice_checks_on_answer(checks, binding.transaction);
    if (binding.mapped.family != 0 && !endpoint_equal(&binding.mapped, to)) {
        arrival->flow->nat_seen = true;
        media_ends_reflexive(&analysis->sessions.ends, &binding.mapped);
    }
}

void ice_watch_on_rtp(struct analysis *analysis, struct media_flow *flow,
                      uint32_t frame)
{
    const struct media_ends *ends = &analysis->sessions.ends;

    if (flow->path != ICE_PATH_UNKNOWN ||
        flow->n_path_offers == ends->n_offers + 1)
        return;
    flow->n_path_offers = ends->n_offers + 1;
    flow->path = ice_path_of(ends, flow);
    flow->path_frame = frame;
}

/* Whether both sides of CALL ran ICE; OTHER_WAY: and media could have run where
 * their UDP checks do not show it. */
static bool runs_ice(const struct media_ends *ends, uint32_t call,
                     bool *other_way)
{
    bool found = false;

    *other_way = false;
    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++) {
        const struct media_line *line = media_ends_line(ends, call, i);

        if (line == NULL || !media_line_runs_ice(line))
            continue;
        found = true;
        *other_way |= line->other_way[SIDE_A] || line->other_way[SIDE_B];
    }
    return found;
}

/* The side whose checks prove that none was answered; SIDE_UNKNOWN: neither. */
static enum side side_in_vain(const struct watched_call *call)
{
    enum side found = SIDE_UNKNOWN;

    for (int side = 0; side < N_SIDES; side++) {
        const struct ice_checks *checks = call->ice[side];

        if (checks != NULL && checks->n_answered > 0)
            return SIDE_UNKNOWN;
        if (checks != NULL && found == SIDE_UNKNOWN &&
            ice_checks_in_vain(checks))
            found = (enum side)side;
    }
    return found;
}

static bool names_media(const struct sip_diagnostics *diagnostics)
{
    return diagnostics->present && diagnostics->id >= DIAGNOSTICS_FIRST &&
           diagnostics->id <= DIAGNOSTICS_LAST;
}

/* Prints what the other side did, or why there was no relay. */
static void print_more(const struct analysis *analysis, uint32_t call,
                       const struct ice_checks *other, char text[96])
{
    const struct turn_client *refused =
        turn_clients_refused(&analysis->turn, call);
    char server[ENDPOINT_TEXT_BYTES];

    if (refused == NULL && other != NULL && other->n_sent > 0)
        g_snprintf(text, 96, "the other side sent %u", other->n_sent);
    else if (refused == NULL)
        g_snprintf(text, 96, "the other side sent none that the capture has");
    else if (refused->error != 0)
        g_snprintf(text, 96, "TURN server %s refused (error %u)",
                   endpoint_text(&refused->server, server), refused->error);
    else
        g_snprintf(text, 96, "TURN server %s did not answer",
                   endpoint_text(&refused->server, server));
}

/* "10.0.0.1 sent 4 ICE checks, the first to 10.0.0.2:5000, ...". */
static void report(struct analysis *analysis, uint32_t call, enum side side,
                   const struct sip_diagnostics *diagnostics)
{
    const struct watched_call *kept = analysis_call(analysis, call);
    const struct ice_checks *checks = kept->ice[side];
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];
    char more[96];
    char named[48] = "";

    print_more(analysis, call, kept->ice[side_other(side)], more);
    if (names_media(diagnostics))
        g_snprintf(named, sizeof named, " (ms-client-diagnostics %u)",
                   diagnostics->id);
    finding_add(analysis->findings->pending, FINDING_ICE_FAILED,
                "No ICE check was answered%s: %s sent %u, the first to %s, and "
                "repeated them in vain; %s. No RTP flowed."
                "\nLet UDP pass between the candidates of both sides, or give "
                "both a TURN server that they reach.",
                named, endpoint_address_text(&checks->from, from),
                checks->n_sent, endpoint_text(&checks->to, to), more);
    finding_point_at(analysis->findings->pending, &checks->to, NULL);
}

void ice_watch_on_end(struct analysis *analysis, uint32_t call,
                      const struct sip_message *message)
{
    const struct watched_call *kept = analysis_call(analysis, call);
    const struct sip_diagnostics *diagnostics = &message->ms_client_diagnostics;
    enum side side = side_in_vain(kept);
    bool other_way;

    if (side == SIDE_UNKNOWN ||
        !runs_ice(&analysis->sessions.ends, call, &other_way) ||
        (other_way && !names_media(diagnostics)) || kept->rtp_seen)
        return;
    report(analysis, call, side, diagnostics);
}
