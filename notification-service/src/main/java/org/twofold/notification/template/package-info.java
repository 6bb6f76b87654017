/** The words of the messages, in each language. */
@NullMarked
package org.twofold.notification.template;

import org.jspecify.annotations.NullMarked;
