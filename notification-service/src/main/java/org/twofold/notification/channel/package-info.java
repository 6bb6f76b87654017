/** Ways of delivery, whatever they are: what they are given, what they answer, who is next. */
@NullMarked
package org.twofold.notification.channel;

import org.jspecify.annotations.NullMarked;
