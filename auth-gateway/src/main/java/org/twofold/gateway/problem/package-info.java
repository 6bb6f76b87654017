/** The edge of the API: problems of RFC 9457, and input refused with its field named. */
@NullMarked
package org.twofold.gateway.problem;

import org.jspecify.annotations.NullMarked;
