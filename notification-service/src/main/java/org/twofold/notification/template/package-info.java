/** The words of the messages, in each language and for each channel. */
@NullMarked
package org.twofold.notification.template;

import org.jspecify.annotations.NullMarked;
