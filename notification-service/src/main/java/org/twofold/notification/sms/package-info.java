/** Text messages by SMPP and by HTTP. */
@NullMarked
package org.twofold.notification.sms;

import org.jspecify.annotations.NullMarked;
