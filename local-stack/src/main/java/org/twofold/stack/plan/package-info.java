/** What a stack consists of: each program, how it is made ready to run, how it is started. */
@NullMarked
package org.twofold.stack.plan;

import org.jspecify.annotations.NullMarked;
