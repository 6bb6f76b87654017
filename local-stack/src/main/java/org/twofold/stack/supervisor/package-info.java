/** Starts a stack, watches over it, tells about it and ends it. */
@NullMarked
package org.twofold.stack.supervisor;

import org.jspecify.annotations.NullMarked;
