/**
 * What is run: copies of the built programs, named by their content, unpacked and with a cache that
 * lets them start fast.
 */
@NullMarked
package org.twofold.stack.image;

import org.jspecify.annotations.NullMarked;
