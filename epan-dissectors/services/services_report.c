/* The reports of services: one row for each with a close that counts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "services_report.h"

#include "close_frame.h"
#include "hangup_capture.h"
#include "hangup_preferences.h"
#include "report_command.h"
#include "report_document.h"
#include "report_window.h"
#include "service_text.h"
#include "wireshark_compat.h"

#define NS_PER_S 1e9

/* Returns the side to report. */
static const struct service_side *side_of(const struct service *service)
{
    return &service->sides[service_worse_side(service)];
}

static struct report_value seconds(double value_s)
{
    return report_ns((int64_t)(value_s * NS_PER_S));
}

REPORT_GETTER(service_name, struct service,
              report_pointer(service_port_name(hangup_ports(),
                                               row->ends[1].port)));
REPORT_GETTER(service_by, struct service,
              report_pointer(service_text_side(service_worse_side(row))));
REPORT_GETTER(service_closes, struct service,
              report_number(side_of(row)->n_closes));
REPORT_GETTER(service_in_a_row, struct service,
              report_number(side_of(row)->run.n + 1));
REPORT_GETTER(service_period, struct service,
              report_if(side_of(row)->run.n > 0,
                        seconds(side_of(row)->run.mean_s)));
REPORT_GETTER(service_spread, struct service,
              report_if(side_of(row)->run.n > 1,
                        seconds(period_run_spread_s(&side_of(row)->run))));
REPORT_GETTER(service_back, struct service,
              report_if(side_of(row)->n_backs > 0,
                        seconds(service_back_s(side_of(row)))));
REPORT_GETTER(service_before, struct service,
              report_pointer(service_text_before(side_of(row))));
REPORT_GETTER(service_reset, struct service,
              report_number(side_of(row)->last.reset));
REPORT_GETTER(service_periodic, struct service,
              report_number(side_of(row)->proof_frame != 0));
REPORT_GETTER(service_frame, struct service,
              report_if(side_of(row)->proof_frame != 0,
                        report_number(side_of(row)->proof_frame)));
REPORT_GETTER(
    service_cause, struct service,
    report_if(side_of(row)->proof_frame != 0,
              report_pointer(service_text_cause(side_of(row))->usually)));
REPORT_GETTER(
    service_advice, struct service,
    report_if(side_of(row)->proof_frame != 0,
              report_pointer(service_text_cause(side_of(row))->advice)));

static char *periodic_cell(const void *row)
{
    return g_strdup(side_of(row)->proof_frame != 0 ? "yes" : "no");
}

static const struct report_column columns[] = {
    {"server", "server", REPORT_ENDPOINT,
     REPORT_MEMBER(struct service, ends[1])},
    {"service", "service", REPORT_TEXT, .get = service_name},
    {"client", "client", REPORT_ADDRESS,
     REPORT_MEMBER(struct service, ends[0])},
    {"ended by", "hangup.by", REPORT_TEXT, .get = service_by},
    {"closes", "closes", REPORT_COUNT, .get = service_closes},
    {"in a row", "hangup.count", REPORT_COUNT, .get = service_in_a_row},
    {"every (s)", "hangup.period", REPORT_DURATION, .get = service_period},
    {"spread (s)", "spread", REPORT_DURATION, .get = service_spread},
    {"back after (s)", "back", REPORT_DURATION, .get = service_back},
    {"before", "before", REPORT_TEXT, .get = service_before},
    {NULL, "reset", REPORT_BOOL, .get = service_reset},
    {"periodic", "periodic", REPORT_BOOL, .get = service_periodic,
     .cell = periodic_cell},
    {"frame", "frame", REPORT_FRAME, .get = service_frame},
    {NULL, "cause", REPORT_TEXT, .get = service_cause},
    {NULL, "hangup.advice", REPORT_TEXT, .get = service_advice},
};

static void each_service(report_row_h *row_h, void *data)
{
    const GPtrArray *services = hangup_capture()->services;

    for (guint i = 0; i < services->len; i++)
        row_h(g_ptr_array_index(services, i), data);
}

/* Returns "Usually: idle timeout of ... Raise ...", or NULL. */
static char *cause_text(const void *row)
{
    const struct service_cause *cause = service_text_cause(side_of(row));

    if (side_of(row)->proof_frame == 0)
        return NULL;
    return g_strdup_printf("Usually: %s. %s", cause->usually, cause->advice);
}

static uint64_t n_not_kept(void)
{
    const struct hangup_watch *watch = hangup_capture();

    return watch->n_refused + watch->n_dropped + watch->connections.n_dropped;
}

static const struct report_table services_table = {
    "hangup,services",
    "TCP Hang-ups",
    "Services",
    REPORT_COLUMNS(columns),
    .each = each_service,
    .below = {cause_text, "what usually does that"},
    .n_not_kept = n_not_kept,
    .not_kept = {"Not kept, because a table was full:",
                 "connections or services."},
};

REPORT_GETTER(capture_complete, struct hangup_watch,
              report_number(n_not_kept() == 0));

static const struct report_column capture_columns[] = {
    {NULL, "complete", REPORT_BOOL, .get = capture_complete},
};

static void write_members(struct report_document *document)
{
    report_document_object(document, "capture", capture_columns,
                           G_N_ELEMENTS(capture_columns), hangup_capture());
    report_document_table(document, &services_table);
}

static const struct report_document_kind document_kind = {
    .command = "hangup,json",
    .schema = "hangup-report/1",
    .write = write_members,
};

static void rows_of_frame(GHashTable *shown, const void *tapped,
                          report_row_h *row_h, void *data)
{
    const struct hangup *hangup = tapped;
    const struct service *service =
        hangup_watch_service(hangup_capture(), hangup->ends);

    if (service != NULL && g_hash_table_add(shown, (gpointer)service))
        row_h(service, data);
}

static const struct report_window_kind window_kind = {
    .table = &services_table,
    .group = REGISTER_TELEPHONY_GROUP_UNSORTED,
    .tap_name = CLOSE_TAP_NAME,
    .rows_of_frame = rows_of_frame,
};

void services_report_register(void)
{
    report_command_register(&services_table);
    report_document_register(&document_kind);
    report_window_register(&window_kind);
}
