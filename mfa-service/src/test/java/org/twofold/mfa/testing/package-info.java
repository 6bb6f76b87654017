/** What the tests of this service stand on. */
@NullMarked
package org.twofold.mfa.testing;

import org.jspecify.annotations.NullMarked;
