/** Links that are mailed: made, and read again; what they do is elsewhere. */
@NullMarked
package org.twofold.gateway.link;

import org.jspecify.annotations.NullMarked;
