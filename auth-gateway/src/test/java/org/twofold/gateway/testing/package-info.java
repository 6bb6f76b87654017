/** What the tests of this service stand on. */
@NullMarked
package org.twofold.gateway.testing;

import org.jspecify.annotations.NullMarked;
