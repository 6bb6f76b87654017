@NullMarked
package org.twofold.gateway.web.settings;

import org.jspecify.annotations.NullMarked;
