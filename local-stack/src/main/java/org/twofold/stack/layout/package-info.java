/** Where things are on one machine: ports, folders of the data, folders of the checkout. */
@NullMarked
package org.twofold.stack.layout;

import org.jspecify.annotations.NullMarked;
