/* The payload types of an m= line. RFC 8866 5.14 and 6.6, RFC 3551 6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_format.h"

#define MAX_PAYLOAD_TYPE 127 /* seven bits, RFC 3550 5.1 */
#define MAX_CHANNELS     255

/* RFC 3551 6, tables 4 and 5. G722's clock rate is 8000 by decree (4.5.2). */
static const struct static_format {
    uint8_t payload_type;
    uint8_t channels;
    uint32_t clock_rate_hz;
    const char *name;
} static_formats[] = {
    {0, 1, 8000, "PCMU"},   {3, 1, 8000, "GSM"},    {4, 1, 8000, "G723"},
    {5, 1, 8000, "DVI4"},   {6, 1, 16000, "DVI4"},  {7, 1, 8000, "LPC"},
    {8, 1, 8000, "PCMA"},   {9, 1, 8000, "G722"},   {10, 2, 44100, "L16"},
    {11, 1, 44100, "L16"},  {12, 1, 8000, "QCELP"}, {13, 1, 8000, "CN"},
    {14, 1, 90000, "MPA"},  {15, 1, 8000, "G728"},  {16, 1, 11025, "DVI4"},
    {17, 1, 22050, "DVI4"}, {18, 1, 8000, "G729"},  {25, 1, 90000, "CelB"},
    {26, 1, 90000, "JPEG"}, {28, 1, 90000, "nv"},   {31, 1, 90000, "H261"},
    {32, 1, 90000, "MPV"},  {33, 1, 90000, "MP2T"}, {34, 1, 90000, "H263"},
};

static struct sdp_format *format_of(struct sdp_media *media,
                                    uint32_t payload_type)
{
    const struct sdp_format *format = sdp_media_format(media, payload_type);

    return format == NULL ? NULL : &media->formats[format - media->formats];
}

static void format_name(struct sdp_format *format, struct text name)
{
    format->name = name;
    format->is_comfort_noise = text_is(name, "CN");
    format->is_telephone_event = text_is(name, "telephone-event");
}

static struct sdp_format format_make(uint8_t payload_type)
{
    struct sdp_format format = {.payload_type = payload_type};

    for (size_t i = 0; i < sizeof static_formats / sizeof static_formats[0];
         i++) {
        const struct static_format *row = &static_formats[i];

        if (row->payload_type != payload_type)
            continue;
        format_name(&format, text_of(row->name));
        format.clock_rate_hz = row->clock_rate_hz;
        format.channels = row->channels;
    }
    return format;
}

void sdp_format_read_list(struct sdp_media *media, struct text formats)
{
    struct text word;
    uint32_t payload_type;

    while ((word = text_word(&formats)).length > 0) {
        if (!text_uint32(word, &payload_type) ||
            payload_type > MAX_PAYLOAD_TYPE ||
            format_of(media, payload_type) != NULL)
            continue;
        if (media->n_formats == SDP_MAX_FORMATS) {
            media->more_formats = true;
            return;
        }
        media->formats[media->n_formats++] = format_make((uint8_t)payload_type);
    }
}

void sdp_format_read_rtpmap(struct sdp_media *media, struct text value)
{
    uint32_t payload_type;
    uint32_t clock_rate_hz;
    uint32_t channels = 1;
    struct sdp_format *format;
    struct text name;

    if (!text_uint32(text_word(&value), &payload_type))
        return;
    value = text_word(&value);
    name = text_head(value, text_find(value, '/'));
    value = text_skip(value, name.length + 1);
    format = format_of(media, payload_type);
    if (format == NULL || format->rtpmap_present || name.length == 0 ||
        !text_leading_uint32(&value, &clock_rate_hz))
        return;
    text_uint32(text_skip(value, 1), &channels);
    format_name(format, name);
    format->clock_rate_hz = clock_rate_hz;
    format->channels = channels > MAX_CHANNELS ? MAX_CHANNELS : channels;
    format->rtpmap_present = true;
}
