/** Operating-system processes: kept running, seen to be ready, never left behind. */
@NullMarked
package org.twofold.stack.process;

import org.jspecify.annotations.NullMarked;
