# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analyze --follow: a ring buffer read while dumpcap writes it
(docs/follow.md)."""
