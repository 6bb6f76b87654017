/** Channels that an operator stops and starts for everybody (ADR 6). */
@NullMarked
package org.twofold.notification.operator;

import org.jspecify.annotations.NullMarked;
