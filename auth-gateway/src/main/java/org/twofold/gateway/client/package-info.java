/** Who is at the other end of a request, as far as that can be believed. */
@NullMarked
package org.twofold.gateway.client;

import org.jspecify.annotations.NullMarked;
