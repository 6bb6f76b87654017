/** Puts accounts into the gateway of this stack: from a file, and those of a demonstration. */
@NullMarked
package org.twofold.stack.accounts;

import org.jspecify.annotations.NullMarked;
