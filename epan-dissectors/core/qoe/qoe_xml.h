/* Quality reports in XML: application/vq-rtcpxr+xml of [MS-QoE] 2.2.1, schemas
 * 6.1 to 6.5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_XML_H
#define LYNC_CORE_QOE_XML_H

#include "qoe_report.h"

#define QOE_XML_DEPTH_MAX 32 /* elements in elements; the schemas use 8 */

/* Whether TEXT is well-formed XML, at most QOE_BODY_BYTES_MAX long, and no
 * deeper than QOE_XML_DEPTH_MAX. Adds the session reports of a VQReportEvent in
 * it to REPORTS, an array with qoe_report_free(); of a body that is cut or
 * breaks off, as far as it goes.
 *
 * Elements and attributes count by their local names, whatever their prefixes,
 * and as if no Separator stood around them. Octets that are not UTF-8 are
 * replaced. No entity is expanded but the five of XML and those of single
 * characters: a body with another one breaks off there. */
bool qoe_xml_read(struct text text, GPtrArray *reports);

#endif
