/** Makes challenges from events and checks codes for the gateway. */
@NullMarked
package org.twofold.mfa;

import org.jspecify.annotations.NullMarked;
