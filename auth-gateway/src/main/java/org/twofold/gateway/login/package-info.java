/** A login, the session that it becomes, and its second factor. */
@NullMarked
package org.twofold.gateway.login;

import org.jspecify.annotations.NullMarked;
