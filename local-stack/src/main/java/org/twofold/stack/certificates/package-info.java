/** Who a service is on an encrypted connection: an authority of the stack and what it signs. */
@NullMarked
package org.twofold.stack.certificates;

import org.jspecify.annotations.NullMarked;
