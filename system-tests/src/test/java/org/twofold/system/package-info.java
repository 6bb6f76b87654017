/** Black box: the stack as an operator starts it, driven by API and browser, and hurt. */
@NullMarked
package org.twofold.system;

import org.jspecify.annotations.NullMarked;
