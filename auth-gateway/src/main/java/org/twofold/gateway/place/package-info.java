/** Where an address is, as far as a file tells that the operator gives. */
@NullMarked
package org.twofold.gateway.place;

import org.jspecify.annotations.NullMarked;
