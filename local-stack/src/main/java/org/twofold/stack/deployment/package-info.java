/** What must stand on the broker and in the registry before a service starts. */
@NullMarked
package org.twofold.stack.deployment;

import org.jspecify.annotations.NullMarked;
