/** The pages, on top of the same use cases as the API. */
@NullMarked
package org.twofold.gateway.web;

import org.jspecify.annotations.NullMarked;
