/** Keys and tokens that a first start makes up. They are for one machine, never for production. */
@NullMarked
package org.twofold.stack.credentials;

import org.jspecify.annotations.NullMarked;
