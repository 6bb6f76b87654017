/** What happened on an account, for its owner, from the events. */
@NullMarked
package org.twofold.gateway.activity;

import org.jspecify.annotations.NullMarked;
