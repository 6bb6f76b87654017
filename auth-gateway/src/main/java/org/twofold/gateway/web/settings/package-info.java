/** The page My Settings: one form, and what opens in it, row by row. */
@NullMarked
package org.twofold.gateway.web.settings;

import org.jspecify.annotations.NullMarked;
