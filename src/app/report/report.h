/* report.h - the lead's page (F74): one month on one sheet, each number with what it means.
 *
 * Reads facts of other concepts and none of their words. A share of fewer people than the scheme's
 * smallest group is not shown. No tables of its own.
 */
#pragma once

#include "app/concept.h"

extern const struct concept report_concept;
