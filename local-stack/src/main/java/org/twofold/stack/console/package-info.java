/** What the operator types and reads: arguments, progress, failures in a sentence. */
@NullMarked
package org.twofold.stack.console;

import org.jspecify.annotations.NullMarked;
