/* What TURN servers gave to the sides of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_turn.h"

struct call_turn call_turn_of(const struct analysis *analysis,
                              const struct call_row *row)
{
    struct call_turn turn = {0};

    for (guint i = 0; i < row->legs->len; i++)
        for (guint j = 0; j < analysis->turn.all->len; j++) {
            const struct turn_client_of *kept =
                g_ptr_array_index(analysis->turn.all, j);

            if (kept->call != g_array_index(row->legs, uint32_t, i))
                continue;
            turn.n_asked++;
            turn.n_allocated += kept->turn.allocated;
            if (turn.error == 0)
                turn.error = kept->turn.error;
        }
    return turn;
}

static void append_trouble(GString *text, const struct turn_client *client)
{
    const char *meaning = turn_error_text(client->error);
    char server[ENDPOINT_TEXT_BYTES];

    endpoint_text(&client->server, server);
    if (client->error == 0)
        g_string_append_printf(text, ", no answer over %s from %s",
                               client->is_tcp ? "TCP" : "UDP", server);
    else if (meaning != NULL)
        g_string_append_printf(text, ", error %u (%s) from %s", client->error,
                               meaning, server);
    else
        g_string_append_printf(text, ", error %u from %s", client->error,
                               server);
}

static void append_side(GString *text, const struct analysis *analysis,
                        uint32_t leg, enum side side)
{
    const struct turn_client *trouble = NULL;
    unsigned n_asked = 0;
    unsigned n_allocated = 0;

    for (guint i = 0; i < analysis->turn.all->len; i++) {
        const struct turn_client_of *kept =
            g_ptr_array_index(analysis->turn.all, i);

        if (kept->call != leg || kept->side != side)
            continue;
        n_asked++;
        n_allocated += kept->turn.allocated;
        if (trouble == NULL && turn_client_is_refused(&kept->turn))
            trouble = &kept->turn;
    }
    if (n_asked == 0)
        return;
    g_string_append_printf(text, "; %s's TURN: %u of %u allocated",
                           side == SIDE_A ? "caller" : "callee", n_allocated,
                           n_asked);
    if (trouble != NULL)
        append_trouble(text, trouble);
}

void call_turn_append(GString *text, const struct analysis *analysis,
                      uint32_t leg)
{
    append_side(text, analysis, leg, SIDE_A);
    append_side(text, analysis, leg, SIDE_B);
}
