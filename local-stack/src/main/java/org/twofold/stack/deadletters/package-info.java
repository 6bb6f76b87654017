/** Records that nobody could handle: shown, and put back where they came from (ADR 27). */
@NullMarked
package org.twofold.stack.deadletters;

import org.jspecify.annotations.NullMarked;
