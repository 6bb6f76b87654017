/** Who may ask for how much: the limits that the gateway keeps. */
@NullMarked
package org.twofold.gateway.throttle;

import org.jspecify.annotations.NullMarked;
