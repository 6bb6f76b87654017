/** E-mail by SMTP. */
@NullMarked
package org.twofold.notification.email;

import org.jspecify.annotations.NullMarked;
