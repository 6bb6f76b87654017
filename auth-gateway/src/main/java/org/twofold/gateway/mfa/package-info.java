/** The client of the mfa-service, which checks codes. */
@NullMarked
package org.twofold.gateway.mfa;

import org.jspecify.annotations.NullMarked;
