/** Passwords: which are accepted, and how they are hashed and verified. */
@NullMarked
package org.twofold.gateway.password;

import org.jspecify.annotations.NullMarked;
