/** What an operator with the credential may ask. */
@NullMarked
package org.twofold.gateway.operator;

import org.jspecify.annotations.NullMarked;
