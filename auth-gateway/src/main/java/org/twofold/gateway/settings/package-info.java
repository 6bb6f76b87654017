/** My Settings: what a person changes of her account. */
@NullMarked
package org.twofold.gateway.settings;

import org.jspecify.annotations.NullMarked;
