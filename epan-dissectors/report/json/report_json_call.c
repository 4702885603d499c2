/* A call in the JSON document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_row.h"
#include "report_calls.h"
#include "report_json_value.h"
#include "call_judge.h"

static void write_legs(json_dumper *dumper, const struct call_row *row)
{
    bool joined = row->legs->len > 1;

    report_json_uint(dumper, "call", row->call);
    report_json_uints(dumper, "legs", row->legs);
    report_json_text(dumper, "legs.confidence",
                     joined ? call_join_confidence_name(row->confidence)
                            : NULL);
    report_json_text(dumper, "legs.reason", joined ? row->join_reason : NULL);
}

static void write_times(json_dumper *dumper, const struct call_row *row)
{
    report_json_index(dumper, "frame",
                      row->begin.frame != 0 ? row->begin.frame : UINT32_MAX);
    report_json_time_ns(dumper, "start", row->begin.time_ns);
    report_json_seconds(dumper, "duration", row->end_ns - row->begin.time_ns);
    if (row->up)
        report_json_seconds(dumper, "up", row->end_ns - row->up_ns);
    else
        report_json_null(dumper, "up");
}

static void write_parties(json_dumper *dumper, const struct call_row *row)
{
    report_json_text(dumper, "caller", row->names[SIDE_A]);
    report_json_text(dumper, "callee", row->names[SIDE_B]);
    report_json_address(dumper, "caller.address", &row->parties[SIDE_A]);
    report_json_address(dumper, "callee.address", &row->parties[SIDE_B]);
}

/* The codecs of its streams, each once. */
static void write_codecs(json_dumper *dumper, const struct call_row *row)
{
    GPtrArray *codecs = report_call_codecs(row);

    report_json_array(dumper, "codec");
    for (guint i = 0; i < codecs->len; i++)
        report_json_element(dumper, g_ptr_array_index(codecs, i));
    json_dumper_end_array(dumper);
    g_ptr_array_unref(codecs);
}

static void write_session(json_dumper *dumper, const struct call_row *row)
{
    static const struct endpoint nobody = {0};

    if (row->timer_seen)
        report_json_uint(dumper, "session.interval", row->interval_s);
    else
        report_json_null(dumper, "session.interval");
    report_json_endpoint(
        dumper, "session.refresher_party",
        row->timer_seen && row->refresher_known ? &row->refresher : &nobody);
}

static void write_judgement(json_dumper *dumper,
                            const struct call_judgement *judgement)
{
    report_json_text(dumper, "call.verdict",
                     call_verdict_name(judgement->verdict));
    report_json_text(dumper, "cause", judgement->cause);
    report_json_text(dumper, "drop", call_drop_text(judgement->drop));
    report_json_text(dumper, "rule", judgement->rule);
    report_json_text(dumper, "source", judgement->source);
    report_json_array(dumper, "evidence");
    for (unsigned i = 0; i < judgement->n_evidence; i++) {
        json_dumper_begin_object(dumper);
        report_json_uint(dumper, "frame", judgement->evidence[i].frame);
        report_json_text(dumper, "what", judgement->evidence[i].what);
        json_dumper_end_object(dumper);
    }
    json_dumper_end_array(dumper);
}

void report_json_call(json_dumper *dumper, const struct call_row *row)
{
    json_dumper_begin_object(dumper);
    write_legs(dumper, row);
    report_json_bool(dumper, "signalling", row->signalling_seen);
    write_times(dumper, row);
    write_parties(dumper, row);
    write_codecs(dumper, row);
    write_session(dumper, row);
    write_judgement(dumper, row->judgement);
    report_json_uints(dumper, "streams", row->streams);
    report_json_uints(dumper, "findings", row->findings);
    json_dumper_end_object(dumper);
}
