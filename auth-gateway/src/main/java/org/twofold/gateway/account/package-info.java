/** Accounts, their addresses, and the registrations that become accounts. */
@NullMarked
package org.twofold.gateway.account;

import org.jspecify.annotations.NullMarked;
