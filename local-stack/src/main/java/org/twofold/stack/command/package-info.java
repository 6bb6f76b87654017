/** The commands of the launcher. */
@NullMarked
package org.twofold.stack.command;

import org.jspecify.annotations.NullMarked;
